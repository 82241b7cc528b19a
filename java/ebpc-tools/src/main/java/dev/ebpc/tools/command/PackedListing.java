package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.frame.BatchEntry;
import dev.ebpc.frame.FrameHeader;
import dev.ebpc.packed.PackedContent;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Batches of the packed profile: how each is coded. */
final class PackedListing implements BatchListing {
  private final FrameHeader header;
  private final Consumer<String> lines;
  private final ArrayNode heads;
  private final Map<String, Long> batchesOfKind = new TreeMap<>();

  /**
   * Starts a list.
   *
   * @param header header of the frame
   * @param lines takes a line for each batch
   * @param heads takes a document for each batch; null if nobody wants them
   */
  PackedListing(FrameHeader header, Consumer<String> lines, ArrayNode heads) {
    this.header = header;
    this.lines = lines;
    this.heads = heads;
  }

  @Override
  public void add(BatchEntry batch) {
    PackedContent content = (PackedContent) batch.content();
    batchesOfKind.merge(content.kind(), 1L, Long::sum);
    lines.accept(
        "  batch %d: %d words, %s, %d bytes%s"
            .formatted(
                batch.number(),
                batch.words(),
                content.kind(),
                batch.payloadBytes(),
                content.columns().isEmpty() ? "" : details(content)));
    if (heads != null) {
      document(batch, content);
    }
  }

  private static String details(PackedContent content) {
    String flags =
        content.flags()
            + (content.distance() > 0 ? " of " + content.distance() : "")
            + " in "
            + content.flagBytes()
            + " bytes";
    String widths =
        content.columns().stream()
            .map(column -> "%.2f".formatted(width(content, column)))
            .collect(Collectors.joining(" "));
    return ", base %d, %sflags %s, %d coded words of %s planes on average"
        .formatted(
            content.base(),
            content.folded() ? "folded, " : "",
            flags,
            content.codedWords(),
            widths);
  }

  private static double width(PackedContent content, PackedContent.Column column) {
    return (double) column.planeBytes() / Math.ceilDiv(content.codedWords(), 8);
  }

  private void document(BatchEntry batch, PackedContent content) {
    ObjectNode head =
        heads
            .addObject()
            .put("number", batch.number())
            .put("words", batch.words())
            .put("kind", content.kind())
            .put("payloadBytes", batch.payloadBytes())
            .put("flags", content.flags())
            .put("flagBytes", content.flagBytes())
            .put("distance", content.distance())
            .put("folded", content.folded())
            .put("base", content.base())
            .put("reference", content.reference())
            .put("codedWords", content.codedWords());
    ArrayNode columns = head.putArray("columns");
    for (PackedContent.Column column : content.columns()) {
      columns
          .addObject()
          .put("planeBytes", column.planeBytes())
          .put("escapes", column.escapes())
          .put("meanWidth", width(content, column));
    }
  }

  @Override
  public String summary() {
    String kinds =
        batchesOfKind.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return "%d, packed, %d words: %s".formatted(header.wordBits(), header.batchWords(), kinds);
  }

  @Override
  public void describe(ObjectNode entry) {
    entry.put("batchWords", header.batchWords());
    ObjectNode kinds = entry.putObject("batchesOfKind");
    batchesOfKind.forEach(kinds::put);
  }
}
