package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.Engines;
import dev.ebpc.frame.FrameHeader;
import dev.ebpc.frame.FrameReader;
import dev.ebpc.frame.FrameSummary;
import dev.ebpc.frame.Workers;
import dev.ebpc.tools.io.FileKind;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.Text;
import java.io.IOException;
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
  FileKind kind() {
    return Suffix.FRAME_FILES;
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
    boolean verbose = report.isVerbose();
    Consumer<String> lines = verbose ? line -> say("%s", line) : line -> {};
    BatchListing listing =
        switch (header.profile()) {
          case HARDWARE -> new ChunkListing(header, lines, verbose ? list(entry, "chunks") : null);
          case PACKED -> new PackedListing(header, lines, verbose ? list(entry, "heads") : null);
          case ENTROPY -> throw new IllegalStateException("not read by this version");
        };
    FrameSummary sum = frame.skim(listing::add);
    long bytes = sum.words() * header.elementBytes();
    say(
        ROW,
        Text.oneLine(header.name().orElse("-")),
        format(header),
        shape(header, sum),
        bytes,
        sum.frameBytes(),
        Ratio.text(bytes, sum.frameBytes()),
        listing.summary());
    describe(header, sum, entry);
    listing.describe(entry);
  }

  private ArrayNode list(ObjectNode entry, String name) {
    return report.json ? entry.putArray(name) : null;
  }

  private static void describe(FrameHeader header, FrameSummary sum, ObjectNode entry) {
    entry
        .put("name", header.name().orElse(null))
        .put("format", header.format().label())
        .put("elementBytes", header.elementBytes())
        .put("origin", header.originKind().name().toLowerCase(Locale.ROOT))
        .put("profile", header.profile().label())
        .put("wordBits", header.wordBits())
        .put("words", sum.words())
        .put("bytes", sum.words() * header.elementBytes())
        .put("batches", sum.batches())
        .put("compressedBytes", sum.frameBytes());
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
