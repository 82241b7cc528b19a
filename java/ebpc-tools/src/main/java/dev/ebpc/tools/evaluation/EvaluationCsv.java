package dev.ebpc.tools.evaluation;

import dev.ebpc.tools.maps.Csv;
import dev.ebpc.tools.maps.MapInfo;
import java.util.ArrayList;
import java.util.List;

/** The evaluation as CSV, one line per map; sizes are exact bits. */
public final class EvaluationCsv {
  private EvaluationCsv() {}

  /** The lines, the first of which names the columns. */
  public static List<String> lines(List<MapEvaluation> maps) {
    List<String> compressors =
        maps.stream()
            .flatMap(map -> map.counts().compressedBits().keySet().stream())
            .distinct()
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add(Csv.line(header(compressors)));
    maps.forEach(map -> lines.add(Csv.line(fields(map, compressors))));
    return lines;
  }

  private static List<Object> header(List<String> compressors) {
    List<Object> columns = new ArrayList<>();
    columns.addAll(
        List.of("file", "kind", "net", "image", "layer", "layer_name", "format", "word_bits"));
    columns.addAll(List.of("words", "zeros", "raw_bits"));
    for (Method method : Method.values()) {
      columns.add(method.key() + "_bits");
    }
    compressors.forEach(name -> columns.add(name + "_bits"));
    columns.add("ratio");
    return columns;
  }

  private static List<Object> fields(MapEvaluation map, List<String> compressors) {
    MapInfo info = map.info();
    Counts counts = map.counts();
    List<Object> fields = new ArrayList<>();
    fields.addAll(List.of(info.file(), info.kind(), info.network(), info.image()));
    fields.add(info.layer() < 0 ? null : info.layer());
    fields.addAll(List.of(info.layerName(), info.label(), info.wordBits()));
    fields.addAll(List.of(counts.words(), counts.zeros(), counts.rawBits()));
    for (Method method : Method.values()) {
      fields.add(counts.sizesBits().get(method.key()));
    }
    compressors.forEach(name -> fields.add(counts.compressedBits().get(name)));
    fields.add(counts.ratio());
    return fields;
  }
}
