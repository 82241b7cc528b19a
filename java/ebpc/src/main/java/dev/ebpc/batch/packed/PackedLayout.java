package dev.ebpc.batch.packed;

import dev.ebpc.batch.BatchFormat;
import dev.ebpc.batch.TensorTerms;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.EbpcException.Place;
import dev.ebpc.code.ErrorCode;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Profile;
import dev.ebpc.packed.BatchHead;
import dev.ebpc.packed.PackedException;
import dev.ebpc.packed.PackedFormat;

/** Batches of planes of bytes: section "Profile packed" of {@code docs/format.md}. */
public final class PackedLayout implements BatchFormat {
  private static final int SAMPLE_BYTES = PackedFormat.MAX_BATCH_BYTES / 8;

  private final TensorTerms terms;

  /** How the coders see the words; null where elements are stored. */
  private final PackedFormat words;

  /**
   * Lays out the batches of a frame.
   *
   * @param terms what is common to all profiles
   */
  public PackedLayout(TensorTerms terms) {
    this.terms = terms;
    NumberFormat format = terms.format();
    words =
        format.isStored()
            ? null
            : new PackedFormat(
                format.containerBytes(), terms.wordBits(), format.signed(), format.isFloat());
  }

  PackedFormat words() {
    return words;
  }

  boolean isStored() {
    return words == null;
  }

  /** Words of a row, as coders of a batch of so many words can use it. */
  int row(int count) {
    return terms.rowWords() < count ? (int) terms.rowWords() : 0;
  }

  @Override
  public Profile profile() {
    return Profile.PACKED;
  }

  @Override
  public TensorTerms terms() {
    return terms;
  }

  /** There are none. */
  @Override
  public void putParameters(byte[] header) {}

  @Override
  public String describeParameters() {
    return "rows of " + terms.rowWords();
  }

  @Override
  public int batchWords() {
    return Math.max(1, PackedFormat.MAX_BATCH_BYTES / terms.elementBytes());
  }

  @Override
  public int sampleWords() {
    return Math.max(1, SAMPLE_BYTES / terms.elementBytes());
  }

  @Override
  public int headStartBytes(int count) {
    return 1;
  }

  @Override
  public int headBytes(int count, byte[] head, int at) {
    // A first byte that is none ends the head, and is named by whoever reads it.
    try {
      return isStored() ? 1 : BatchHead.bytes(head[at], words);
    } catch (PackedException none) {
      return 1;
    }
  }

  @Override
  public int leastBytes(int count) {
    return isStored() ? 1 + count * terms.elementBytes() : 1 + terms.elementBytes();
  }

  @Override
  public long mostBytes(int count) {
    return 1L + (long) count * terms.elementBytes();
  }

  /** The error of a rule that a batch breaks, its offset counted from the start of the frame. */
  static EbpcException error(PackedException broken, long position) {
    return new EbpcException(
        ErrorCode.BAD_BATCH, Place.FRAME, -1, position, broken.getMessage() + " " + broken.rule());
  }
}
