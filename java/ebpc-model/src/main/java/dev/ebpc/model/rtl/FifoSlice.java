package dev.ebpc.model.rtl;

/**
 * {@code fifo_slice}: holds one block between two stages; takes the next one in the cycle in which
 * the old one leaves.
 *
 * <p>States: empty*, full. Registers: the payload.
 */
public final class FifoSlice {
  // registers
  private boolean full;
  private final DbpBlock payload;

  // wires
  private boolean popped;
  private boolean ready;

  /**
   * An empty slice.
   *
   * @param planes W+1, planes of its payload
   */
  public FifoSlice(int planes) {
    payload = new DbpBlock(planes);
  }

  /**
   * Combinational part.
   *
   * @param rdyI the consumer takes the block in this cycle
   */
  public void evaluate(boolean rdyI) {
    popped = full && rdyI;
    ready = !full || rdyI;
  }

  /**
   * Clock edge.
   *
   * @param vldI the producer offers a block
   * @param dinI that block
   */
  public void tick(boolean vldI, DbpBlock dinI) {
    if (vldI && ready) {
      payload.copy(dinI);
      full = true;
    } else if (popped) {
      full = false;
    }
  }

  /** Can take a block in this cycle. Valid after {@link #evaluate}. */
  public boolean rdyO() {
    return ready;
  }

  /** Holds a block. */
  public boolean vldO() {
    return full;
  }

  /** The block held. */
  public DbpBlock doutO() {
    return payload;
  }

  /**
   * Declares the signals of this unit.
   *
   * @param signals the scope of this instance
   */
  public void declare(Signals signals) {
    signals.bit("rdy_o", this::rdyO);
    signals.bit("vld_o", this::vldO);
    signals.bit("rdy_i", () -> popped);
    signals.level("blocks", 1, () -> full ? 1 : 0);
  }
}
