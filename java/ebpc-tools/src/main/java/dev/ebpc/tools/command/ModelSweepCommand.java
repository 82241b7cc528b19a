package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.estimate.CodedLayer;
import dev.ebpc.tools.io.FileKind;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.OutputSet;
import dev.ebpc.tools.io.Outputs;
import dev.ebpc.tools.io.Picture;
import dev.ebpc.tools.io.Progress;
import dev.ebpc.tools.io.Target;
import dev.ebpc.tools.io.UsageException;
import dev.ebpc.tools.model.HardwareTensor;
import dev.ebpc.tools.model.LayerMeasurement;
import dev.ebpc.tools.model.SweepPlots;
import dev.ebpc.tools.model.SweepPoint;
import dev.ebpc.tools.model.SweepTable;
import dev.ebpc.tools.tensor.Tensor;
import dev.ebpc.tools.tensor.TensorReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ebpc model sweep}: the design space. */
@Command(
    name = "sweep",
    description = {
      "Estimate every combination of codec parameters (W, n, R), number of codecs, clock and",
      "bandwidth, for feature maps or generated words."
    })
final class ModelSweepCommand extends FileCommand {
  private static final String CSV = "--csv";
  private static final String PLOTS = "--plots";
  private static final String PNG = ".png";
  private static final String SVG = ".svg";

  @Mixin TensorOptions tensors = new TensorOptions();
  @Mixin GenerateOptions generate = new GenerateOptions();
  @Mixin AcceleratorOptions accelerator = new AcceleratorOptions();

  @Option(
      names = "--word-bits",
      split = ",",
      paramLabel = "W",
      description = "Bits of a word (default: those of the number format; 8 for generated words).")
  List<Integer> wordBits = List.of();

  @Option(
      names = "--block",
      split = ",",
      paramLabel = "n",
      description = "Words of a bit-plane block (default: ${DEFAULT-VALUE}).")
  List<Integer> blocks = List.of(8, 16, 32);

  @Option(
      names = "--zero-run",
      split = ",",
      paramLabel = "R",
      description = "Longest zero run of one symbol (default: ${DEFAULT-VALUE}).")
  List<Integer> zeroRuns = List.of(4, 8, 16, 32, 64);

  @Option(names = CSV, paramLabel = "FILE", description = "Write the table to FILE.")
  Path csv;

  @Option(
      names = PLOTS,
      paramLabel = "FOLDER",
      description = {
        "Draw ratio against area, time and energy against bandwidth, and cycles per word against",
        "the density of non-zeros, as PNG and SVG."
      })
  Path plots;

  @Mixin ForceOption force = new ForceOption();

  private final Map<String, Target> targets = new LinkedHashMap<>();
  private final List<FeatureWords> maps = new ArrayList<>();

  /** A feature map as it was read. */
  private record FeatureWords(HardwareTensor tensor, boolean signed) {}

  @Override
  FileKind kind() {
    return TensorOptions.FILES;
  }

  @Override
  public Integer call() throws IOException {
    accelerator.all();
    if (!generate.wanted()) {
      return super.call();
    }
    if (!words.isEmpty()) {
      throw new UsageException("words are generated or read, not both");
    }
    askForOutputs();
    document(sweep());
    return ExitCode.OK;
  }

  @Override
  void prepare(List<Input> inputs) {
    askForOutputs();
  }

  /** Now rather than when all is computed. */
  private void askForOutputs() {
    if (csv != null) {
      targets.put(CSV, runOutputs().of(csv, CSV, force.wanted));
    }
    if (plots != null) {
      Outputs.requireName(plots);
      for (String name : SweepPlots.NAMES) {
        for (String suffix : List.of(PNG, SVG)) {
          Path file = plots.resolve(name + suffix);
          targets.put(name + suffix, runOutputs().of(file, PLOTS, force.wanted));
        }
      }
    }
    targets.values().forEach(Target::requireFree);
  }

