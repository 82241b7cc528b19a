package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.Engines;
import dev.ebpc.frame.ChunkEntry;
import dev.ebpc.frame.FrameHeader;
import dev.ebpc.frame.FrameReader;
import dev.ebpc.frame.FrameSummary;
import dev.ebpc.frame.Workers;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code ebpc list}: what the headers and directories of frames say; nothing is decoded. */
@Command(name = "list", description = "Show what is in files of frames; with -v, every chunk.")
final class ListCommand extends FileCommand {
  private static final String ROW = "%-28s %-9s %-18s %12s %12s %6s  %s";

  @Override
  boolean wants(Path file) {
    return Suffix.isFrames(file);
  }

  @Override
  ObjectNode process(Input input) throws IOException {
    ObjectNode document = Json.object().put("file", input.label());
    ArrayNode frames = document.putArray("frames");
    say("%s", input.label());
    say(ROW, "name", "format", "shape", "bytes", "compressed", "ratio", "W/n/R, chunks");
    try (FrameFile file = new FrameFile(input, console(), Workers.ofThreads(Engines.auto(), 1))) {
      file.forEach(frame -> list(frame, frames.addObject()));
    }
    return document;
  }

  private void list(FrameReader frame, ObjectNode entry) throws IOException {
    FrameHeader header = frame.header();
    FrameSummary sum = frame.skim(report.isVerbose() ? chunkLister(entry) : chunk -> {});
    long bytes = sum.words() * header.elementBytes();
    CodeParameters code = header.parameters();
    String chunks =
        "%d/%d/%d, %d words: %d coded, %d raw, %d zero"
            .formatted(
                code.wordBits(),
                code.blockSize(),
                code.maxZeroRun(),
                header.chunkWords(),
                sum.codedChunks(),
                sum.rawChunks(),
                sum.zeroChunks());
    say(
        ROW,
        Text.oneLine(header.name().orElse("-")),
        format(header),
        shape(header, sum),
        bytes,
        sum.frameBytes(),
        Ratio.text(bytes, sum.frameBytes()),
        chunks);
    describe(header, sum, entry);
  }

  private Consumer<ChunkEntry> chunkLister(ObjectNode entry) {
    ArrayNode chunks = entry.putArray("chunks");
    return chunk -> {
      String kind = chunk.kind().name().toLowerCase(Locale.ROOT);
      say(
          "  chunk %d: %d words, %s, %d non-zero, %d ZNZ bytes, %d BPC bytes",
          chunk.number(),
          chunk.words(),
          kind,
          chunk.nonZeros(),
          chunk.znzBytes(),
          chunk.bpcBytes());
      if (report.json) {
        chunks
            .addObject()
            .put("number", chunk.number())
            .put("words", chunk.words())
            .put("kind", kind)
            .put("nonZeros", chunk.nonZeros())
            .put("znzBytes", chunk.znzBytes())
            .put("bpcBytes", chunk.bpcBytes());
      }
    };
  }

  private static void describe(FrameHeader header, FrameSummary sum, ObjectNode entry) {
    entry
        .put("name", header.name().orElse(null))
        .put("format", header.format().label())
        .put("elementBytes", header.elementBytes())
        .put("origin", header.originKind().name().toLowerCase(Locale.ROOT))
        .put("wordBits", header.parameters().wordBits())
        .put("blockSize", header.parameters().blockSize())
        .put("maxZeroRun", header.parameters().maxZeroRun())
        .put("chunkWords", header.chunkWords())
        .put("words", sum.words())
        .put("bytes", sum.words() * header.elementBytes())
        .put("compressedBytes", sum.frameBytes())
        .put("codedChunks", sum.codedChunks())
        .put("rawChunks", sum.rawChunks())
        .put("zeroChunks", sum.zeroChunks());
    header
        .shape()
        .ifPresent(
            shape -> {
              ArrayNode dimensions = entry.putArray("shape");
              Arrays.stream(shape).forEach(dimensions::add);
            });
  }

  private static String format(FrameHeader header) {
    return header.format() == NumberFormat.OPAQUE
        ? "stored/" + header.elementBytes()
        : header.format().label();
  }

  private static String shape(FrameHeader header, FrameSummary sum) {
    long[] shape = header.shape().orElse(new long[] {sum.words()});
    return Arrays.stream(shape)
        .mapToObj(Long::toString)
        .collect(Collectors.joining("x", "", shape.length == 0 ? "scalar" : ""));
  }
}
