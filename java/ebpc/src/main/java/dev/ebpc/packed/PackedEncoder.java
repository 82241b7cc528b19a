package dev.ebpc.packed;

import dev.ebpc.packed.steps.PackedSteps;
import dev.ebpc.packed.steps.PlainSteps;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Codes batches of words.
 *
 * <p>Holds working memory of about half a megabyte. Not thread-safe. Calls allocate nothing unless
 * the format is another one than that of the call before.
 */
public final class PackedEncoder {

  /** Bytes of words of a tile. */
  static final int TILE = 8192;

  private final byte[] tile = new byte[TILE + PackedFormat.SLACK];
  private final byte[] values = new byte[PackedSteps.MOST_VALUES + PackedFormat.SLACK];
  private final byte[] coded = new byte[PackedFormat.MAX_BATCH_BYTES + PackedFormat.SLACK];
  private final PackedSteps steps;
  private final ZeroFlags flags;
  private final ColumnEncoder columns;
  private final Choice choice;
  private final BatchHead head = new BatchHead();
  private PackedFormat format;
  private WordLanes lanes;

  /** Makes working memory. */
  public PackedEncoder() {
    this(new PlainSteps());
  }

  /** Makes working memory for the steps of an engine. */
  @SuppressWarnings("exports") // the engines' alone
  public PackedEncoder(PackedSteps steps) {
    this.steps = steps;
    flags = new ZeroFlags(steps);
    columns = new ColumnEncoder(steps);
    choice = new Choice(steps);
  }

  /**
   * Codes a batch.
   *
   * @param newFormat the words' format
   * @param words memory that holds them; every container is the extension of a word of W bits
   * @param from byte offset of the first one
   * @param count how many: at least 1, at most {@link PackedFormat#MAX_BATCH_BYTES} bytes
   * @param row words of a row, 0 if not known
   * @param out receives head and payload; has {@link PackedFormat#room} bytes from {@code at} on
   * @param at index of the first byte
   * @return bytes of head and payload
   */
  public int encode(
      PackedFormat newFormat,
      MemorySegment words,
      long from,
      int count,
      int row,
      byte[] out,
      int at) {
    if (!newFormat.equals(format)) {
      format = newFormat;
      lanes = new WordLanes(format);
    }
    Choice.Verdict verdict = choice.choose(lanes, words, from, count, head);
    int stored = format.storedBytes(count);
    if (choice.uniform() && allEqual(words, from, stored, format.containerBytes())) {
      head.kind = BatchHead.CONSTANT;
      head.base = container(words, from, format);
      return head.write(out, at, format) - at;
    }
    if (verdict == Choice.Verdict.CODE) {
      int bytes = code(words, from, count, row, out, at);
      if (bytes <= stored) {
        return bytes;
      }
    }
    head.kind = BatchHead.STORED;
    int to = head.write(out, at, format);
    MemorySegment.copy(words, ValueLayout.JAVA_BYTE, from, out, to, stored);
    return to + stored - at;
  }

  /** The head that the last call wrote. */
  public BatchHead head() {
    return head;
  }

  private static boolean allEqual(MemorySegment words, long from, int bytes, int wordBytes) {
    return MemorySegment.mismatch(
            words, from, from + bytes - wordBytes, words, from + wordBytes, from + bytes)
        < 0;
  }

  private static int container(MemorySegment words, long from, PackedFormat format) {
    int word = 0;
    for (int i = 0; i < format.containerBytes(); i++) {
      word |= (words.get(ValueLayout.JAVA_BYTE, from + i) & 0xFF) << (8 * i);
    }
    return word;
  }

  private int code(MemorySegment words, long from, int count, int row, byte[] out, int at) {
    head.kind = BatchHead.CODED;
    boolean flagged = head.flags != BatchHead.NO_FLAGS;
    head.distance = 0;
    head.flagBytes = 0;
    head.codedWords = split(words, from, count, flagged);
    if (flagged) {
      flags.choose(count, row, head);
    }
    int payload = at + 11 + format.containerBytes() + 6 * format.columns();
    int to = rest(out, payload);
    for (int column = 0; column < format.columns(); column++) {
      to = column(column, out, to);
    }
    if (flagged) {
      flags.write(head, count, out, to);
    }
    head.write(out, at, format);
    return to + head.flagBytes - at;
  }

