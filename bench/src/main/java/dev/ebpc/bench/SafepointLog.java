package dev.ebpc.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code -Xlog:safepoint} says: how long all threads took to reach each safepoint. */
final class SafepointLog {
  private static final Pattern LINE =
      Pattern.compile(
          "\\[safepoint[^\\]]*\\]\\s+Safepoint \"([^\"]+)\".*Reaching safepoint:\\s*(\\d+) ns");

  private final List<Long> nanos = new ArrayList<>();
  private long largest = -1;
  private String largestReason = "";

  /** Takes in a line of the log, whatever it tells. */
  void add(String line) {
    nanosOf(line)
        .ifPresent(
            time -> {
              nanos.add(time);
              if (time > largest) {
                largest = time;
                largestReason = reasonOf(line);
              }
            });
  }

  /** Nanoseconds that a line names; empty if it is about something else. */
  static Optional<Long> nanosOf(String line) {
    Matcher found = LINE.matcher(line);
    return found.find() ? Optional.of(Long.valueOf(found.group(2))) : Optional.empty();
  }

  private static String reasonOf(String line) {
    Matcher found = LINE.matcher(line);
    return found.find() ? found.group(1) : "";
  }

  int safepoints() {
    return nanos.size();
  }

  /** Nanoseconds within which a share of the safepoints was reached; 0 if there was none. */
  long quantile(double share) {
    if (nanos.isEmpty()) {
      return 0;
    }
    List<Long> sorted = new ArrayList<>(nanos);
    Collections.sort(sorted);
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
  }

  @Override
  public String toString() {
    return nanos.isEmpty()
        ? "no safepoint"
        : String.format(
            Locale.ROOT,
            "%d safepoints; time to reach one: median %.3f ms, 99 %% %.3f ms, largest %.3f ms (%s)",
            safepoints(),
            quantile(0.5) / 1e6,
            quantile(0.99) / 1e6,
            largest / 1e6,
            largestReason);
  }
}
