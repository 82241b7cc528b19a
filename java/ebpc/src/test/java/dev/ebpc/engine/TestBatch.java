package dev.ebpc.engine;

import dev.ebpc.code.CodeParameters;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Makes batches out of words, and turns encoded batches into input for a decoder. */
final class TestBatch {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private TestBatch() {}

  /** One chunk per array of words, in the smallest containers, zero-extended. */
  static ChunkBatch of(CodeParameters parameters, int[]... chunks) {
    ChunkBatch batch = new ChunkBatch(chunks.length);
    batch.parameters = parameters;
    batch.format = EngineBehaviour.formatOf(parameters.wordBits());
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

  /** Byte lengths from bit lengths, as a frame's directory would say them. */
  static void turnAround(ChunkBatch batch) {
    for (int i = 0; i < batch.chunks; i++) {
      batch.znzBytes[i] = (batch.znzBits[i] + 7) / 8;
      batch.bpcBytes[i] = (batch.bpcBits[i] + 7) / 8;
    }
  }

  /** Streams of the only chunk, its non-zero words not counted yet. */
  static void putStreams(ChunkBatch batch, byte[] znz, byte[] bpc) {
    batch.reserve(znz.length, bpc.length);
    System.arraycopy(znz, 0, batch.znz, 0, znz.length);
    System.arraycopy(bpc, 0, batch.bpc, 0, bpc.length);
    batch.znzBytes[0] = znz.length;
    batch.bpcBytes[0] = bpc.length;
    batch.nonZeros[0] = ChunkBatch.UNKNOWN;
  }

  /** Damages the streams or the declarations of the only chunk, or leaves them as they are. */
  static void mutate(ChunkBatch batch, Random random) {
    // What lies behind the streams must not matter.
    fillWithNoise(batch.znz, batch.znzBytes[0], random);
    fillWithNoise(batch.bpc, batch.bpcBytes[0], random);
    for (int hits = random.nextInt(4); hits > 0; hits--) {
      boolean inZnz = batch.bpcBytes[0] == 0 || random.nextInt(4) == 0;
      byte[] stream = inZnz ? batch.znz : batch.bpc;
      int length = inZnz ? batch.znzBytes[0] : batch.bpcBytes[0];
      stream[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
    }
    switch (random.nextInt(12)) {
      case 0 -> batch.znzBytes[0] = random.nextInt(batch.znzBytes[0] + 2);
      case 1 -> batch.bpcBytes[0] = random.nextInt(batch.bpcBytes[0] + 2);
      case 2 -> batch.nonZeros[0] = ChunkBatch.UNKNOWN;
      case 3 -> batch.nonZeros[0] = Math.max(0, batch.nonZeros[0] + random.nextInt(3) - 1);
      case 4 -> fillWithNoise(batch.bpc, 0, random);
      case 5 -> fillWithNoise(batch.znz, 0, random);
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
