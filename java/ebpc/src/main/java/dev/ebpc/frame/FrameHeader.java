package dev.ebpc.frame;

import dev.ebpc.batch.BatchFormat;
import dev.ebpc.batch.TensorTerms;
import dev.ebpc.batch.hardware.HardwareFormat;
import dev.ebpc.batch.packed.PackedLayout;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Profile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a frame says about its tensor before the first word: format, parameters, shape and name.
 *
 * <p>Immutable and thread-safe; made by a {@link Builder} or read from bytes, with the same checks.
 * The layout is that of {@code docs/format.md}.
 */
public final class FrameHeader {

  /** In place of a word count that is not known before the last word is written. */
  public static final long UNKNOWN_WORDS = -1;

  /** Words of a chunk unless said otherwise. */
  public static final int DEFAULT_CHUNK_WORDS = 4096;

  /** Most words of a chunk. */
  public static final int MAX_CHUNK_WORDS = HardwareFormat.MAX_CHUNK_WORDS;

  /** Most bytes that the words of one chunk take in memory. */
  public static final int MAX_CHUNK_BYTES = HardwareFormat.MAX_CHUNK_BYTES;

  /** Most dimensions of a shape. */
  public static final int MAX_RANK = 32;

  /** Most bytes of a name in UTF-8. */
  public static final int MAX_NAME_BYTES = 65535;

  /** Most bytes of an origin section. */
  public static final int MAX_ORIGIN_BYTES = 1 << 27;

  private final NumberFormat format;
  private final int elementBytes;
  private final long words;
  private final long[] shape;
  private final int zeroPoint;
  private final String name;
  private final OriginKind originKind;
  private final byte[] origin;
  private final boolean anotherFollows;
  private final boolean index;

  /** How the profile lays out the batches of frames with this header. */
  private final BatchFormat batches;

  /** The header as it is written. */
  private final MemorySegment encoded;

  private FrameHeader(Builder builder) {
    format = builder.format;
    elementBytes = builder.elementBytes;
    words = builder.words;
    shape = builder.shape;
    zeroPoint = builder.zeroPoint;
    name = builder.name;
    originKind = builder.originKind;
    origin = builder.origin;
    anotherFollows = builder.anotherFollows;
    index = builder.index;
    batches = builder.batches();
    encoded = MemorySegment.ofArray(HeaderFormat.write(this)).asReadOnly();
  }

  /**
   * Starts a header with the defaults of its format: words and shape unknown, no name, no origin,
   * no index, no frame that follows.
   *
   * @param format the number format
   * @return a builder
   */
  public static Builder builder(NumberFormat format) {
    return new Builder(format);
  }

  /** A builder that starts from this header. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /**
   * Reads a header.
   *
   * @param bytes begins with a frame header; more may follow
   * @return the header
   * @throws EbpcException if the bytes do not begin with a header or end inside it
   */
  public static FrameHeader parse(byte[] bytes) {
    return HeaderFormat.parse(bytes);
  }

  /** The header as a frame begins with it, its checksum included. */
  public byte[] toBytes() {
    return encoded.toArray(ValueLayout.JAVA_BYTE);
  }

  /** How the words lie in memory. */
  public NumberFormat format() {
    return format;
  }

  /** How the batches are coded. */
  public Profile profile() {
    return batches.profile();
  }

  /** W, bits of a word; 8 where elements are stored. */
  public int wordBits() {
    return batches.terms().wordBits();
  }

  /**
   * The parameters of the hardware's code.
   *
   * @throws IllegalStateException if the frame is of another profile
   */
  public CodeParameters parameters() {
    return hardware().parameters();
  }

  private HardwareFormat hardware() {
    if (batches instanceof HardwareFormat chunks) {
      return chunks;
    }
    throw new IllegalStateException(
        "profile " + profile().label() + " has no blocks, zero runs and chunks");
  }

  /** Bytes of one word in memory; for stored elements those of one element. */
  public int elementBytes() {
    return elementBytes;
  }

  /**
   * Words of every chunk but the last, 1 to {@link #MAX_CHUNK_WORDS}.
   *
   * @throws IllegalStateException if the frame is of a profile without chunks
   */
  public int chunkWords() {
    return hardware().chunkWords();
  }

  /** Words of the tensor, or {@link #UNKNOWN_WORDS}. */
  public long words() {
    return words;
  }

  /** Whether the header says how many words there are. */
  public boolean wordsKnown() {
    return words != UNKNOWN_WORDS;
  }

  /** Bytes of the tensor's words in memory, or {@link #UNKNOWN_WORDS}. */
  public long dataBytes() {
    return wordsKnown() ? words * elementBytes : UNKNOWN_WORDS;
  }

  /** The dimensions, slowest first (a copy), if the header has them. */
  public Optional<long[]> shape() {
    return shape == null ? Optional.empty() : Optional.of(shape.clone());
  }

  /**
   * The word that stands for zero in a quantised tensor, extended as in its container; 0 for the
   * usual one. The hardware profile takes it from every word before coding.
   */
  public int zeroPoint() {
    return zeroPoint;
  }

