package dev.ebpc.model.run;

/** Tells when a model hangs: no port moves though everybody has been ready for long. */
final class Watchdog {
  /**
   * Far more cycles than any path has stages, even with a side that acts once in a thousand cycles.
   */
  private static final int PATIENCE = 1 << 16;

  private int lastSign;

  Watchdog(StallPattern... patterns) {
    for (StallPattern pattern : patterns) {
      lastSign = Math.max(lastSign, pattern.length());
    }
  }

  /** Something moved in this cycle. */
  void sign(int cycle) {
    lastSign = Math.max(lastSign, cycle);
  }

  boolean alive(int cycle) {
    return cycle - lastSign < PATIENCE;
  }
}
