package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.frame.FrameHeader;
import dev.ebpc.frame.FrameWriter;
import dev.ebpc.frame.Workers;
import dev.ebpc.tools.io.FileKind;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.Output;
import dev.ebpc.tools.io.Progress;
import dev.ebpc.tools.tensor.Tensor;
import dev.ebpc.tools.tensor.TensorInfo;
import dev.ebpc.tools.tensor.TensorReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ebpc compress}: tensor files to frames, one frame per tensor. */
@Command(
    name = "compress",
    description = "Compress tensor files (.npy, .npz, .safetensors, raw) to " + Suffix.FRAMES + ".")
final class CompressCommand extends FileCommand {
  @Mixin OutputOptions outputs = new OutputOptions();
  @Mixin TensorOptions tensors = new TensorOptions();
  @Mixin ProfileOption profile = new ProfileOption();
  @Mixin WorkerOptions workerOptions = new WorkerOptions();

  private Workers workers;

  @Override
  FileKind kind() {
    return TensorOptions.FILES;
  }

  @Override
  void prepare(List<Input> inputs) {
    profile.check();
    outputs.ask(inputs, runOutputs(), input -> Suffix.added(input, Suffix.FRAMES));
    workers = workerOptions.make();
  }

  @Override
  ObjectNode process(Input input) throws IOException {
    ObjectNode document = Json.object().put("file", input.label());
    try (TensorReader file = tensors.open(input, console());
        Output output = outputs.open(input);
        Progress progress = progress("compress", input.size())) {
      long tensorCount = 0;
      long bytes = 0;
      while (file.hasNext()) {
        Tensor tensor = file.next();
        bytes += compress(tensor, file, output.out(), progress);
        hint(input, tensor.info());
        tensorCount++;
      }
      file.requireEnd();
      output.commit();
      document
          .put("output", output.label())
          .put("tensors", tensorCount)
          .put("bytes", bytes)
          .put("compressedBytes", output.written());
      progress.end();
      say(
          "%s: %d to %d bytes (%s), %s",
          input.label(),
          bytes,
          output.written(),
          Ratio.text(bytes, output.written()),
          output.label());
    }
    return document;
  }

  /** Tells what would let elements be coded that are only stored. */
  private void hint(Input input, TensorInfo tensor) {
    if (!report.quiet) {
      String name = tensor.name() == null ? "" : ": " + tensor.name();
      tensor
          .typeHint()
          .ifPresent(
              hint -> console().complain(input.label() + name + ": stored, not coded; " + hint));
    }
  }

  private long compress(Tensor tensor, TensorReader file, OutputStream out, Progress progress)
      throws IOException {
    TensorInfo info = tensor.info();
    FrameHeader header =
        profile
            .choose(info.toFrameHeader(), info.type().format())
            .anotherFollows(file.hasNext())
            .index(true)
            .build();
    byte[] buffer = WorkerOptions.bufferFor(header, workers);
    long bytes = 0;
    try (FrameWriter frame = FrameWriter.of(out, header, workers)) {
      for (int read = tensor.read(buffer); read > 0; read = tensor.read(buffer)) {
        frame.write(buffer, 0, read / header.elementBytes());
        bytes += read;
        progress.step(read);
      }
      frame.finish();
    }
    return bytes;
  }
}
