package dev.ebpc.packed.steps;

/** Where the blocks of a column are written to or read from; whoever codes them moves it on. */
public final class Blocks {

  /** Values of a block. */
  public static final int VALUES = 64;

  /** Values of a group. */
  public static final int GROUP = 8;

  /** Has the planes; up to 64 bytes after them may be read or written. */
  public byte[] planes = {};

  /** Index of the next byte of the planes. */
  public int plane;

  /** Has the escaped values; up to 64 bytes after them may be read or written. */
  public byte[] escaped = {};

  /** Index of the next escaped value. */
  public int escape;

  /** Index after the last escaped value; for reading. */
  public int escapeEnd;

  /** The width codes of the column's blocks, a byte each; up to 64 bytes after them are there. */
  public final byte[] codes;

  /** The next block. */
  public int block;

  /**
   * Makes room for the codes of a column.
   *
   * @param blocks how many blocks it may have
   */
  public Blocks(int blocks) {
    codes = new byte[blocks + PackedSteps.SLACK];
  }

  /** Planes of a block with this width code. */
  public static int planes(int code) {
    return code <= 8 ? code : code - 8;
  }
}
