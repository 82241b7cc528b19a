package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.frame.Workers;
import dev.ebpc.tools.io.FileKind;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.Progress;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ebpc test}: decodes everything and keeps nothing. */
@Command(name = "test", description = "Decode every frame and check every checksum.")
final class TestCommand extends FileCommand {
  @Mixin WorkerOptions workerOptions = new WorkerOptions();

  private Workers workers;

  @Override
  FileKind kind() {
    return Suffix.FRAME_FILES;
  }

  @Override
  void prepare(List<Input> inputs) {
    workers = workerOptions.make();
  }

  @Override
  ObjectNode process(Input input) throws IOException {
    try (FrameFile file = new FrameFile(input, console(), workers);
        Progress progress = progress("test", file.expectedBytes())) {
      LongAdder bytes = new LongAdder();
      long frames =
          file.forEach(
              frame ->
                  FrameDecoding.run(frame, workers, progress, (words, count) -> bytes.add(count)));
      progress.end();
      say("%s: %d tensors, %d bytes, all right", input.label(), frames, bytes.sum());
      return Json.object()
          .put("file", input.label())
          .put("tensors", frames)
          .put("bytes", bytes.sum())
          .put("ok", true);
    }
  }
}