  /** The name of the tensor, if the header has one. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** What the origin section was cut from. */
  public OriginKind originKind() {
    return originKind;
  }

  /** The origin section (a copy), empty if there is none. */
  public byte[] origin() {
    return origin.clone();
  }

  /** Whether another frame follows this one directly. */
  public boolean anotherFollows() {
    return anotherFollows;
  }

  /** Whether the frame ends with an index of its batches. */
  public boolean index() {
    return index;
  }

  /** Words of every batch of the frame but the last. */
  public int batchWords() {
    return batches.batchWords();
  }

  /** Whether the other is a header of the same bytes. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof FrameHeader header && encoded.mismatch(header.encoded) < 0);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toBytes());
  }

  /** What a reader would want to see in a log: format, shape or words, parameters, name. */
  @Override
  public String toString() {
    return "FrameHeader["
        + format.label()
        + (shape != null
            ? " " + Arrays.toString(shape)
            : wordsKnown() ? " " + words + " words" : " words unknown")
        + ", "
        + profile().label()
        + ", W="
        + wordBits()
        + ", "
        + batches.describeParameters()
        + (zeroPoint == 0 ? "" : ", zeroPoint=" + zeroPoint)
        + (name == null ? "" : ", name=" + name)
        + (originKind == OriginKind.NONE ? "" : ", origin=" + originKind)
        + (index ? ", index" : "")
        + (anotherFollows ? ", another follows" : "")
        + "]";
  }

  BatchFormat batches() {
    return batches;
  }

  MemorySegment encoded() {
    return encoded;
  }

  /**
   * The most bytes that a frame with this header can take, whatever the words are. Noise needs all
   * of them; where W is smaller than the container, blocks do whose every plane takes a longest
   * symbol.
   *
   * @return bytes, header and index included
   * @throws IllegalStateException if the header does not say how many words there are
   * @throws ArithmeticException if the bound does not fit 63 bits
   */
  public long maxFrameBytes() {
    if (!wordsKnown()) {
      throw new IllegalStateException("the number of words is not known");
    }
    return FrameBound.maxFrameBytes(this);
  }

  /** Makes headers; every value is checked when it is set, those that depend on others at last. */
  public static final class Builder {
    private final NumberFormat format;
    private int wordBits;
    private int elementBytes;

    /** Set by whoever reads a header; else made of the parameters below. */
    private BatchFormat batches;

    private Profile profile = Profile.HARDWARE;
    private int blockSize = CodeParameters.DEFAULT_BLOCK_SIZE;
    private int maxZeroRun = CodeParameters.DEFAULT_MAX_ZERO_RUN;
    private int chunkWords;
    private long words = UNKNOWN_WORDS;
    private long[] shape;
    private int zeroPoint;
    private String name;
    private OriginKind originKind = OriginKind.NONE;
    private byte[] origin = {};
    private boolean anotherFollows;
    private boolean index;

    private Builder(NumberFormat format) {
      this.format = format;
      wordBits = format.wordBits();
      elementBytes = format.containerBytes();
    }

    private Builder(FrameHeader header) {
      format = header.format;
      wordBits = header.wordBits();
      elementBytes = header.elementBytes;
      profile = header.profile();
      if (header.batches instanceof HardwareFormat chunks) {
        blockSize = chunks.parameters().blockSize();
        maxZeroRun = chunks.parameters().maxZeroRun();
        chunkWords = chunks.chunkWords();
      }
      words = header.words;
      shape = header.shape;
      zeroPoint = header.zeroPoint;
      name = header.name;
      originKind = header.originKind;
      origin = header.origin;
      anotherFollows = header.anotherFollows;
      index = header.index;
    }

    /**
     * Sets how the batches are coded; by default as the hardware does.
     *
     * @param value a profile that this version can write
     * @return this
     * @throws IllegalArgumentException if it cannot
     */
    public Builder profile(Profile value) {
      Profiles.require(value);
      profile = value;
      return this;
    }

    /**
     * Sets W.
     *
     * @param value must fit the containers of the format, and be the format's own for floating
     *     point and stored elements
     * @return this
     * @throws IllegalArgumentException if W does not go with the format
     */
    public Builder wordBits(int value) {
      HeaderRules.requireWordBits(format, value);
      wordBits = value;
      return this;
    }

    /**
     * Sets W, and n and R, which only the hardware profile heeds.
     *
     * @param value W as {@link #wordBits} takes it
     * @return this
     * @throws IllegalArgumentException if W does not go with the format
     */
    public Builder parameters(CodeParameters value) {
      wordBits(value.wordBits());
      blockSize = value.blockSize();
      maxZeroRun = value.maxZeroRun();
      return this;
    }

    /**
     * Sets the size of the elements of an {@link NumberFormat#OPAQUE} tensor.
     *
     * @param value bytes, 1 to 65535; for other formats only their container bytes
     * @return this
     * @throws IllegalArgumentException if the size does not go with the format
     */
    public Builder elementBytes(int value) {
      HeaderRules.requireElementBytes(format, value);
      elementBytes = value;
      return this;
    }

