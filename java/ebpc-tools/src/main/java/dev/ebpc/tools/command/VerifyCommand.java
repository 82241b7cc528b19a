package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.frame.FrameHeader;
import dev.ebpc.tools.io.FileKind;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.InputSearch;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.Names;
import dev.ebpc.tools.io.Progress;
import dev.ebpc.tools.io.UsageException;
import dev.ebpc.tools.tensor.Tensor;
import dev.ebpc.tools.tensor.TensorInfo;
import dev.ebpc.tools.tensor.TensorReader;
import dev.ebpc.tools.verify.TensorVerification;
import dev.ebpc.tools.verify.TraceVerification;
import dev.ebpc.tools.verify.VectorVerification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
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

  private static final FileKind JSON_FILES =
      new FileKind(".json file", file -> Names.text(file).endsWith(".json"));

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
      description = "Files of golden vectors, folders or patterns.")
  List<String> vectors = List.of();

  @Option(
      names = "--traces",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files of cycle-by-cycle traces of the published encoder and decoder.")
  List<String> traces = List.of();

  private int shown;

  @Override
  FileKind kind() {
    return TensorOptions.FILES;
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
    TraceVerification done = new TraceVerification(files(traces), failures()::tell);
    if (failures().any() && done.encoderCases() + done.decoderCases() == 0) {
      return nothingDone();
    }
    done.differences().forEach(difference -> tell(difference.toString()));
    say(
        "%d cases (encoder %d, decoder %d), %d with differences",
        done.encoderCases() + done.decoderCases(),
        done.encoderCases(),
        done.decoderCases(),
        done.differences().size());
    return end(done.document(), done.differences().isEmpty());
  }

  private int verifyVectors() throws IOException {
    VectorVerification done =
        new VectorVerification(files(vectors), engine.several(), this::tell, failures()::tell);
    if (failures().any() && done.cases() == 0) {
      return nothingDone();
    }
    say("%d cases", done.cases());
    for (VectorVerification.Row row : done.rows()) {
      say(
          "%-8s %d of %d agree, %d skipped",
          row.name(), row.checked() - row.differences(), row.checked(), row.skipped());
    }
    return end(done.document(), done.agrees());
  }

  /** The files of vectors or traces that are there; the others are told. */
  private List<Path> files(List<String> names) throws IOException {
    List<Input> inputs = InputSearch.find(names, JSON_FILES);
    runOutputs().reads(inputs);
    List<Path> files = new ArrayList<>();
    for (Input input : inputs) {
      if (input.isStandard()) {
        throw new UsageException("vectors and traces are files, not standard input");
      } else if (input.isFound()) {
        files.add(input.path());
      } else {
        failures().tell(input.label(), input.problem());
      }
    }
    return files;
  }

  private int end(ObjectNode document, boolean agrees) {
    if (!agrees) {
      failures().checkFailed();
    }
    failures().describe(document);
    document(document);
    return failures().exitCode();
  }

  private int nothingDone() {
    document(failures().document());
    return failures().exitCode();
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
    if (format.isStored()) {
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
      failures().checkFailed();
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
      warn(difference);
    }
  }
}
