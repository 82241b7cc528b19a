package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.frame.Workers;
import dev.ebpc.tools.io.FileKind;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.Output;
import dev.ebpc.tools.io.Progress;
import dev.ebpc.tools.tensor.TensorInfo;
import dev.ebpc.tools.tensor.TensorOutput;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ebpc decompress}: frames back to the tensor file they were made from. */
@Command(
    name = "decompress",
    description = {
      "Restore the files that compress has compressed: .npy, .safetensors and raw files",
      "byte for byte, the members of an .npz archive likewise."
    })
final class DecompressCommand extends FileCommand {
  @Mixin OutputOptions outputs = new OutputOptions();
  @Mixin WorkerOptions workerOptions = new WorkerOptions();

  private Workers workers;

  @Override
  FileKind kind() {
    return Suffix.FRAME_FILES;
  }

  @Override
  void prepare(List<Input> inputs) {
    outputs.ask(inputs, runOutputs(), input -> Suffix.removed(input, Suffix.FRAMES));
    workers = workerOptions.make();
  }

  @Override
  ObjectNode process(Input input) throws IOException {
    ObjectNode document = Json.object().put("file", input.label());
    try (FrameFile file = new FrameFile(input, console(), workers);
        Output output = outputs.open(input);
        Progress progress = progress("decompress", file.expectedBytes())) {
      long frames;
      try (TensorOutput tensors = TensorOutput.of(file.header().originKind(), output.out())) {
        frames =
            file.forEach(
                frame -> {
                  tensors.begin(TensorInfo.ofFrameHeader(frame.header()));
                  FrameDecoding.run(frame, workers, progress, tensors::write);
                });
      }
      output.commit();
      document.put("output", output.label()).put("tensors", frames).put("bytes", output.written());
      progress.end();
      say("%s: %d bytes, %s", input.label(), output.written(), output.label());
    }
    return document;
  }
}
