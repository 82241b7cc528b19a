package dev.ebpc.hardware;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.Coder;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/**
 * Chunks whose words, streams and declarations lie open, to be damaged at will between an encoder
 * and a decoder.
 */
final class TestBatch {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  CodeParameters parameters;
  NumberFormat format;
  int chunks;
  MemorySegment words;
  final long[] wordOffset;
  final int[] wordCount;

  /** As coded, and as a decoder is told. */
  final int[] nonZeros;

  /** As a decoder has counted them. */
  final int[] counted;

  byte[] znz = new byte[Chunks.SLACK];
  final int[] znzStart;
  final int[] znzBits;
  final int[] znzBytes;
  byte[] bpc = new byte[Chunks.SLACK];
  final int[] bpcStart;
  final int[] bpcBits;
  final int[] bpcBytes;

  private final EncodingBatch encoding = new EncodingBatch();
  private final DecodingBatch decoding = new DecodingBatch();

  TestBatch(int capacity) {
    wordOffset = new long[capacity];
    wordCount = new int[capacity];
    nonZeros = new int[capacity];
    counted = new int[capacity];
    znzStart = new int[capacity];
    znzBits = new int[capacity];
    znzBytes = new int[capacity];
    bpcStart = new int[capacity];
    bpcBits = new int[capacity];
    bpcBytes = new int[capacity];
  }

  /** One chunk per array of words, in the smallest containers, zero-extended. */
  static TestBatch of(CodeParameters parameters, int[]... chunks) {
    TestBatch batch = new TestBatch(chunks.length);
    batch.parameters = parameters;
    batch.format = HardwareBehaviour.formatOf(parameters.wordBits());
    int bytes = batch.format.containerBytes();
    int total = Arrays.stream(chunks).mapToInt(chunk -> chunk.length).sum();
    MemorySegment memory = MemorySegment.ofArray(new byte[total * bytes]);
    long at = 0;
    for (int i = 0; i < chunks.length; i++) {
      batch.wordOffset[i] = at;
      batch.wordCount[i] = chunks[i].length;
      for (int word : chunks[i]) {
        switch (bytes) {
          case 1 -> memory.set(ValueLayout.JAVA_BYTE, at, (byte) word);
          case 2 -> memory.set(SHORT, at, (short) word);
          default -> memory.set(INT, at, word);
        }
        at += bytes;
      }
    }
    batch.words = memory;
    batch.chunks = chunks.length;
    return batch;
  }

  /** Codes the words; what is in the way of the streams is not zero. */
  void encode(ChunkCoder coder, Coder.Scratch scratch) {
    encoding.begin(parameters, format, words);
    for (int i = 0; i < chunks; i++) {
      encoding.add(wordOffset[i], wordCount[i]);
    }
    encoding.reserve();
    Arrays.fill(encoding.znz(), 0, Math.min(encoding.znz().length, 4096), (byte) 0xFF);
    Arrays.fill(encoding.bpc(), 0, Math.min(encoding.bpc().length, 4096), (byte) 0xFF);
    coder.encodeChunks(encoding, scratch);
    int znzEnd = encoding.nextZnzStart(chunks);
    int bpcEnd = encoding.nextBpcStart(chunks);
    reserve(znzEnd, bpcEnd);
    System.arraycopy(encoding.znz(), 0, znz, 0, znzEnd);
    System.arraycopy(encoding.bpc(), 0, bpc, 0, bpcEnd);
    for (int i = 0; i < chunks; i++) {
      nonZeros[i] = encoding.nonZeros(i);
      znzStart[i] = encoding.znzStart(i);
      znzBits[i] = encoding.znzBits(i);
      znzBytes[i] = encoding.znzBytes(i);
      bpcStart[i] = encoding.bpcStart(i);
      bpcBits[i] = encoding.bpcBits(i);
      bpcBytes[i] = encoding.bpcBytes(i);
    }
  }