  /**
   * Words that are coded, one after the other: floating-point numbers, or what columns have of
   * others.
   */
  private int split(MemorySegment words, long from, int count, boolean flagged) {
    int wordBytes = format.containerBytes();
    int tileWords = TILE / wordBytes;
    int to = 0;
    for (int done = 0; done < count; done += tileWords) {
      int part = Math.min(tileWords, count - done);
      int bytes = part * wordBytes;
      MemorySegment.copy(
          words, ValueLayout.JAVA_BYTE, from + (long) done * wordBytes, tile, 0, bytes);
      int padded = (bytes + 7) & ~7;
      if (format.floating()) {
        if (flagged && head.base != 0) {
          lanes.xorBase(tile, padded, head.base);
        }
      } else {
        if (head.base != 0 || format.wordBits() < format.laneBits()) {
          lanes.subtractBase(tile, padded, head.base);
        }
        if (head.folded) {
          lanes.fold(tile, padded);
        }
      }
      if (flagged) {
        Arrays.fill(tile, bytes, bytes + PackedFormat.SLACK, (byte) 0);
        int flagAt = ZeroFlags.START + (done >>> 3);
        int end = steps.split(tile, part, wordBytes, flags.bits, flagAt, coded, to);
        if (!format.floating()) {
          lanes.decrement(coded, to, end);
        } else if (head.base != 0) {
          lanes.xorBase(coded, to, end, head.base);
        }
        to = end;
      } else {
        System.arraycopy(tile, 0, coded, to, bytes);
        to += bytes;
      }
    }
    Arrays.fill(coded, to, to + PackedFormat.SLACK, (byte) 0);
    return to / wordBytes;
  }

  /** The bytes of floating-point words that are not coded; returns the index after them. */
  private int rest(byte[] out, int start) {
    int wordBytes = format.containerBytes();
    int shift = format.shift(0, head.folded);
    int to = start;
    for (int done = 0; format.restBytes() > 0 && done < head.codedWords; done += TILE / 4) {
      int part = Math.min(TILE / 4, head.codedWords - done);
      System.arraycopy(coded, done * wordBytes, tile, 0, part * wordBytes);
      steps.takeRest(tile, wordBytes, shift, part, out, to);
      to += part * format.restBytes();
    }
    return to;
  }

  private int column(int column, byte[] out, int start) {
    columns.begin(out, start);
    boolean whole = format.containerBytes() == 1 && !format.floating();
    for (int done = 0; done < head.codedWords; done += PackedSteps.MOST_VALUES) {
      int part = Math.min(PackedSteps.MOST_VALUES, head.codedWords - done);
      if (whole) {
        columns.add(coded, done, part);
      } else {
        take(column, done, part);
        Arrays.fill(values, part, part + PackedFormat.SLACK, (byte) 0);
        columns.add(values, 0, part);
      }
    }
    return columns.end(head, column);
  }

  /** Values of a column of words that are not the values themselves. */
  private void take(int column, int from, int count) {
    int wordBytes = format.containerBytes();
    if (wordBytes == 1) {
      System.arraycopy(coded, from, values, 0, count);
    } else {
      int shift = format.shift(column, head.folded);
      for (int done = 0; done < count; done += TILE / 4) {
        int part = Math.min(TILE / 4, count - done);
        System.arraycopy(coded, (from + done) * wordBytes, tile, 0, part * wordBytes);
        steps.takeColumn(tile, wordBytes, shift, part, values, done);
      }
    }
    if (format.floating()) {
      int padded = (count + 7) & ~7;
      if (wordBytes == 1 && head.folded) {
        WordLanes.rotateLeft(values, padded);
      }
      WordLanes.subtractFrom(values, padded, head.reference);
    }
  }
}
