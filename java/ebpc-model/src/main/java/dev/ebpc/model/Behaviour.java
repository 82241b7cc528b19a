package dev.ebpc.model;

/** Whether the model acts as the published RTL does, bugs included, or as it was meant to. */
public enum Behaviour {
  /** Cycle for cycle the published RTL. */
  AS_PUBLISHED,
  /**
   * The RTL with a few gates more: no BPC word is ever stuck, {@code blk_done_o} pulses once per
   * transmission, {@code idle_o} means delivered, and the decoder's streams may run ahead.
   */
  CORRECTED
}
