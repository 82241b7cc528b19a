package dev.ebpc.tools.command;

import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.Names;
import dev.ebpc.tools.io.UsageException;
import dev.ebpc.tools.maps.FileMaps;
import dev.ebpc.tools.maps.Manifest;
import dev.ebpc.tools.maps.MapSource;
import dev.ebpc.tools.maps.ModelRequest;
import dev.ebpc.tools.maps.ModelTap;
import dev.ebpc.tools.maps.Quantiser;
import dev.ebpc.tools.tensor.ElementType;
import dev.ebpc.tools.tensor.TensorFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where the feature maps of an evaluation come from: files, or a model that is run. */
final class EvalSources {
  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "Tensor files, folders or patterns; a folder's index.csv is its manifest.")
  List<String> paths = List.of();

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description =
          "CSV with a column file, and where known net, image, layer, layer_name, format, kind, word_bits.")
  Path manifest;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Type of raw elements, or to read .npy elements as, such as fixed12.")
  String type;

  @Option(names = "--onnx", paramLabel = "MODEL", description = "Model to run.")
  Path model;

  @Option(
      names = "--input",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Pictures to run the model on (PNG, JPEG, BMP, GIF), or tensors with --raw.")
  List<Path> inputs = List.of();

  @Option(
      names = "--tap",
      paramLabel = "REGEX",
      description =
          "Outputs to tap, by the name of the value or of its node (default: those of every Relu, Clip and LeakyRelu).")
  String tap;

  @Option(
      names = "--raw",
      description =
          "Inputs are .npy tensors that the model takes as they are; else pictures are scaled, cut out and normalised as usual for ImageNet.")
  boolean raw;

  @Option(
      names = "--input-shape",
      split = ",",
      paramLabel = "N",
      description = "Dimensions of the model's input where the model leaves them open.")
  long[] shape;

  /** Opens what the user named. */
  MapSource open(Consumer<String> told) throws IOException {
    boolean files = !paths.isEmpty() || manifest != null;
    if (files == (model != null)) {
      throw new UsageException(
          files
              ? "either files or a model can be evaluated at a time"
              : "no input is given: name files, or a model with --onnx and --input");
    }
    return files ? openFiles(told) : openModel();
  }

  /** What is made of float32 maps unless the user says otherwise. */
  List<String> defaultFormats() {
    return model == null
        ? List.of(Quantiser.PLAIN)
        : List.of("fixed8", "fixed12", "fixed16", "float16");
  }

  private MapSource openFiles(Consumer<String> told) throws IOException {
    if (!inputs.isEmpty() || tap != null || raw || shape != null) {
      throw new UsageException("--input, --tap, --raw and --input-shape go with --onnx");
    }
    List<Manifest.Entry> entries = new ArrayList<>();
    if (manifest != null) {
      entries.addAll(Manifest.read(existing(manifest)));
    }
    for (String path : paths) {
      Path listed = Names.path(path).resolve(Manifest.NAME);
      if (Files.isDirectory(Names.path(path)) && Files.isRegularFile(listed)) {
        entries.addAll(Manifest.read(listed));
      } else {
        for (Input input : Input.resolve(List.of(path), TensorFiles::hasTensorSuffix)) {
          if (input.isStandard()) {
            throw new UsageException("standard input has no name; give a file");
          }
          entries.add(Manifest.ofName(input.path(), input.relative()));
        }
      }
    }
    return new FileMaps(entries, type == null ? null : ElementType.ofLabel(type), told);
  }

  private MapSource openModel() throws IOException {
    existing(model);
    if (inputs.isEmpty()) {
      throw new UsageException("--onnx needs pictures to run the model on: --input FILE...");
    }
    for (Path input : inputs) {
      existing(input);
    }
    ModelTap runner =
        ModelTap.installed()
            .orElseThrow(
                () ->
                    new UsageException(
                        "the part that runs models is not installed: lib/onnx of the distribution, module ebpc-onnx"));
    return runner.open(new ModelRequest(model, inputs, pattern(), raw, shape));
  }

  private Pattern pattern() {
    try {
      return tap == null ? null : Pattern.compile(tap);
    } catch (PatternSyntaxException wrong) {
      throw new UsageException("--tap is no regular expression: " + wrong.getDescription());
    }
  }

  private static Path existing(Path file) throws NoSuchFileException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    return file;
  }
}
