package dev.ebpc;

import dev.ebpc.batch.Overlap;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.ErrorCode;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Profile;
import dev.ebpc.code.Transmission;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Engines;
import dev.ebpc.frame.FrameHeader;
import dev.ebpc.frame.FrameReader;
import dev.ebpc.frame.FrameWriter;
import dev.ebpc.frame.MemoryCodec;
import dev.ebpc.frame.SizeEstimate;
import dev.ebpc.frame.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import java.nio.ByteBuffer;

/**
 * The codec: tensors in memory to frames in memory and back, losslessly.
 *
 * <p>Words are little-endian containers as their {@link NumberFormat} says, in arrays, buffers or
 * {@link MemorySegment}s; of these last every other form is made ({@link MemorySegment#ofArray
 * (float[])} and its like serve arrays in part and without copies). A segment does not know a byte
 * order: its words are taken as little-endian, whatever buffer it was made of, while the forms with
 * buffers heed theirs. Memory that is confined to the calling thread is worked on by that thread
 * alone, however many the codec has. A frame describes itself, so decompression takes nothing but
 * the frame; the memory given must hold exactly one. Tensors with a shape or a name are compressed
 * with a {@link FrameHeader} that starts from {@link #header}. Streams and files are the business
 * of {@link FrameWriter} and {@link FrameReader}, with the {@link #workers} of this codec.
 *
 * <p>Immutable and thread-safe; working memory is pooled inside. The forms from memory segment to
 * memory segment allocate nothing in the long run if the codec has one thread and the tensors of
 * successive calls are alike; the others with a target allocate a few small objects. Source and
 * target must not overlap. Bad input gives {@link EbpcException}; the target's part that would hold
 * the outcome is undefined then, and nothing else is touched. Wrong arguments give {@link
 * IllegalArgumentException} or {@link IndexOutOfBoundsException}.
 *
 * <p>Source: L. Cavigelli, G. Rutishauser, L. Benini, "EBPC: Extended Bit-Plane Compression for
 * Deep Neural Network Inference and Training Accelerators", 2019; the frame is {@code
 * docs/format.md}.
 */
public final class Ebpc {
  private static final int MAX_ARRAY_LENGTH = Integer.MAX_VALUE - 8;

  /** 2^64 divided by the golden ratio. */
  private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;

  private final Workers workers;
  private final MemoryCodec memory;
  private final Profile profile;
  private final int wordBits;
  private final int blockSize;
  private final int maxZeroRun;
  private final int chunkWords;
  private final int zeroPoint;
  private final boolean index;
  private final long maxDecompressedSize;
  private final Transmissions transmissions;

  /**
   * Headers made last, by a hash of their words, for callers with tensors of a few sizes. Racing
   * threads do no harm: headers are immutable.
   */
  private final FrameHeader[] lastHeaders = new FrameHeader[16];

  Ebpc(EbpcBuilder builder) {
    Engine engine = builder.engine == null ? Engines.auto() : builder.engine;
    workers =
        builder.executor == null
            ? Workers.ofThreads(engine, builder.threads)
            : Workers.ofExecutor(engine, builder.executor, builder.threads);
    memory = new MemoryCodec(workers);
    profile = builder.profile;
    engine.coder(profile, Long.MAX_VALUE); // Says now what would fail later.
    wordBits = builder.wordBits;
    blockSize = builder.blockSize;
    maxZeroRun = builder.maxZeroRun;
    chunkWords = builder.chunkWords;
    zeroPoint = builder.zeroPoint;
    index = builder.index;
    maxDecompressedSize = builder.maxDecompressedSize;
    transmissions = new Transmissions(engine);
  }

  /** A codec with the best engine that runs here, one thread and the paper's parameters. */
  public static Ebpc create() {
    return builder().build();
  }

  /** Starts a codec of one's own choice. */
  public static EbpcBuilder builder() {
    return new EbpcBuilder();
  }

  /** The engine and threads of this codec, for frames in streams and files. */
  public Workers workers() {
    return workers;
  }

  /** Most bytes that decompressed words may take, for frames in streams and files. */
  public long maxDecompressedSize() {
    return maxDecompressedSize;
  }

  /**
   * The parameters that this codec uses for a number format.
   *
   * @param format the number format
   * @return n and R of this codec, and its W or, if it has none, the format's
   */
  public CodeParameters parameters(NumberFormat format) {
    int bits = wordBits == 0 ? format.wordBits() : wordBits;
    return new CodeParameters(bits, blockSize, maxZeroRun);
  }

