package dev.ebpc.hardware;

import dev.ebpc.code.BitWriter;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.engine.TestWords;
import java.util.Random;

/**
 * Inputs for {@link HardwareDifference}: batches of 1 to 40 chunks, most of them small, under
 * parameters that have kernels and others; and what may become of their streams on the way.
 */
final class RandomInput {
  static final int MOST_CHUNKS = 40;
  private static final int[][] FAST = {{8, 8}, {16, 8}, {16, 16}, {32, 16}, {32, 8}};

  private final Random random;

  RandomInput(Random random) {
    this.random = random;
  }

  /** Parameters: three of four times such as engines have kernels for. */
  CodeParameters parameters() {
    if (random.nextInt(4) == 0) {
      return new CodeParameters(
          2 + random.nextInt(31), 4 << random.nextInt(5), 2 << random.nextInt(8));
    }
    int[] fast = FAST[random.nextInt(FAST.length)];
    int maxZeroRun = random.nextInt(8) == 0 ? 2 << random.nextInt(8) : 16;
    return new CodeParameters(fast[0], fast[1], maxZeroRun);
  }

  /** Words of every chunk of a batch. */
  int[][] words(int wordBits) {
    int[][] chunks = new int[chunks()][];
    for (int chunk = 0; chunk < chunks.length; chunk++) {
      chunks[chunk] = TestWords.any(random).make(random, wordCount(), wordBits);
    }
    return chunks;
  }

  private int chunks() {
    return 1
        + switch (random.nextInt(16)) {
          case 0 -> random.nextInt(MOST_CHUNKS);
          case 1, 2, 3 -> random.nextInt(12);
          default -> random.nextInt(3);
        };
  }

  private int wordCount() {
    return 1
        + switch (random.nextInt(256)) {
          case 0 -> random.nextInt(10_000);
          case 1, 2, 3, 4, 5, 6, 7 -> random.nextInt(600);
          default -> random.nextInt(random.nextInt(4) == 0 ? 130 : 24);
        };
  }

  /**
   * Damages the streams or the declarations of one chunk, replaces its streams, or leaves all as it
   * is.
   *
   * @param batch streams to be decoded, with {@link Chunks#SLACK} bytes to spare
   */
  void damage(TestBatch batch) {
    int chunk = random.nextInt(batch.chunks);
    for (int i = 0; i < batch.chunks; i++) {
      if (random.nextInt(8) == 0) {
        batch.nonZeros[i] = DecodingBatch.UNKNOWN;
      }
    }
    switch (random.nextInt(16)) {
      case 0 -> noise(batch.znz, batch.znzStart[chunk], batch.znzBytes[chunk]);
      case 1, 2 -> noise(batch.bpc, batch.bpcStart[chunk], batch.bpcBytes[chunk]);
      case 3 -> batch.znzBytes[chunk] += random.nextInt(3) - 1;
      case 4 -> batch.bpcBytes[chunk] = Math.max(0, batch.bpcBytes[chunk] + random.nextInt(3) - 1);
      case 5 -> batch.nonZeros[chunk] = random.nextInt(batch.wordCount[chunk] + 2) - 1;
      case 6, 7, 8 -> replaceBlocks(batch, chunk);
      case 9, 10, 11 -> flipBits(batch, chunk);
      default -> {}
    }
  }

  private void noise(byte[] stream, int from, int length) {
    for (int i = from; i < from + length; i++) {
      stream[i] = (byte) random.nextInt();
    }
  }

  private void flipBits(TestBatch batch, int chunk) {
    for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
      boolean inZnz = batch.bpcBytes[chunk] == 0 || random.nextInt(4) == 0;
      byte[] stream = inZnz ? batch.znz : batch.bpc;
      int from = inZnz ? batch.znzStart[chunk] : batch.bpcStart[chunk];
      int length = inZnz ? batch.znzBytes[chunk] : batch.bpcBytes[chunk];
      stream[from + random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
    }
  }

  /** Puts other blocks at the end of all BPC streams: any symbols, most of them in range. */
  private void replaceBlocks(TestBatch batch, int chunk) {
    CodeParameters code = batch.parameters;
    int blocks = (int) code.blocks(Math.max(0, batch.nonZeros[chunk]));
    int last = batch.chunks - 1;
    int start = batch.bpcStart[last] + batch.bpcBytes[last];
    int room = (int) ((code.maxBlockBits() + 64L) * blocks / 8);
    if (start + room + 2 * Chunks.SLACK > batch.bpc.length) {
      return;
    }
    BitWriter out = new BitWriter();
    out.begin(batch.bpc, start);
    // Now and then one symbol is out of range.
    boolean wild = random.nextInt(4) == 0;
    for (int block = 0; block < blocks; block++) {
      putBlock(code, wild && random.nextInt(4 + blocks) == 0, out);
    }
    batch.bpcStart[chunk] = start;
    batch.bpcBytes[chunk] = (out.length() + 7) / 8;
    out.end();
  }

  private void putBlock(CodeParameters code, boolean wild, BitWriter out) {
    int planes = code.planes();
    int positionBits = code.positionBits();
    putRandom(code.wordBits(), out);
    int plane = 0;
    while (plane < planes) {
      int left = planes - plane;
      switch (random.nextInt(8)) {
        case 0 -> out.put(random.nextInt(2), 5);
        case 1 -> out.put(0b01, 2);
        case 2 -> {
          int run = 2 + random.nextInt(wild ? planes : Math.max(1, left - 1));
          int most = Math.min(run, (1 << code.planeRunBits()) + 1);
          if (most <= left || wild) {
            out.put((1L << code.planeRunBits()) | (most - 2), 3 + code.planeRunBits());
            plane += most - 1;
          } else {
            out.put(0b01, 2);
          }
        }
        case 3, 4 -> {
          int ones = 1 + random.nextInt(2);
          int positions = wild ? code.blockSize() : code.blockSize() - ones;
          out.put(4 - ones, 5);
          out.put(random.nextInt(positions), positionBits);
        }
        default -> {
          out.put(1, 1);
          putRandom(code.blockSize() - 1, out);
        }
      }
      plane++;
    }
  }

  private void putRandom(int length, BitWriter out) {
    out.put(random.nextLong() >>> (64 - length), length);
  }
}
