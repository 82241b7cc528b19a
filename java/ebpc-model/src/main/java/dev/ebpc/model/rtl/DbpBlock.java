package dev.ebpc.model.rtl;

/**
 * One block between delta stage and plane coder: base and delta bit planes ({@code dbp_block_t}).
 *
 * <p>(W+1)(n-1)+W bits. Planes count from the least significant one; within a plane the oldest
 * delta is the leftmost bit.
 */
public final class DbpBlock {
  private final int[] planes;
  private int base;

  /**
   * An all-zero block.
   *
   * @param planes W+1
   */
  public DbpBlock(int planes) {
    this.planes = new int[planes];
  }

  /** First word of the block, W bits. */
  public int base() {
    return base;
  }

  /** Sets the first word. */
  public void setBase(int base) {
    this.base = base;
  }

  /** Plane k, n-1 bits. */
  public int plane(int k) {
    return planes[k];
  }

  /** Sets plane k. */
  public void setPlane(int k, int bits) {
    planes[k] = bits;
  }

  /** W+1. */
  public int planes() {
    return planes.length;
  }

  /** Shifts all planes down by one place and appends another on top. */
  public void shiftIn(int bits) {
    System.arraycopy(planes, 1, planes, 0, planes.length - 1);
    planes[planes.length - 1] = bits;
  }

  /** Copies another block of the same size. */
  public void copy(DbpBlock other) {
    System.arraycopy(other.planes, 0, planes, 0, planes.length);
    base = other.base;
  }
}
