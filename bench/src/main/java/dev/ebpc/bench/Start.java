package dev.ebpc.bench;

/** Starts {@link Main}, or says that this Java is too old for it; see the tools' class. */
public final class Start {
  private Start() {}

  /**
   * Starts JMH.
   *
   * @param arguments JMH's
   * @throws Exception what it throws
   */
  public static void main(String[] arguments) throws Exception {
    dev.ebpc.tools.Start.program("dev.ebpc.bench.Main", arguments);
  }
}