    /**
     * Sets the words of a chunk, which only the hardware profile has.
     *
     * @param value 1 to {@link #MAX_CHUNK_WORDS} and at most {@link #MAX_CHUNK_BYTES} in bytes; by
     *     default {@link #DEFAULT_CHUNK_WORDS}, fewer for elements of more than 8 bytes
     * @return this
     * @throws IllegalArgumentException if the value is out of range
     */
    public Builder chunkWords(int value) {
      HardwareFormat.requireChunkWords(value, 1);
      chunkWords = value;
      return this;
    }

    /**
     * Sets the number of words and forgets any shape.
     *
     * @param value words, or {@link #UNKNOWN_WORDS}
     * @return this
     * @throws IllegalArgumentException if the value is negative otherwise
     */
    public Builder words(long value) {
      if (value < UNKNOWN_WORDS) {
        throw new IllegalArgumentException("words must not be negative, found " + value);
      }
      words = value;
      shape = null;
      return this;
    }

    /**
     * Sets the dimensions, and with them the number of words: as many as there are elements, or
     * half of them, rounded up, for types of 4 bits.
     *
     * @param dimensions slowest first; none for a single element
     * @return this
     * @throws IllegalArgumentException if there are too many, one is negative or their product does
     *     not fit 63 bits
     */
    public Builder shape(long... dimensions) {
      words = HeaderRules.requireShape(format, dimensions);
      shape = dimensions.clone();
      return this;
    }

    /**
     * Sets the word that stands for zero, such as the zero point of a quantised tensor. Only the
     * hardware profile has it; others find the commonest word of each batch by themselves.
     *
     * @param value a word of W bits, extended as in its container; 0, the default, for none
     * @return this
     * @throws IllegalArgumentException if the format is not one of integers, or the value is out of
     *     its range
     */
    public Builder zeroPoint(int value) {
      HeaderRules.requireZeroPoint(format, value);
      zeroPoint = value;
      return this;
    }

    /**
     * Sets the name of the tensor.
     *
     * @param value a name of 1 to {@link #MAX_NAME_BYTES} bytes in UTF-8, or null for none
     * @return this
     * @throws IllegalArgumentException if the name is empty, too long or no legal text
     */
    public Builder name(String value) {
      if (value != null) {
        HeaderRules.requireName(value);
      }
      name = value;
      return this;
    }

    /**
     * Sets the origin section, bytes that restore the file around the words.
     *
     * @param kind what it was cut from
     * @param section at most {@link #MAX_ORIGIN_BYTES}; empty for {@link OriginKind#NONE}
     * @return this
     * @throws IllegalArgumentException if the section is too long, or there but of no kind
     */
    public Builder origin(OriginKind kind, byte[] section) {
      HeaderRules.requireOrigin(kind, section.length);
      originKind = kind;
      origin = section.clone();
      return this;
    }

    /** Sets whether another frame follows directly. */
    public Builder anotherFollows(boolean value) {
      anotherFollows = value;
      return this;
    }

    /** Sets whether the frame ends with an index of its batches. */
    public Builder index(boolean value) {
      index = value;
      return this;
    }

    /**
     * Makes the header.
     *
     * @return the header
     * @throws IllegalArgumentException if the chunk, or the whole tensor, has too many bytes, or
     *     the zero point does not fit W bits or the profile has none
     */
    public FrameHeader build() {
      HeaderRules.requireWords(words, elementBytes);
      HeaderRules.requireZeroPointBits(format, wordBits, zeroPoint);
      if (zeroPoint != 0 && profile != Profile.HARDWARE) {
        throw new IllegalArgumentException("profile " + profile.label() + " has no zero point");
      }
      if (profile == Profile.HARDWARE) {
        HardwareFormat.requireChunkWords(chunkWordsOrDefault(), elementBytes);
      }
      return new FrameHeader(this);
    }

    /** Takes the layout of batches that was read from a header. */
    Builder batches(BatchFormat value) {
      batches = value;
      return this;
    }

    NumberFormat format() {
      return format;
    }

    /** What the profile needs to know of the tensor. */
    TensorTerms terms() {
      long row = shape == null || shape.length == 0 ? 0 : shape[shape.length - 1];
      return new TensorTerms(format, wordBits, elementBytes, row, zeroPoint);
    }

    private BatchFormat batches() {
      if (batches != null) {
        return batches;
      }
      return switch (profile) {
        case HARDWARE -> {
          CodeParameters code = new CodeParameters(wordBits, blockSize, maxZeroRun);
          yield new HardwareFormat(terms(), code, chunkWordsOrDefault());
        }
        case PACKED -> new PackedLayout(terms());
        case ENTROPY -> throw new IllegalStateException("refused when it was set");
      };
    }

    private int chunkWordsOrDefault() {
      int fitting = DEFAULT_CHUNK_WORDS * Long.BYTES / elementBytes;
      return chunkWords == 0 ? Math.clamp(fitting, 1, DEFAULT_CHUNK_WORDS) : chunkWords;
    }
  }
}
