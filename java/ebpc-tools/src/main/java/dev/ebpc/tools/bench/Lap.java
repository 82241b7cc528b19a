package dev.ebpc.tools.bench;

/**
 * One codec's part of a round.
 *
 * @param encode what coding took
 * @param decode what decoding took
 */
record Lap(Pass encode, Pass decode) {
  static Lap of(int pieces) {
    return new Lap(new Pass(pieces), new Pass(pieces));
  }
}
