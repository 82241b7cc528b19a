package dev.ebpc.tools.report;

import dev.ebpc.tools.evaluation.NetworkSummary;
import java.util.List;

/** Placeholder. */
public final class EvaluationReport {
  private EvaluationReport() {}

  /** Html. */
  public static String html(List<NetworkSummary> networks, String command) {
    return command + networks.size();
  }
}
