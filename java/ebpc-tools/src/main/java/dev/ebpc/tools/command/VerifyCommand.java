package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.frame.FrameHeader;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.Progress;
import dev.ebpc.tools.io.UsageException;
import dev.ebpc.tools.tensor.Tensor;
import dev.ebpc.tools.tensor.TensorFiles;
import dev.ebpc.tools.tensor.TensorInfo;
import dev.ebpc.tools.tensor.TensorReader;
import dev.ebpc.tools.verify.TensorVerification;
import dev.ebpc.tools.verify.TraceVerification;
import dev.ebpc.tools.verify.VectorVerification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ebpc verify}: every engine against golden vectors, or against the others. */
@Command(
    name = "verify",
    description = {
      "Check every engine and the hardware model against golden vectors (--vectors), or over real",
      "tensors: streams are compared bit by bit, and restored. Or check the hardware model, cycle",
      "by cycle, against traces of the published RTL (--traces)."
    })
final class VerifyCommand extends FileCommand {
  /** Differences that are printed in full. */
  private static final int SHOWN = 20;

  @Mixin EngineOption engine = new EngineOption();
  @Mixin TensorOptions tensors = new TensorOptions();
  @Mixin CodingOptions coding = new CodingOptions();

  @Option(
      names = "--chunk",
      paramLabel = "WORDS",
      description = "Words of a chunk (default: ${DEFAULT-VALUE}).")
  int chunkWords = FrameHeader.DEFAULT_CHUNK_WORDS;

  @Option(
      names = "--vectors",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files of golden vectors.")
  List<Path> vectors = List.of();

  @Option(
      names = "--traces",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files of cycle-by-cycle traces of the published encoder and decoder.")
  List<Path> traces = List.of();

  private int shown;

  @Override
  boolean wants(Path file) {
    return TensorFiles.hasTensorSuffix(file);
  }

  @Override
  public Integer call() throws IOException {
    long kinds = Stream.of(words, vectors, traces).filter(list -> !list.isEmpty()).count();
    if (kinds > 1) {
      throw new UsageException("vectors, traces and tensors are verified one kind at a time");
    }
    if (!traces.isEmpty()) {
      return verifyTraces();
    }
    return vectors.isEmpty() ? super.call() : verifyVectors();
  }

  private int verifyTraces() throws IOException {
    TraceVerification done = new TraceVerification(traces);
    done.differences().forEach(difference -> tell(difference.toString()));
    say(
        "%d cases (encoder %d, decoder %d), %d with differences",
        done.encoderCases() + done.decoderCases(),
        done.encoderCases(),
        done.decoderCases(),
        done.differences().size());
    document(done.document());
    return done.differences().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private int verifyVectors() throws IOException {
    VectorVerification done = new VectorVerification(vectors, engine.several(), this::tell);
    say("%d cases", done.cases());
    for (VectorVerification.Row row : done.rows()) {
      say(
          "%-8s %d of %d agree, %d skipped",
          row.name(), row.checked() - row.differences(), row.checked(), row.skipped());
    }
    document(done.document());
    return done.agrees() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  @Override
  ObjectNode process(Input input) throws IOException {
    ObjectNode document = Json.object().put("file", input.label());
    try (TensorReader file = tensors.open(input, console());
        Progress progress = progress("verify", input.size())) {
      while (file.hasNext()) {
        ObjectNode entry = document.withArray("tensors").addObject();
        verify(input.label(), file.next(), entry, progress);
      }
      file.requireEnd();
    }
    return document;
  }

  private void verify(String file, Tensor tensor, ObjectNode entry, Progress progress)
      throws IOException {
    TensorInfo info = tensor.info();
    NumberFormat format = info.type().format();
    String label = info.name() == null ? file : file + ": " + info.name();
    entry.put("name", info.name());
    if (format == NumberFormat.OPAQUE) {
      tensor.skip();
      entry.put("stored", true);
      say("%s: nothing to verify: %s", label, info.whyStored());
      return;
    }
    TensorVerification verification =
        new TensorVerification(
            engine.several(),
            coding.of(format),
            format,
            chunkWords,
            difference -> tell(label + ": " + difference));
    verification.run(tensor, progress::step);
    progress.end();
    ObjectNode engines =
        entry.put("format", format.label()).put("words", verification.words()).putObject("engines");
    verification
        .differences()
        .forEach(
            (name, count) ->
                engines
                    .putObject(name)
                    .put("checked", verification.transmissions())
                    .put("skipped", 0)
                    .put("differences", count));
    verification.skipped().ifPresent(reason -> skip(engines, verification.transmissions(), reason));
    if (!verification.agrees()) {
      checkFailed();
    }
    say(
        "%s: %d words, %d transmissions, %s: %s",
        label,
        verification.words(),
        verification.transmissions(),
        String.join(" ", verification.differences().keySet()),
        verification.agrees() ? "equal and restored" : "DIFFERENT");
    verification.skipped().ifPresent(reason -> say("%s: model skipped: %s", label, reason));
  }

  private static void skip(ObjectNode engines, long transmissions, String reason) {
    engines
        .putObject(TensorVerification.MODEL)
        .put("checked", 0)
        .put("skipped", transmissions)
        .put("differences", 0)
        .put("reason", reason);
  }

  /** Prints the first differences. */
  private void tell(String difference) {
    if (shown++ < SHOWN) {
      console().complain(difference);
    }
  }
}
