package dev.ebpc.packed;

import dev.ebpc.packed.PackedException.Rule;
import java.util.ArrayList;
import java.util.List;

/** The head of a batch: how it is coded and how long the sections of its payload are. */
public final class BatchHead {

  /** Kind: the containers as they are. */
  static final int STORED = 0;

  /** Kind: all words are the base. */
  static final int CONSTANT = 1;

  /** Kind: columns of bytes as planes and escapes. */
  static final int CODED = 2;

  /** Flags: all words are coded. */
  static final int NO_FLAGS = 0;

  /** Flags: a bit per word. */
  static final int BITMAP = 1;

  /** Flags: a bit per byte of the bitmap, then the bytes that are not zero. */
  static final int SHORT = 2;

  /** Flags: short, each flag combined with the one a row before it. */
  static final int ROWS = 3;

  /** The whole head of a stored batch. */
  public static final byte STORED_BYTE = STORED;

  private static final List<String> KINDS = List.of("stored", "constant", "coded");
  private static final List<String> FLAGS = List.of("none", "bitmap", "short", "rows");

  /** Longest head, in bytes. */
  public static final int MAX_BYTES = 39;

  int kind;
  int flags;
  boolean folded;
  int reference;
  int base;
  int distance;
  int codedWords;
  int flagBytes;
  private int columnCount;
  final int[] planeBytes = new int[4];
  final int[] escapes = new int[4];

  /** Makes a head of a stored batch. */
  public BatchHead() {}

  /**
   * The length of a head.
   *
   * @param mode its first byte
   * @param format the words' format
   * @return its length in bytes, that byte included
   */
  public static int bytes(int mode, PackedFormat format) throws PackedException {
    int kind = mode & 3;
    boolean options = (mode & 0xFF) >>> 2 != 0;
    if (kind == 3 || (kind != CODED && options) || (mode & 0xE0) != 0) {
      throw new PackedException(Rule.MODE, 0, "no batch begins with byte " + (mode & 0xFF));
    }
    return switch (kind) {
      case STORED -> 1;
      case CONSTANT -> 1 + format.containerBytes();
      default -> 11 + format.containerBytes() + 6 * format.columns();
    };
  }

  /** Bytes of the payload of a batch of so many words. */
  public int payloadBytes(PackedFormat format, int words) {
    return switch (kind) {
      case STORED -> format.storedBytes(words);
      case CONSTANT -> 0;
      default -> {
        int sum = flagBytes + codedWords * format.restBytes();
        for (int column = 0; column < format.columns(); column++) {
          sum += columnBytes(column);
        }
        yield sum;
      }
    };
  }

  /** Words that are coded; the others are the base. */
  public int codedWords() {
    return codedWords;
  }

  /** Whether the containers were kept as they are. */
  public boolean isStored() {
    return kind == STORED;
  }

  /** What it says. */
  public PackedContent content() {
    List<PackedContent.Column> columns = new ArrayList<>();
    for (int i = 0; kind == CODED && i < columnCount; i++) {
      columns.add(new PackedContent.Column(planeBytes[i], escapes[i]));
    }
    return new PackedContent(
        KINDS.get(kind),
        FLAGS.get(flags),
        folded,
        base,
        reference,
        distance,
        codedWords,
        flagBytes,
        columns);
  }

  /** How the batch is coded, in a word. */
  public String label() {
    return switch (kind) {
      case STORED -> "stored";
      case CONSTANT -> "constant";
      default -> flags == NO_FLAGS ? "planes" : "flags and planes";
    };
  }

  /** Bytes of a column: planes, escapes and widths. */
  int columnBytes(int column) {
    return planeBytes[column] + escapes[column] + widthBytes(codedWords);
  }

  /** Bytes of the widths of so many values. */
  static int widthBytes(int values) {
    return (values + 127) >>> 7;
  }

  /** Bytes of a bitmap of so many words. */
  static int bitmapBytes(int words) {
    return (words + 7) >>> 3;
  }

  /** Bytes of the bitmap of a bitmap of so many words. */
  static int indexBytes(int words) {
    return (words + 63) >>> 6;
  }

  /**
   * Writes the head; its length is what {@link #bytes} tells of its first byte.
   *
   * @param out receives it, at most {@link #MAX_BYTES}
   * @param at index of its first byte
   * @param format the words' format
   * @return index after its last byte
   */
  public int write(byte[] out, int at, PackedFormat format) {
    int to = at;
    out[to++] = (byte) (kind | (kind == CODED ? flags << 2 | (folded ? 16 : 0) : 0));
    if (kind == STORED) {
      return to;
    }
    if (kind == CODED) {
      out[to++] = (byte) reference;
    }
    for (int i = 0; i < format.containerBytes(); i++) {
      out[to++] = (byte) (base >>> (8 * i));
    }
    if (kind == CONSTANT) {
      return to;
    }
    to = writeThree(out, to, distance);
    to = writeThree(out, to, codedWords);
    to = writeThree(out, to, flagBytes);
    for (int column = 0; column < format.columns(); column++) {
      to = writeThree(out, to, planeBytes[column]);
      to = writeThree(out, to, escapes[column]);
    }
    return to;
  }