  void reserve(int znzRoom, int bpcRoom) {
    if (znz.length < znzRoom + Chunks.SLACK) {
      znz = Arrays.copyOf(znz, znzRoom + Chunks.SLACK);
    }
    if (bpc.length < bpcRoom + Chunks.SLACK) {
      bpc = Arrays.copyOf(bpc, bpcRoom + Chunks.SLACK);
    }
  }

  /** Decodes the streams into the words. */
  boolean decode(ChunkCoder coder, Coder.Scratch scratch) {
    boolean good = coder.decodeChunks(decoding(), scratch);
    for (int i = 0; i < chunks; i++) {
      counted[i] = decoding.nonZeros(i);
    }
    return good;
  }

  Optional<EbpcException> firstError() {
    return Diagnosis.firstError(decoding());
  }

  private DecodingBatch decoding() {
    int znzEnd = 0;
    int bpcEnd = 0;
    for (int i = 0; i < chunks; i++) {
      znzEnd = Math.max(znzEnd, znzStart[i] + znzBytes[i]);
      bpcEnd = Math.max(bpcEnd, bpcStart[i] + bpcBytes[i]);
    }
    decoding.begin(parameters, format, words, false).reserve(znzEnd, bpcEnd);
    fill(znz, decoding.znz(), znzEnd);
    fill(bpc, decoding.bpc(), bpcEnd);
    for (int i = 0; i < chunks; i++) {
      decoding.add(
          wordOffset[i],
          wordCount[i],
          nonZeros[i],
          znzStart[i],
          znzBytes[i],
          bpcStart[i],
          bpcBytes[i]);
    }
    return decoding;
  }

  /** The streams, and whatever comes after them in the test's array. */
  private static void fill(byte[] from, byte[] to, int end) {
    System.arraycopy(from, 0, to, 0, Math.min(from.length, Math.min(to.length, end + 64)));
  }

  byte[] znzOf(int i) {
    return Arrays.copyOfRange(znz, znzStart[i], znzStart[i] + (znzBits[i] + 7) / 8);
  }

  byte[] bpcOf(int i) {
    return Arrays.copyOfRange(bpc, bpcStart[i], bpcStart[i] + (bpcBits[i] + 7) / 8);
  }

  /** Streams of the only chunk, its non-zero words not counted yet. */
  void putStreams(byte[] znzStream, byte[] bpcStream) {
    reserve(znzStream.length, bpcStream.length);
    System.arraycopy(znzStream, 0, znz, 0, znzStream.length);
    System.arraycopy(bpcStream, 0, bpc, 0, bpcStream.length);
    znzBytes[0] = znzStream.length;
    bpcBytes[0] = bpcStream.length;
    nonZeros[0] = DecodingBatch.UNKNOWN;
  }

  /** Damages the streams or the declarations of the only chunk, or leaves them as they are. */
  void mutate(Random random) {
    // What comes after the streams must not matter.
    fillWithNoise(znz, znzBytes[0], random);
    fillWithNoise(bpc, bpcBytes[0], random);
    for (int hits = random.nextInt(4); hits > 0; hits--) {
      boolean inZnz = bpcBytes[0] == 0 || random.nextInt(4) == 0;
      byte[] stream = inZnz ? znz : bpc;
      int length = inZnz ? znzBytes[0] : bpcBytes[0];
      stream[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
    }
    switch (random.nextInt(12)) {
      case 0 -> znzBytes[0] = random.nextInt(znzBytes[0] + 2);
      case 1 -> bpcBytes[0] = random.nextInt(bpcBytes[0] + 2);
      case 2 -> nonZeros[0] = DecodingBatch.UNKNOWN;
      case 3 -> nonZeros[0] = Math.max(0, nonZeros[0] + random.nextInt(3) - 1);
      case 4 -> fillWithNoise(bpc, 0, random);
      case 5 -> fillWithNoise(znz, 0, random);
      default -> {}
    }
  }

  private static void fillWithNoise(byte[] bytes, int from, Random random) {
    for (int i = from; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextInt();
    }
  }

  /** The first bits of a stream as text. */
  static String bits(byte[] stream, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(stream[i >>> 3] >>> (7 - (i & 7)) & 1);
    }
    return text.toString();
  }
}
