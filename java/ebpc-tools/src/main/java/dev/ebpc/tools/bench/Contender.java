package dev.ebpc.tools.bench;

/**
 * One codec with memory for the pieces of one workload, ready to be measured: whatever can be made
 * beforehand is made. Not thread-safe; every thread has its own.
 */
public interface Contender extends AutoCloseable {

  /**
   * Compresses a piece.
   *
   * @param piece its number
   * @return bytes of the compressed piece
   */
  int encode(int piece);

  /** Restores the piece that was compressed last. */
  void decode();

  /** Whether the piece restored last equals the original, byte by byte. */
  boolean restored();

  @Override
  default void close() {}
}
