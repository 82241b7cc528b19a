package dev.ebpc.tools.bench;

/**
 * Data of one sort, which has figures of its own.
 *
 * @param kind what the tensors are, as their manifest says: {@code kv}, {@code weight} and so on;
 *     empty if nobody knows
 * @param format name of their format: a number format, or {@code fixed8}, {@code fp8e4m3} and other
 *     names of manifests
 * @param generated whether the tensors were made up, to stand for real ones
 */
public record Group(String kind, String format, boolean generated) {

  /** What tables call it. */
  public String name() {
    return kind.isEmpty() ? format : kind + " " + format;
  }
}
