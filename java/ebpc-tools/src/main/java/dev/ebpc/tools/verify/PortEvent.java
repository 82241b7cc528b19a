package dev.ebpc.tools.verify;

/**
 * Something that happened at a port in a cycle.
 *
 * @param cycle the cycle, from 0
 * @param what the word, its last flag or the new level, as people read it; empty for a bare event
 */
record PortEvent(long cycle, String what) {

  static PortEvent bare(long cycle) {
    return new PortEvent(cycle, "");
  }

  static PortEvent flag(long cycle, boolean last) {
    return new PortEvent(cycle, last ? "last" : "not last");
  }

  static PortEvent word(long cycle, long word, boolean last) {
    return new PortEvent(cycle, "word 0x" + Long.toHexString(word) + (last ? ", last" : ""));
  }

  static PortEvent level(long cycle, long level) {
    return new PortEvent(cycle, "level " + level);
  }

  @Override
  public String toString() {
    return "cycle " + cycle + (what.isEmpty() ? "" : " (" + what + ")");
  }
}
