package dev.ebpc.tools.command;

import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.InputSearch;
import dev.ebpc.tools.io.Names;
import dev.ebpc.tools.io.Outputs;
import dev.ebpc.tools.io.UsageException;
import dev.ebpc.tools.maps.FileMaps;
import dev.ebpc.tools.maps.Manifest;
import dev.ebpc.tools.maps.MapSource;
import dev.ebpc.tools.maps.ModelRequest;
import dev.ebpc.tools.maps.ModelTap;
import dev.ebpc.tools.maps.Quantiser;
import dev.ebpc.tools.tensor.ElementType;
import dev.ebpc.tools.tensor.FileFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
      description =
          "Pictures to run the model on (PNG, JPEG, BMP, GIF, TIFF), or tensors with --raw.")
  List<Path> inputs = List.of();

  @Option(
      names = "--tap",
      paramLabel = "REGEX",
      description =
          "Outputs to tap, by the name of the value or of its node (default: those of every Relu, Clip and LeakyRelu, but no gates of hard-swish).")
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

  /**
   * Opens what the user named.
   *
   * @param told told of what is left out
   * @param failures told of files that cannot be read
   * @param outputs told of all files that are read
   */
  MapSource open(Consumer<String> told, FileFailures failures, Outputs outputs) throws IOException {
    boolean files = !paths.isEmpty() || manifest != null;
    if (files == (model != null)) {
      throw new UsageException(
          files
              ? "either files or a model can be evaluated at a time"
              : "no input is given: name files, or a model with --onnx and --input");
    }
    return files ? openFiles(told, failures, outputs) : openModel(told, failures, outputs);
  }

  /** What is made of float32 maps unless the user says otherwise. */
  List<String> defaultFormats() {
    return model == null
        ? List.of(Quantiser.PLAIN)
        : List.of("fixed8", "fixed12", "fixed16", "float16");
  }

  private MapSource openFiles(Consumer<String> told, FileFailures failures, Outputs outputs)
      throws IOException {
    if (!inputs.isEmpty() || tap != null || raw || shape != null) {
      throw new UsageException("--input, --tap, --raw and --input-shape go with --onnx");
    }
    List<Manifest.Entry> entries = new ArrayList<>();
    if (manifest != null) {
      entries.addAll(listed(manifest, failures, outputs));
    }
    for (String path : paths) {
      Path listed = Names.path(path).resolve(Manifest.NAME);
      if (Files.isDirectory(Names.path(path)) && Files.isRegularFile(listed)) {
        entries.addAll(listed(listed, failures, outputs));
      } else {
        for (Input input : InputSearch.find(List.of(path), TensorOptions.FILES)) {
          if (input.isStandard()) {
            throw new UsageException("standard input has no name; give a file");
          } else if (input.isFound()) {
            entries.add(Manifest.ofName(input.path(), input.relative()));
          } else {
            failures.tell(input.label(), input.problem());
          }
        }
      }
    }
    entries.forEach(entry -> outputs.reads(entry.path()));
    ElementType elements = type == null ? null : ElementType.ofLabel(type);
    return new FileMaps(new LinkedHashSet<>(entries), elements, told, failures);
  }

  private static List<Manifest.Entry> listed(Path manifest, FileFailures failures, Outputs outputs)
      throws IOException {
    outputs.reads(manifest);
    return FileFailures.orNone(manifest, failures, file -> Manifest.read(existing(file), failures));
  }

  private MapSource openModel(Consumer<String> told, FileFailures failures, Outputs outputs)
      throws IOException {
    existing(model);
    outputs.reads(model);
    inputs.forEach(outputs::reads);
    if (inputs.isEmpty()) {
      throw new UsageException("--onnx needs pictures to run the model on: --input FILE...");
    }
    List<Path> found = new ArrayList<>();
    for (Path input : new LinkedHashSet<>(inputs)) {
      found.addAll(FileFailures.orNone(input, failures, file -> List.of(existing(file))));
    }
    if (found.isEmpty()) {
      return new FileMaps(Set.of(), null, note -> {}, failures);
    }
    ModelTap runner =
        ModelTap.installed()
            .orElseThrow(
                () ->
                    new UsageException(
                        "the part that runs models is not installed: lib/onnx of the distribution, module ebpc-onnx"));
    return runner.open(new ModelRequest(model, found, pattern(), raw, shape, told, failures));
  }

  private Pattern pattern() {
    try {
      return tap == null ? null : Pattern.compile(tap);
    } catch (PatternSyntaxException wrong) {
      throw new UsageException("--tap is no regular expression: " + wrong.getDescription());
    }
  }

  private static Path existing(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw Files.exists(file)
          ? new IOException(file + " is no regular file")
          : new NoSuchFileException(Names.text(file));
    }
    return file;
  }
}
