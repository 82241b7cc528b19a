package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.estimate.CodedLayer;
import dev.ebpc.model.estimate.Constant;
import dev.ebpc.model.estimate.Estimator;
import dev.ebpc.model.estimate.LayerEstimate;
import dev.ebpc.model.estimate.Network;
import dev.ebpc.tools.io.FileKind;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.Progress;
import dev.ebpc.tools.io.UsageException;
import dev.ebpc.tools.model.EstimateDocument;
import dev.ebpc.tools.model.EstimateReport;
import dev.ebpc.tools.model.HardwareTensor;
import dev.ebpc.tools.model.LayerMeasurement;
import dev.ebpc.tools.tensor.Tensor;
import dev.ebpc.tools.tensor.TensorReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ebpc model estimate}: what compression brings to an accelerator. */
@Command(
    name = "estimate",
    description = {
      "Estimate area, memory traffic, time and energy of an accelerator with codecs, for feature",
      "maps or a folder of one network's. Every figure it rests on is an option, and is printed",
      "with its source."
    })
final class ModelEstimateCommand extends FileCommand {
  @Mixin TensorOptions tensors = new TensorOptions();
  @Mixin CodingOptions coding = new CodingOptions();
  @Mixin AcceleratorOptions accelerator = new AcceleratorOptions();

  @Option(
      names = "--transmission",
      paramLabel = "WORDS",
      description = {
        "Words of a transmission; drain and restart of each count (default: a feature map is one",
        "transmission)."
      })
  int transmissionWords = HardwareTensor.WHOLE;

  private final List<CodedLayer> layers = new ArrayList<>();
  private HardwareParameters parameters;
  private Progress progress;

  @Override
  FileKind kind() {
    return TensorOptions.FILES;
  }

  @Override
  void prepare(List<Input> inputs) throws IOException {
    HardwareTensor.requireTransmissionWords(transmissionWords);
    accelerator.one();
    progress = progress("estimate", Input.totalSize(inputs));
  }

  @Override
  ObjectNode process(Input input) throws IOException {
    List<CodedLayer> found = new ArrayList<>();
    try (TensorReader file = tensors.open(input, console())) {
      while (file.hasNext()) {
        Tensor tensor = file.next();
        NumberFormat format = tensor.info().type().format();
        HardwareTensor words =
            HardwareTensor.read(
                HardwareTensor.label(input.label(), tensor),
                tensor,
                coding.of(format),
                transmissionWords);
        requireSame(words.parameters());
        found.add(LayerMeasurement.of(words, words.parameters().wordBits()));
        progress.step((long) words.words().length * format.containerBytes());
      }
      file.requireEnd();
    } finally {
      progress.end();
    }
    layers.addAll(found);
    return Json.object();
  }

  private void requireSame(HardwareParameters next) {
    if (parameters != null && !parameters.equals(next)) {
      throw new UsageException(
          "all feature maps go through the same codec: found " + parameters + " and " + next);
    }
    parameters = next;
  }

  @Override
  JsonNode summary(ArrayNode results) {
    ObjectNode document = layers.isEmpty() ? Json.object() : estimate();
    failures().describe(document);
    return document;
  }

  private ObjectNode estimate() {
    Estimator estimator = accelerator.estimator(parameters, accelerator.one());
    List<LayerEstimate> estimates = layers.stream().map(estimator::of).toList();
    Network network = new Network(estimates);
    List<Constant> constants = accelerator.constants(estimator);
    long longest = layers.stream().mapToLong(CodedLayer::words).max().orElseThrow();
    int words =
        (int)
            (transmissionWords == HardwareTensor.WHOLE
                ? longest
                : Math.min(longest, transmissionWords));
    new EstimateReport(estimator, network, words).lines(constants).forEach(line -> say("%s", line));
    return EstimateDocument.of(estimator, network, words, constants);
  }
}
