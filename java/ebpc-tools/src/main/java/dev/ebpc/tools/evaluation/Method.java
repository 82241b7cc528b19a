package dev.ebpc.tools.evaluation;

/**
 * A method whose size is counted exactly.
 *
 * <p>The general-purpose compressors are not among them: those are run, see {@link
 * dev.ebpc.tools.rivals}.
 */
public enum Method {
  /** Zero run-length coding. */
  ZERO_RLE("zeroRLE", "zero-RLE", Role.EARLIER),
  /** Zero-value coding. */
  ZVC("ZVC", "ZVC", Role.EARLIER),
  /** Compressed sparse column. */
  CSC("CSC", "CSC", Role.EARLIER),
  /** Bit-plane compression of all words. */
  BPC("BPC8", "BPC", Role.EARLIER),
  /** EBPC as the published evaluation counts it. */
  EBPC_PUBLISHED("EBPC_ours04", "EBPC (published variant)", Role.EBPC),
  /** Zero/non-zero stream of the hardware code. */
  ZNZ("hw_znz", "ZNZ stream", Role.PART),
  /** Bit-plane stream of the hardware code. */
  BPC_STREAM("hw_bpc", "BPC stream", Role.PART),
  /** Order-0 entropy of the words. */
  ENTROPY("entropy0", "order-0 entropy", Role.BOUND);

  /** What a method is in the comparison. */
  public enum Role {
    /** Older than EBPC and as simple in hardware. */
    EARLIER,
    /** EBPC itself. */
    EBPC,
    /** One of the two streams of EBPC. */
    PART,
    /** No method but a bound. */
    BOUND
  }

  /** Name of both streams of the hardware code taken together. */
  public static final String HARDWARE_LABEL = "EBPC (hardware code)";

  private final String key;
  private final String label;
  private final Role role;

  Method(String key, String label, Role role) {
    this.key = key;
    this.label = label;
    this.role = role;
  }

  /** Its name in JSON and CSV. */
  public String key() {
    return key;
  }

  /** Its name as people read it. */
  public String label() {
    return label;
  }

  /** What it is in the comparison. */
  public Role role() {
    return role;
  }
}
