package dev.ebpc.packed;

/** A batch breaks a rule of the format. */
public final class PackedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The rules of a batch, in the order in which a decoder looks at them. */
  public enum Rule {
    /** The first byte of a head names a kind of batch, and no bits that have no meaning. */
    MODE,
    /** A reference is there for floating-point words only. */
    REFERENCE,
    /** A base is the container of a word; it is zero where nothing refers to it. */
    BASE,
    /** A distance lies inside the batch, and is zero unless rows are combined. */
    DISTANCE,
    /** The number of coded words is that of the batch, or of those with a flag. */
    CODED_WORDS,
    /** Sections have lengths that such words can have. */
    SECTION_LENGTH,
    /** Bits without a meaning are zero. */
    PADDING,
    /** The flags have as many ones as words are coded. */
    FLAGS,
    /** Widths add up to the planes that are there. */
    PLANES,
    /** Escaped values are as many as are there. */
    ESCAPES,
    /** A word fits W bits. */
    WORD
  }

  private final Rule rule;
  private final int offset;

  PackedException(Rule rule, int offset, String message) {
    super(message);
    this.rule = rule;
    this.offset = offset;
  }

  /** The rule that is broken. */
  public Rule rule() {
    return rule;
  }

  /** Where: bytes from the start of the head. The payload follows the head. */
  public int offset() {
    return offset;
  }
}
