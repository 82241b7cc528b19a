package dev.ebpc.tools.report;

import dev.ebpc.tools.evaluation.Counts;
import dev.ebpc.tools.evaluation.MapEvaluation;
import dev.ebpc.tools.evaluation.NetworkSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gradient maps beside the feature maps of the same layer, picture and format. */
final class GradientTable {
  private GradientTable() {}

  static String html(List<NetworkSummary> maps, List<NetworkSummary> gradients) {
    List<String> head =
        List.of(
            "layer",
            "picture",
            "format",
            "zeros, map",
            "zeros, gradient",
            "EBPC ratio, map",
            "EBPC ratio, gradient");
    List<List<String>> rows = new ArrayList<>();
    for (NetworkSummary summary : gradients) {
      for (MapEvaluation gradient : summary.maps()) {
        Optional<Counts> map =
            maps.stream()
                .flatMap(other -> other.maps().stream())
                .filter(other -> isOfSamePlace(other, gradient))
                .map(MapEvaluation::counts)
                .findFirst();
        rows.add(
            List.of(
                Html.escape(gradient.info().layerText()),
                Html.escape(gradient.info().image()),
                Html.escape(gradient.info().label()),
                map.map(counts -> Numbers.percent(counts.sparsity())).orElse("–"),
                Numbers.percent(gradient.counts().sparsity()),
                map.map(counts -> Numbers.ratio(counts.ratio())).orElse("–"),
                Numbers.ratio(gradient.counts().ratio())));
      }
    }
    return Html.table(head, rows)
        + "<p class=\"note\">Gradient of the loss with respect to the same activation; it is zero"
        + " wherever the activation is, and has both signs elsewhere.</p>\n";
  }

  private static boolean isOfSamePlace(MapEvaluation map, MapEvaluation gradient) {
    return map.info().layer() == gradient.info().layer()
        && map.info().image().equals(gradient.info().image())
        && map.info().label().equals(gradient.info().label());
  }
}
