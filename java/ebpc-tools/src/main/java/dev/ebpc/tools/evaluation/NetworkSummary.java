package dev.ebpc.tools.evaluation;

import dev.ebpc.tools.maps.MapInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The maps of one network in one format: in all, by layer and by picture.
 *
 * @param network name of the network, empty if unknown
 * @param label name of the format
 * @param kind feature maps or gradient maps
 * @param maps each map
 * @param total all of them
 * @param layers by layer, over all pictures, in the order of the network
 * @param images by picture, over all layers
 */
public record NetworkSummary(
    String network,
    String label,
    String kind,
    List<MapEvaluation> maps,
    Counts total,
    List<Part> layers,
    List<Part> images) {

  /**
   * Some of the maps.
   *
   * @param name of the layer or picture
   * @param counts of them
   */
  public record Part(String name, Counts counts) {

    /**
     * The number of a layer, which its name begins with.
     *
     * @param otherwise its place, for names without a number
     */
    public int numberOr(int otherwise) {
      String digits = name.split("\\D", 2)[0];
      return digits.isEmpty() || digits.length() > 4 ? otherwise : Integer.parseInt(digits);
    }
  }

  private record Key(String network, String kind, String label) {}

  /** Summaries of all networks, formats and kinds, in that order of importance. */
  public static List<NetworkSummary> of(List<MapEvaluation> maps) {
    Map<Key, List<MapEvaluation>> groups =
        grouped(maps, map -> new Key(map.info().network(), map.info().kind(), map.info().label()));
    List<NetworkSummary> summaries = new ArrayList<>();
    groups.forEach((key, group) -> summaries.add(of(key, group)));
    summaries.sort(
        Comparator.comparing(NetworkSummary::network)
            .thenComparing(NetworkSummary::kind)
            .thenComparingInt(summary -> Formats.order(summary.label)));
    return summaries;
  }

  private static NetworkSummary of(Key key, List<MapEvaluation> maps) {
    List<MapEvaluation> ordered =
        maps.stream().sorted(Comparator.comparingInt(map -> map.info().layer())).toList();
    return new NetworkSummary(
        key.network(),
        key.label(),
        key.kind(),
        maps,
        total(maps),
        parts(ordered, map -> layerName(map.info())),
        parts(maps, map -> map.info().image()));
  }

  private static String layerName(MapInfo info) {
    return info.layerText().isEmpty() ? info.file() : info.layerText();
  }

  private static Counts total(List<MapEvaluation> maps) {
    return Counts.sum(maps.stream().map(MapEvaluation::counts).toList());
  }

  private static List<Part> parts(List<MapEvaluation> maps, Function<MapEvaluation, String> name) {
    List<Part> parts = new ArrayList<>();
    grouped(maps, name).forEach((key, group) -> parts.add(new Part(key, total(group))));
    return parts;
  }

  private static <K> Map<K, List<MapEvaluation>> grouped(
      List<MapEvaluation> maps, Function<MapEvaluation, K> key) {
    Map<K, List<MapEvaluation>> groups = new LinkedHashMap<>();
    for (MapEvaluation map : maps) {
      groups.computeIfAbsent(key.apply(map), absent -> new ArrayList<>()).add(map);
    }
    return groups;
  }

  /** The network, or what stands for it where none is known. */
  public String title() {
    return network.isEmpty() ? "tensors" : network;
  }

  /** The format, with the kind where it is neither of those that a report tells apart by itself. */
  public String formatText() {
    boolean usual = kind.equals(MapInfo.FEATURE_MAP) || isGradient();
    return usual ? label : label + " " + kind;
  }

  /** Whether these are gradient maps. */
  public boolean isGradient() {
    return kind.equals(MapInfo.GRADIENT);
  }

  /**
   * How far pictures differ: the sample variance of the whole network's ratio from picture to
   * picture, 0 if there is but one.
   */
  public double frameVariance() {
    return variance(images.stream().mapToDouble(image -> image.counts().ratio()).toArray());
  }

  private static double variance(double[] values) {
    if (values.length < 2) {
      return 0;
    }
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / (values.length - 1);
  }
}