  @Override
  ObjectNode process(Input input) throws IOException {
    List<FeatureWords> found = new ArrayList<>();
    try (TensorReader file = tensors.open(input, console())) {
      while (file.hasNext()) {
        Tensor tensor = file.next();
        NumberFormat format = tensor.info().type().format();
        String label = HardwareTensor.label(input.label(), tensor);
        CodeParameters usual = CodeParameters.ofWordBits(format.wordBits());
        HardwareTensor read = HardwareTensor.read(label, tensor, usual, HardwareTensor.WHOLE);
        found.add(new FeatureWords(read, format.signed()));
      }
      file.requireEnd();
    }
    maps.addAll(found);
    return Json.object();
  }

  @Override
  JsonNode summary(ArrayNode results) {
    ObjectNode document = maps.isEmpty() ? Json.object() : sweep();
    failures().describe(document);
    return document;
  }

  private ObjectNode sweep() {
    List<HardwareParameters> codecs = codecs();
    List<SweepPoint> points;
    try (Progress progress = progress("sweep", codecs.size() * words())) {
      points =
          SweepPoint.sweep(
              codecs, accelerator.all(), codec -> measure(codec, progress), accelerator::estimator);
    }
    SweepTable.lines(points).forEach(line -> say("%s", line));
    try {
      write(points);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    ObjectNode document = Json.object();
    ArrayNode rows = document.putArray("points");
    points.forEach(point -> SweepTable.describe(point, rows.addObject()));
    return document;
  }

  /** All codecs that can be built; the others are told. */
  private List<HardwareParameters> codecs() {
    List<HardwareParameters> codecs = new ArrayList<>();
    Set<String> refusals = new LinkedHashSet<>();
    for (int bits : widths()) {
      for (int block : blocks) {
        for (int zeroRun : zeroRuns) {
          try {
            codecs.add(HardwareParameters.of(new CodeParameters(bits, block, zeroRun)));
          } catch (IllegalArgumentException notBuildable) {
            refusals.add(notBuildable.getMessage());
          }
        }
      }
    }
    refusals.forEach(reason -> say("left out: %s", reason));
    if (codecs.isEmpty()) {
      throw new UsageException("hardware can have none of these parameters");
    }
    return codecs;
  }

  private List<Integer> widths() {
    if (!wordBits.isEmpty()) {
      return wordBits;
    }
    int widest = NumberFormat.UINT8.wordBits();
    for (FeatureWords map : maps) {
      widest = Math.max(widest, map.tensor.parameters().wordBits());
    }
    return List.of(widest);
  }

  private List<CodedLayer> measure(HardwareParameters codec, Progress progress) {
    List<CodedLayer> layers = new ArrayList<>();
    if (generate.wanted()) {
      for (HardwareTensor tensor : generate.tensors(codec, HardwareTensor.WHOLE)) {
        layers.add(LayerMeasurement.of(tensor, codec.wordBits()));
      }
    }
    for (FeatureWords map : maps) {
      HardwareTensor tensor = map.tensor.widened(codec, map.signed);
      layers.add(LayerMeasurement.of(tensor, map.tensor.parameters().wordBits()));
    }
    progress.step(words());
    return layers;
  }

  /** Words of all feature maps. */
  private long words() {
    return maps.stream().mapToLong(map -> map.tensor.words().length).sum();
  }

  private void write(List<SweepPoint> points) throws IOException {
    try (OutputSet files = new OutputSet()) {
      if (csv != null) {
        files.write(targets.get(CSV), SweepTable.csv(points).getBytes(StandardCharsets.US_ASCII));
      }
      if (plots != null) {
        for (Map.Entry<String, Picture> plot : new SweepPlots(points).pictures().entrySet()) {
          files.write(targets.get(plot.getKey() + PNG), plot.getValue()::writePng);
          files.write(targets.get(plot.getKey() + SVG), plot.getValue()::writeSvg);
        }
      }
      files.commit();
    }
  }
}
