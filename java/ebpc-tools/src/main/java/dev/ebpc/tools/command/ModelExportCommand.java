package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.export.TestbenchExport;
import dev.ebpc.tools.io.FileKind;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.Names;
import dev.ebpc.tools.io.OutputSet;
import dev.ebpc.tools.io.Outputs;
import dev.ebpc.tools.io.UsageException;
import dev.ebpc.tools.model.HardwareTensor;
import dev.ebpc.tools.tensor.Tensor;
import dev.ebpc.tools.tensor.TensorReader;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ebpc model export}: a tensor for a testbench of the RTL. */
@Command(
    name = "export",
    description = {
      "Write stimuli and expected responses of encoder and decoder for a testbench of the RTL:",
      "per port a word per line with its last flag, as text and for $readmemh."
    })
final class ModelExportCommand extends FileCommand {
  @Mixin TensorOptions tensors = new TensorOptions();
  @Mixin CodingOptions coding = new CodingOptions();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FOLDER",
      description = "Folder for the files.")
  Path folder;

  @Mixin ForceOption force = new ForceOption();

  @Option(
      names = "--transmission",
      paramLabel = "WORDS",
      description = "Words of a transmission (default: the tensor is one).")
  int transmissionWords = HardwareTensor.WHOLE;

  @Override
  FileKind kind() {
    return TensorOptions.FILES;
  }

  @Override
  void prepare(List<Input> inputs) {
    Outputs.requireName(folder);
    HardwareTensor.requireTransmissionWords(transmissionWords);
    if (inputs.size() > 1) {
      throw new UsageException("one tensor at a time is exported");
    }
  }

  @Override
  ObjectNode process(Input input) throws IOException {
    HardwareTensor words;
    try (TensorReader file = tensors.open(input, console())) {
      if (!file.hasNext()) {
        throw new UsageException("there is no tensor in the file");
      }
      Tensor tensor = file.next();
      words =
          HardwareTensor.read(
              input.label(), tensor, coding.of(tensor.info().type().format()), transmissionWords);
      if (file.hasNext()) {
        throw new UsageException("one tensor at a time is exported");
      }
      file.requireEnd();
    }
    write(words, input);
    say("%s: %d words to %s", input.label(), words.words().length, Names.text(folder));
    return Json.object()
        .put("file", input.label())
        .put("folder", Names.text(folder))
        .put("words", words.words().length);
  }

  private void write(HardwareTensor tensor, Input input) throws IOException {
    HardwareParameters parameters = tensor.parameters();
    try (OutputSet files = new OutputSet()) {
      TestbenchExport.write(
          parameters,
          tensor.transmissions(),
          name ->
              new FilterWriter(new StringWriter()) {
                @Override
                public void close() throws IOException {
                  files.write(
                      runOutputs().of(folder.resolve(name), input, force.wanted),
                      out.toString().getBytes(StandardCharsets.US_ASCII));
                }
              });
      files.commit();
    }
  }
}