  /**
   * Reads a head and checks everything that it says.
   *
   * @param in holds it
   * @param at index of its first byte; as many bytes as {@link #bytes} tells are there
   * @param format the words' format
   * @param words words of the batch, at least 1
   */
  public void read(byte[] in, int at, PackedFormat format, int words) throws PackedException {
    int mode = in[at] & 0xFF;
    int end = bytes(mode, format);
    kind = mode & 3;
    columnCount = format.columns();
    flags = mode >>> 2 & 3;
    folded = (mode & 16) != 0;
    reference = 0;
    base = 0;
    distance = 0;
    codedWords = kind == CONSTANT ? 0 : words;
    flagBytes = 0;
    if (kind == STORED) {
      return;
    }
    int from = at + 1;
    if (kind == CODED) {
      reference = in[from++] & 0xFF;
      if (reference != 0 && !format.floating()) {
        throw new PackedException(Rule.REFERENCE, 1, "integers with a reference of " + reference);
      }
    }
    for (int i = 0; i < format.containerBytes(); i++) {
      base |= (in[from + i] & 0xFF) << (8 * i);
    }
    checkBase(format, from - at);
    if (kind == CODED) {
      readSections(in, at, from + format.containerBytes(), format, words);
      long coded = (long) payloadBytes(format, words) + end;
      if (coded > format.storedBytes(words)) {
        throw new PackedException(
            Rule.SECTION_LENGTH,
            end - 6 * format.columns() - 3,
            "a coded batch of " + coded + " bytes, longer than its words");
      }
    }
  }

  private void checkBase(PackedFormat format, int offset) throws PackedException {
    if (base != format.extended(base)) {
      throw new PackedException(
          Rule.BASE, offset, "the base " + base + " is no word of " + format.wordBits() + " bits");
    }
    if (base != 0 && kind == CODED && flags == NO_FLAGS && format.floating()) {
      throw new PackedException(Rule.BASE, offset, "a base of " + base + " that nothing refers to");
    }
  }

  private void readSections(byte[] in, int at, int start, PackedFormat format, int words)
      throws PackedException {
    int from = start;
    distance = readThree(in, from);
    if (flags == ROWS ? distance == 0 || distance >= words : distance != 0) {
      throw new PackedException(
          Rule.DISTANCE, from - at, "a distance of " + distance + " among " + words + " words");
    }
    from += 3;
    codedWords = readThree(in, from);
    if (codedWords > words || codedWords == 0 || (flags == NO_FLAGS && codedWords != words)) {
      throw new PackedException(
          Rule.CODED_WORDS, from - at, codedWords + " coded words of " + words);
    }
    from += 3;
    flagBytes = readThree(in, from);
    int least =
        switch (flags) {
          case NO_FLAGS -> 0;
          case BITMAP -> bitmapBytes(words);
          default -> indexBytes(words);
        };
    int most = flags >= SHORT ? least + bitmapBytes(words) : least;
    if (flagBytes < least || flagBytes > most) {
      throw new PackedException(
          Rule.SECTION_LENGTH, from - at, flagBytes + " bytes of flags of " + words + " words");
    }
    from += 3;
    for (int column = 0; column < format.columns(); column++) {
      planeBytes[column] = readThree(in, from);
      if (planeBytes[column] > 8 * bitmapBytes(codedWords)) {
        throw new PackedException(
            Rule.SECTION_LENGTH,
            from - at,
            planeBytes[column] + " bytes of planes of " + codedWords + " words");
      }
      escapes[column] = readThree(in, from + 3);
      if (escapes[column] > codedWords) {
        throw new PackedException(
            Rule.SECTION_LENGTH,
            from + 3 - at,
            escapes[column] + " escapes of " + codedWords + " words");
      }
      from += 6;
    }
  }

  private static int writeThree(byte[] out, int at, int value) {
    out[at] = (byte) value;
    out[at + 1] = (byte) (value >>> 8);
    out[at + 2] = (byte) (value >>> 16);
    return at + 3;
  }

  private static int readThree(byte[] in, int at) {
    return (in[at] & 0xFF) | ((in[at + 1] & 0xFF) << 8) | ((in[at + 2] & 0xFF) << 16);
  }
}
