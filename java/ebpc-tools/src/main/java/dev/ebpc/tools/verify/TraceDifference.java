package dev.ebpc.tools.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the model first departs from a trace.
 *
 * @param id the case
 * @param cycle the cycle, from 0
 * @param signal the port
 * @param expected what the trace says
 * @param found what the model does
 */
public record TraceDifference(String id, long cycle, String signal, String expected, String found) {
  private static final String NOTHING = "nothing more";

  /** The difference of the earliest cycle, of the first such signal; empty if all is equal. */
  static Optional<TraceDifference> first(TraceCase trace) {
    Map<String, List<PortEvent>> found = trace.model().get();
    TraceDifference first = null;
    for (Map.Entry<String, List<PortEvent>> port : trace.expected().entrySet()) {
      TraceDifference next =
          of(trace.id(), port.getKey(), port.getValue(), found.get(port.getKey()));
      if (next != null && (first == null || next.cycle < first.cycle)) {
        first = next;
      }
    }
    return Optional.ofNullable(first);
  }

  private static TraceDifference of(
      String id, String signal, List<PortEvent> expected, List<PortEvent> found) {
    int most = Math.max(expected.size(), found.size());
    for (int i = 0; i < most; i++) {
      PortEvent wanted = i < expected.size() ? expected.get(i) : null;
      PortEvent seen = i < found.size() ? found.get(i) : null;
      if (wanted == null || !wanted.equals(seen)) {
        return new TraceDifference(id, earlier(wanted, seen), signal, text(wanted), text(seen));
      }
    }
    return null;
  }

  private static long earlier(PortEvent one, PortEvent other) {
    return Math.min(
        one == null ? Long.MAX_VALUE : one.cycle(), other == null ? Long.MAX_VALUE : other.cycle());
  }

  private static String text(PortEvent event) {
    return event == null ? NOTHING : event.toString();
  }

  /** One line. */
  @Override
  public String toString() {
    return String.format(
        "case %s, cycle %d, %s: expected %s, found %s", id, cycle, signal, expected, found);
  }
}
