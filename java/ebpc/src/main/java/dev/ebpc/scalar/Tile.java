package dev.ebpc.scalar;

/** Sizes of the tiles that a chunk is worked on in: small enough for the first-level cache. */
public final class Tile {

  /** Words of a tile, a multiple of 64 and of every block size. */
  public static final int WORDS = 4096;

  /** Bytes behind an array that kernels may read or overwrite. */
  public static final int SLACK = 64;

  private Tile() {}
}
