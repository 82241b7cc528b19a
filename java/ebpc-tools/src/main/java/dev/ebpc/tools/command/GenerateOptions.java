package dev.ebpc.tools.command;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.data.Generator;
import dev.ebpc.tools.model.HardwareTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Words that are made where there is no tensor. */
final class GenerateOptions {
  @Option(
      names = "--generate",
      split = ",",
      paramLabel = "KIND",
      description = {
        "Make the words instead of reading any: random (independent), smooth (a walk), relu",
        "(zeros in clusters, small magnitudes)."
      })
  List<Generator> kinds = List.of();

  @Option(
      names = "--zeros",
      split = ",",
      paramLabel = "P",
      description = "Shares of zeros of generated words, 0 to 1 (default: ${DEFAULT-VALUE}).")
  List<Double> zeros = List.of(0.5);

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Number of generated words (default: ${DEFAULT-VALUE}).")
  int count = 20_000;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of generated words (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  boolean wanted() {
    return !kinds.isEmpty();
  }

  /** Every kind with every share of zeros. */
  List<HardwareTensor> tensors(HardwareParameters parameters, int transmissionWords) {
    List<HardwareTensor> tensors = new ArrayList<>();
    for (Generator kind : kinds) {
      for (double share : zeros) {
        int[] words = kind.words(count, share, parameters, seed);
        String label = String.format(Locale.ROOT, "%s, %.0f %% zeros", kind, 100 * share);
        tensors.add(new HardwareTensor(label, parameters, words, transmissionWords));
      }
    }
    return tensors;
  }
}
