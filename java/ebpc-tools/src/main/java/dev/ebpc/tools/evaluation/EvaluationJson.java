package dev.ebpc.tools.evaluation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.tools.evaluation.NetworkSummary.Part;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.maps.MapInfo;
import java.util.List;
import java.util.Locale;

/**
 * The evaluation as one JSON document. Sizes are exact bits, ratios are to the bits of the words.
 */
public final class EvaluationJson {
  private EvaluationJson() {}

  /** The document. */
  public static ObjectNode document(List<MapEvaluation> maps, List<NetworkSummary> networks) {
    ObjectNode document = Json.object();
    ArrayNode files = document.putArray("files");
    for (MapEvaluation map : maps) {
      describe(map.info(), files.addObject());
      describe(map.counts(), (ObjectNode) files.get(files.size() - 1));
    }
    ArrayNode summaries = document.putArray("networks");
    networks.forEach(network -> describe(network, summaries.addObject()));
    return document;
  }

  private static void describe(MapInfo info, ObjectNode entry) {
    entry
        .put("file", info.file())
        .put("net", info.network())
        .put("image", info.image())
        .put("layer", info.layer() < 0 ? null : info.layer())
        .put("layerName", info.layerName())
        .put("kind", info.kind())
        .put("format", info.label())
        .put("wordBits", info.wordBits());
  }

  private static void describe(Counts counts, ObjectNode entry) {
    entry.put("words", counts.words()).put("zeros", counts.zeros());
    entry.put("rawBits", counts.rawBits());
    ObjectNode sizes = entry.putObject("sizesBits");
    counts.sizesBits().forEach(sizes::put);
    ObjectNode compressed = entry.putObject("compressorBits");
    counts.compressedBits().forEach(compressed::put);
    entry.put("ratio", counts.ratio());
    counts
        .cycles()
        .ifPresent(
            cycles ->
                entry
                    .put("encoderCycles", cycles.encoder())
                    .put("decoderCycles", cycles.decoder()));
    if (counts.unrestorable() > 0) {
      entry.put("wordsThatPublishedFloat16Loses", counts.unrestorable());
    }
  }

  private static void describe(NetworkSummary network, ObjectNode entry) {
    Counts total = network.total();
    entry
        .put("net", network.network())
        .put("format", network.label())
        .put("kind", network.kind())
        .put("files", network.maps().size());
    describe(total, entry);
    ObjectNode gains = entry.putObject("gains").put("bestEarlier", total.bestEarlier().key());
    ObjectNode over = gains.putObject("over");
    for (Method method : Method.values()) {
      if (method.role() == Method.Role.EARLIER && total.has(method)) {
        over.put(method.key(), total.gainOver(total.bits(method)));
      }
    }
    total.compressedBits().forEach((name, bits) -> over.put(name, total.gainOver(bits)));
    entry.put("frameToFrameVariance", network.frameVariance());
    describe(network.layers(), entry.putArray("layers"));
    describe(network.images(), entry.putArray("images"));
    describeSweeps(total, entry.putObject("sweeps"));
    ObjectNode symbols = entry.putObject("symbolBits");
    total
        .symbolBits()
        .forEach((symbol, bits) -> symbols.put(symbol.name().toLowerCase(Locale.ROOT), bits));
  }

  private static void describe(List<Part> parts, ArrayNode entries) {
    for (Part part : parts) {
      ObjectNode entry = entries.addObject().put("name", part.name());
      describe(part.counts(), entry);
    }
  }

  private static void describeSweeps(Counts total, ObjectNode sweeps) {
    ArrayNode blocks = sweeps.putArray("blockSize");
    for (int i = 0; i < Sweep.BLOCK_SIZES.size(); i++) {
      blocks
          .addObject()
          .put("n", Sweep.BLOCK_SIZES.get(i))
          .put("bits", total.bitsByBlockSize()[i])
          .put("ratio", total.ratio(total.bitsByBlockSize()[i]));
    }
    ArrayNode runs = sweeps.putArray("maxZeroRun");
    for (int i = 0; i < Sweep.ZERO_RUNS.size(); i++) {
      runs.addObject()
          .put("R", Sweep.ZERO_RUNS.get(i))
          .put("bits", total.bitsByZeroRun()[i])
          .put("ratio", total.ratio(total.bitsByZeroRun()[i]));
    }
  }
}