  /**
   * Starts a header with what this codec was built with; the number of words is to be set.
   *
   * @param format the number format
   * @return a builder
   * @throws IllegalArgumentException if the codec's W does not go with the format
   */
  public FrameHeader.Builder header(NumberFormat format) {
    FrameHeader.Builder header =
        FrameHeader.builder(format).profile(profile).parameters(parameters(format)).index(index);
    if (zeroPoint != 0 && !format.isFloat() && !format.isStored()) {
      header.zeroPoint(zeroPoint);
    }
    return chunkWords == 0 ? header : header.chunkWords(chunkWords);
  }

  /**
   * The most bytes that a frame of this codec can take, exactly.
   *
   * @param format the number format
   * @param words how many there are, at least 0
   * @return bytes
   * @throws IllegalArgumentException if there are less than none
   */
  public long maxCompressedLength(NumberFormat format, long words) {
    if (words < 0) {
      throw new IllegalArgumentException("words must be at least 0, found " + words);
    }
    return header(format).words(words).build().maxFrameBytes();
  }

  /**
   * About how long the frame of some words will be: codes at most {@link SizeEstimate#SAMPLES}
   * chunks.
   *
   * @param format the number format
   * @param words memory that holds the words and nothing else
   * @return the estimate, which tells whether compressing pays
   * @throws IllegalArgumentException if the memory does not hold whole words, or one that was
   *     looked at does not fit W bits
   */
  public SizeEstimate estimateSize(NumberFormat format, MemorySegment words) {
    return SizeEstimate.of(headerFor(format, words), words, workers);
  }

  /**
   * Compresses into memory.
   *
   * @param header header of the frame, with the number of words
   * @param words memory that holds the words and nothing else
   * @param target takes the frame from its start; {@link FrameHeader#maxFrameBytes} are enough
   * @return bytes of the frame
   * @throws IllegalArgumentException if the memory does not hold the words that the header says, it
   *     overlaps the target, or a word does not fit W bits, whose index is named then
   * @throws IndexOutOfBoundsException if the frame does not fit the target
   */
  public long compress(FrameHeader header, MemorySegment words, MemorySegment target) {
    requireAll(header, words);
    requireWritable(target);
    Overlap.refuse(words, target);
    return memory.compress(header, words, target);
  }

  /** Compresses without a shape into memory; see the form with a header. */
  public long compress(NumberFormat format, MemorySegment words, MemorySegment target) {
    return compress(headerFor(format, words), words, target);
  }

  /**
   * Compresses the remaining words of a buffer into another, and advances both. Words of several
   * bytes lie in the byte order of their buffer; those of a big-endian one are copied first.
   *
   * @param format the number format
   * @param words a buffer of bytes, or of elements as large as the format's containers
   * @param target takes the frame from its position on
   * @return bytes of the frame
   * @throws IllegalArgumentException as the form with segments, or if the target is read-only or
   *     the buffer has elements of another size
   * @throws IndexOutOfBoundsException if the frame does not fit the target
   */
  public int compress(NumberFormat format, Buffer words, ByteBuffer target) {
    MemorySegment frame = MemorySegment.ofBuffer(target);
    Overlap.refuse(MemorySegment.ofBuffer(words), frame);
    int bytes = (int) compress(format, littleEndian(format, words), frame);
    words.position(words.limit());
    target.position(target.position() + bytes);
    return bytes;
  }

  /**
   * Compresses the remaining words of a buffer, and advances it; see the form with a target.
   *
   * @return the frame
   */
  public byte[] compress(NumberFormat format, Buffer words) {
    byte[] frame = compress(format, littleEndian(format, words));
    words.position(words.limit());
    return frame;
  }

  /**
   * Compresses.
   *
   * @param header header of the frame, with the number of words
   * @param words memory that holds the words and nothing else
   * @return the frame
   * @throws IllegalArgumentException as the form with a target, or if the frame is too long for an
   *     array
   */
  public byte[] compress(FrameHeader header, MemorySegment words) {
    requireAll(header, words);
    return memory.compress(header, words);
  }

  /** Compresses without a shape; see the form with a header. */
  public byte[] compress(NumberFormat format, MemorySegment words) {
    return compress(headerFor(format, words), words);
  }

  /** Compresses words that lie in bytes, as the format says; see the form with a header. */
  public byte[] compress(NumberFormat format, byte[] words) {
    return compress(format, MemorySegment.ofArray(words));
  }

