package dev.ebpc.packed;

import dev.ebpc.packed.PackedException.Rule;
import dev.ebpc.packed.steps.Lanes;
import dev.ebpc.packed.steps.PackedSteps;
import dev.ebpc.packed.steps.PlainSteps;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Decodes batches of words.
 *
 * <p>Holds working memory of about half a megabyte. Not thread-safe. Calls allocate nothing unless
 * the format is another one than that of the call before.
 */
public final class PackedDecoder {
  private static final int TILE = PackedEncoder.TILE;

  private final byte[] tile = new byte[TILE + PackedFormat.SLACK];
  private final byte[] field = new byte[TILE / 2 + PackedFormat.SLACK];
  private final byte[][] columns = new byte[4][];
  private final byte[] coded = new byte[PackedFormat.MAX_BATCH_BYTES + PackedFormat.SLACK];
  private final PackedSteps steps;
  private final ZeroFlags flags;
  private final ColumnDecoder column;
  private PackedFormat format;
  private WordLanes lanes;

  /** Makes working memory. */
  public PackedDecoder() {
    this(new PlainSteps());
  }

  /** Makes working memory for the steps of an engine. */
  @SuppressWarnings("exports") // the engines' alone
  public PackedDecoder(PackedSteps steps) {
    this.steps = steps;
    flags = new ZeroFlags(steps);
    column = new ColumnDecoder(steps);
  }

  /**
   * Decodes a batch.
   *
   * @param newFormat the words' format
   * @param head its head, as read for this format and this number of words
   * @param headBytes its length
   * @param count words of the batch
   * @param in holds the payload and {@link PackedFormat#SLACK} bytes after it, which may hold
   *     anything
   * @param at index of the payload's first byte
   * @param words receives the words; undefined after an exception
   * @param to byte offset of the first one
   * @throws PackedException for the first rule that the payload breaks
   */
  public void decode(
      PackedFormat newFormat,
      BatchHead head,
      int headBytes,
      int count,
      byte[] in,
      int at,
      MemorySegment words,
      long to)
      throws PackedException {
    prepare(newFormat);
    switch (head.kind) {
      case BatchHead.STORED -> {
        checkStored(in, at, headBytes, count);
        MemorySegment.copy(in, at, words, ValueLayout.JAVA_BYTE, to, format.storedBytes(count));
      }
      case BatchHead.CONSTANT -> fillConstant(head.base, count, words, to);
      default -> {
        int payload = head.payloadBytes(format, count);
        boolean flagged = head.flags != BatchHead.NO_FLAGS;
        if (flagged) {
          int from = payload - head.flagBytes;
          flags.read(head, count, in, at + from, headBytes + from);
        }
        int from = head.codedWords * format.restBytes();
        for (int i = 0; i < format.columns(); i++) {
          column.decode(head, i, in, at + from, headBytes + from, columns[i]);
          from += head.columnBytes(i);
        }
        if (isColumn()) {
          finish(coded, head.codedWords, head, headBytes);
        } else {
          join(head, in, at, flagged, headBytes);
        }
        restore(head, count, flagged, words, to);
      }
    }
  }

  private void prepare(PackedFormat newFormat) {
    if (newFormat.equals(format)) {
      return;
    }
    format = newFormat;
    lanes = new WordLanes(format);
    if (isColumn()) {
      columns[0] = coded;
      return;
    }
    for (int i = 0; i < columns.length; i++) {
      int values = PackedFormat.MAX_BATCH_BYTES / format.containerBytes();
      boolean needed = i < format.columns();
      columns[i] = needed ? new byte[values + PackedFormat.SLACK] : null;
    }
  }

  /** Whether words are the values of a column but for what can be done in place. */
  private boolean isColumn() {
    return format.containerBytes() == 1 && !format.floating();
  }

  private void checkStored(byte[] in, int at, int headBytes, int count) throws PackedException {
    if (format.wordBits() == format.laneBits()) {
      return;
    }
    int bytes = format.storedBytes(count);
    for (int done = 0; done < bytes; done += TILE) {
      int part = Math.min(TILE, bytes - done);
      System.arraycopy(in, at + done, tile, 0, part);
      lanes.extend(tile, (part + 7) & ~7, format.signed());
      int wrong = Arrays.mismatch(tile, 0, part, in, at + done, at + done + part);
      if (wrong >= 0) {
        int word = (done + wrong) / format.containerBytes();
        throw new PackedException(
            Rule.WORD,
            headBytes + word * format.containerBytes(),
            "word " + word + " does not fit " + format.wordBits() + " bits");
      }
    }
  }

  private void fillConstant(int base, int count, MemorySegment words, long to) {
    long eight = lanes.broadcast(base);
    int bytes = format.storedBytes(count);
    for (int i = 0; i < TILE; i += 8) {
      Lanes.LONG.set(tile, i, eight);
    }
    for (int done = 0; done < bytes; done += TILE) {
      int part = Math.min(TILE, bytes - done);
      MemorySegment.copy(tile, 0, words, ValueLayout.JAVA_BYTE, to + done, part);
    }
  }

  /** Columns and rest to the words that are coded, as differences from the base. */
  private void join(BatchHead head, byte[] in, int at, boolean flagged, int headBytes)
      throws PackedException {
    int wordBytes = format.containerBytes();
    int tileWords = TILE / wordBytes;
    int rest = at;
    for (int done = 0; done < head.codedWords; done += tileWords) {
      int part = Math.min(tileWords, head.codedWords - done);
      int padded = (part * wordBytes + 7) & ~7;
      if (format.floating()) {
        joinFloats(head, in, rest, done, part);
        rest += part * format.restBytes();
        if (flagged && head.base != 0) {
          lanes.xorBase(tile, padded, head.base);
        }
      } else {
        Arrays.fill(tile, (byte) 0);
        for (int i = 0; i < format.columns(); i++) {
          steps.putColumn(columns[i], done, wordBytes, 8 * i, part, tile);
        }
        finish(tile, part * wordBytes, head, headBytes);
      }
      System.arraycopy(tile, 0, coded, done * wordBytes, part * wordBytes);
    }
  }

  private void joinFloats(BatchHead head, byte[] in, int rest, int done, int part) {
    if (format.containerBytes() == 1) {
      System.arraycopy(columns[0], done, tile, 0, part);
      int padded = (part + 7) & ~7;
      WordLanes.subtractFrom(tile, padded, head.reference);
      if (head.folded) {
        WordLanes.rotateRight(tile, padded);
      }
      return;
    }
    int shift = format.shift(0, head.folded);
    steps.putRest(in, rest, format.containerBytes(), shift, part, tile);
    System.arraycopy(columns[0], done, field, 0, part);
    WordLanes.subtractFrom(field, (part + 7) & ~7, head.reference);
    steps.putColumn(field, 0, format.containerBytes(), shift, part, tile);
  }

  /** Coded integers to differences from the base, in place. */
  private void finish(byte[] words, int bytes, BatchHead head, int headBytes)
      throws PackedException {
    int padded = (bytes + 7) & ~7;
    Arrays.fill(words, bytes, bytes + 8, (byte) 0);
    if (lanes.exceeds(words, padded)) {
      throw new PackedException(
          Rule.WORD, headBytes, "a coded word does not fit " + format.wordBits() + " bits");
    }
    if (head.flags != BatchHead.NO_FLAGS) {
      lanes.increment(words, padded);
    }
    if (head.folded) {
      lanes.unfold(words, padded);
    }
  }

  /** Differences to words, in their places. */
  private void restore(BatchHead head, int count, boolean flagged, MemorySegment words, long to) {
    int wordBytes = format.containerBytes();
    int tileWords = TILE / wordBytes;
    boolean changes =
        format.floating() ? flagged && head.base != 0 : head.base != 0 || narrow(format);
    int from = 0;
    for (int done = 0; done < count; done += tileWords) {
      int part = Math.min(tileWords, count - done);
      int bytes = part * wordBytes;
      if (flagged) {
        int flagAt = ZeroFlags.START + (done >>> 3);
        from = steps.join(flags.bits, flagAt, part, wordBytes, coded, from, tile);
      } else {
        System.arraycopy(coded, from, tile, 0, bytes);
        from += bytes;
      }
      if (changes && format.floating()) {
        lanes.xorBase(tile, (bytes + 7) & ~7, head.base);
      } else if (changes) {
        lanes.addBase(tile, (bytes + 7) & ~7, head.base, format.signed());
      }
      MemorySegment.copy(
          tile, 0, words, ValueLayout.JAVA_BYTE, to + done * (long) wordBytes, bytes);
    }
  }

  private static boolean narrow(PackedFormat format) {
    return format.wordBits() < format.laneBits();
  }
}