  /** Compresses words of a format with containers of two bytes; see the form with a header. */
  public byte[] compress(NumberFormat format, short[] words) {
    requireContainer(format.containerBytes(), Short.BYTES);
    return compress(format, MemorySegment.ofArray(words));
  }

  /** Compresses words of a format with containers of four bytes; see the form with a header. */
  public byte[] compress(NumberFormat format, int[] words) {
    requireContainer(format.containerBytes(), Integer.BYTES);
    return compress(format, MemorySegment.ofArray(words));
  }

  /** Compresses float32 words; see the form with a header. */
  public byte[] compress(float[] words) {
    return compress(NumberFormat.FLOAT32, MemorySegment.ofArray(words));
  }

  /**
   * Reads the header of a frame.
   *
   * @param frame begins with a frame
   * @return the header
   * @throws EbpcException if there is no legal header
   */
  public FrameHeader info(MemorySegment frame) {
    try (FrameReader reader = FrameReader.of(frame, workers, FrameReader.NO_LIMIT)) {
      return reader.header();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  /** Reads the header of a frame; see the form with a segment. */
  public FrameHeader info(byte[] frame) {
    return FrameHeader.parse(frame);
  }

  /**
   * Decompresses into memory.
   *
   * @param frame memory that holds one frame and nothing else
   * @param target takes the words from its start
   * @return words of the frame
   * @throws IllegalArgumentException if the target is read-only or overlaps the frame
   * @throws IndexOutOfBoundsException if the words do not fit the target
   * @throws EbpcException if the frame is not as it should be
   */
  public long decompress(MemorySegment frame, MemorySegment target) {
    requireWritable(target);
    Overlap.refuse(frame, target);
    return memory.decompress(frame, target, maxDecompressedSize);
  }

  /**
   * Decompresses the remaining bytes of a buffer into another, and advances both. Words of several
   * bytes are put in the byte order of their buffer.
   *
   * @param frame holds one frame and nothing else between its position and its limit
   * @param target a buffer of bytes, or of elements as large as the frame's
   * @return words of the frame
   * @throws IllegalArgumentException if the target is read-only, overlaps the frame or has elements
   *     of another size
   * @throws IndexOutOfBoundsException if the words do not fit the target
   * @throws EbpcException if the frame is not as it should be
   */
  public int decompress(ByteBuffer frame, Buffer target) {
    MemorySegment source = MemorySegment.ofBuffer(frame);
    MemorySegment memory = MemorySegment.ofBuffer(target);
    int size = info(source).elementBytes();
    BufferWords.requireElements(target, size);
    int words = (int) decompress(source, memory);
    BufferWords.toOrderOf(target, memory.asSlice(0, (long) words * size), size);
    frame.position(frame.limit());
    target.position(target.position() + words * size / BufferWords.elementBytes(target));
    return words;
  }

  /**
   * Bytes of the words of a frame, counted by the heads of its batches, whatever its header says:
   * the frame is long enough to hold them.
   *
   * @param frame memory that holds one frame and nothing else
   * @return bytes
   * @throws EbpcException if a head, the index or the end is not as it should be
   */
  public long decompressedLength(MemorySegment frame) {
    try (FrameReader reader = FrameReader.of(frame, workers, maxDecompressedSize)) {
      reader.requireOnly();
      return reader.totalWords() * reader.header().elementBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  /**
   * Decompresses.
   *
   * @param frame one frame and nothing else
   * @return the words as they lie in memory
   * @throws EbpcException if the frame is not as it should be, or the words do not fit an array
   */
  public byte[] decompress(byte[] frame) {
    MemorySegment source = MemorySegment.ofArray(frame);
    byte[] words = new byte[arrayLength(source, Byte.BYTES)];
    decompress(source, MemorySegment.ofArray(words));
    return words;
  }

  /**
   * Decompresses words of two bytes.
   *
   * @param frame one frame and nothing else
   * @return the words
   * @throws IllegalArgumentException if its words have not two bytes
   * @throws EbpcException if the frame is not as it should be, or the words do not fit an array
   */
  public short[] decompressToShorts(byte[] frame) {
    MemorySegment source = MemorySegment.ofArray(frame);
    requireContainer(info(source).elementBytes(), Short.BYTES);
    short[] words = new short[arrayLength(source, Short.BYTES)];
    decompress(source, MemorySegment.ofArray(words));
    return words;
  }

  /** Decompresses words of four bytes; see {@link #decompressToShorts}. */
  public int[] decompressToInts(byte[] frame) {
    MemorySegment source = MemorySegment.ofArray(frame);
    requireContainer(info(source).elementBytes(), Integer.BYTES);
    int[] words = new int[arrayLength(source, Integer.BYTES)];
    decompress(source, MemorySegment.ofArray(words));
    return words;
  }

  /** Decompresses words of four bytes to floats by their bits; see {@link #decompressToShorts}. */
  public float[] decompressToFloats(byte[] frame) {
    MemorySegment source = MemorySegment.ofArray(frame);
    requireContainer(info(source).elementBytes(), Float.BYTES);
    float[] words = new float[arrayLength(source, Float.BYTES)];
    decompress(source, MemorySegment.ofArray(words));
    return words;
  }

  /**
   * Codes words as one bare hardware transmission, without any frame.
   *
   * @param format the number format
   * @param words memory that holds the words and nothing else, 1 to {@link Transmission#MAX_WORDS}
   * @return the streams, padded with zeros to whole W-bit words, then to bytes
   * @throws IllegalArgumentException if there are no words or too many, one does not fit W bits, or
   *     the format is {@link NumberFormat#OPAQUE}
   */
  public Transmission encodeTransmission(NumberFormat format, MemorySegment words) {
    return transmissions.encode(parameters(format), format, words);
  }

  /**
   * Decodes one bare hardware transmission, with the parameters that it names.
   *
   * @param transmission the streams, padded to whole W-bit words, then to bytes; of its counts only
   *     the words are used
   * @param format how the words shall lie in memory
   * @return the words
   * @throws IllegalArgumentException if there are no words or too many, or W does not go with the
   *     format
   * @throws EbpcException if the streams are not those of so many words
   */
  public byte[] decodeTransmission(Transmission transmission, NumberFormat format) {
    return transmissions.decode(
        transmission.parameters(),
        format,
        transmission.words(),
        transmission.znz(),
        transmission.bpc());
  }

  /** Engine, threads and parameters. */
  @Override
  public String toString() {
    return "Ebpc["
        + profile.label()
        + ", engine="
        + workers.engine().name()
        + ", batchesInFlight="
        + workers.batchesInFlight()
        + (wordBits == 0 ? "" : ", W=" + wordBits)
        + (profile == Profile.HARDWARE ? ", n=" + blockSize + ", R=" + maxZeroRun : "")
        + (chunkWords == 0 ? "" : ", chunkWords=" + chunkWords)
        + (index ? ", index" : "")
        + (maxDecompressedSize == FrameReader.NO_LIMIT
            ? ""
            : ", maxDecompressedSize=" + maxDecompressedSize)
        + "]";
  }

  private FrameHeader headerFor(NumberFormat format, MemorySegment words) {
    int size = format.containerBytes();
    if (words.byteSize() % size != 0) {
      throw new IllegalArgumentException(
          words.byteSize() + " bytes are not words of " + size + " bytes");
    }
    long count = words.byteSize() / size;
    int slot = (int) ((count * HASH_FACTOR) >>> 60);
    FrameHeader last = lastHeaders[slot];
    if (last == null || last.format() != format || last.words() != count) {
      last = header(format).words(count).build();
      lastHeaders[slot] = last;
    }
    return last;
  }

  private static MemorySegment littleEndian(NumberFormat format, Buffer words) {
    return BufferWords.littleEndian(words, format.containerBytes());
  }

  private int arrayLength(MemorySegment frame, int elementBytes) {
    long bytes = decompressedLength(frame);
    if (bytes / elementBytes > MAX_ARRAY_LENGTH) {
      throw new EbpcException(
          ErrorCode.LIMIT,
          EbpcException.Place.FRAME,
          -1,
          0,
          bytes + " bytes of words do not fit an array");
    }
    return (int) (bytes / elementBytes);
  }

  private static void requireContainer(int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException(
          "expected words of " + expected + " bytes, found words of " + found);
    }
  }

  private static void requireAll(FrameHeader header, MemorySegment words) {
    if (words.byteSize() != header.dataBytes()) {
      throw new IllegalArgumentException(
          "expected " + header.dataBytes() + " bytes of words, found " + words.byteSize());
    }
  }

  private static void requireWritable(MemorySegment target) {
    if (target.isReadOnly()) {
      throw new IllegalArgumentException("the target is read-only");
    }
  }
}
