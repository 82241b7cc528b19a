package dev.ebpc.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Profile;
import dev.ebpc.engine.Coder;
import dev.ebpc.hardware.ChunkCoder;
import dev.ebpc.hardware.EncodingBatch;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bound of a frame's length is never passed, and reached by the worst words. */
class FrameBoundTest {

  /** Words that fill their containers, or nearly: noise without zeros is kept raw. */
  @ParameterizedTest
  @CsvSource({
    "INT8, 8, 8, 1", "INT8, 8, 8, 7", "UINT8, 8, 4, 4096", "INT16, 16, 8, 8193",
    "FLOAT16, 16, 64, 4096", "INT32, 32, 16, 1", "FLOAT32, 32, 8, 65536", "INT16, 15, 8, 100"
  })
  void noiseReachesIt(NumberFormat format, int wordBits, int block, int chunkWords)
      throws IOException {
    Random random = new Random(chunkWords);
    CodeParameters code = new CodeParameters(wordBits, block, 16);
    byte[] noise = new byte[70_001 * format.containerBytes()];
    for (int i = 0; i < 70_001; i++) {
      put(noise, format, i, random.nextInt() | 1, wordBits);
    }
    assertReached(format, code, chunkWords, noise, 70_001);
  }

  /** Narrow words can never be raw: the worst are blocks whose every plane takes most bits. */
  @ParameterizedTest
  @CsvSource({
    "FIXED12, 12, 8, 4096",
    "FIXED12, 12, 8, 8",
    "UINT8, 5, 8, 64",
    "INT16, 9, 16, 48",
    "INT32, 20, 16, 4096",
    "UINT32, 17, 64, 640"
  })
  void worstBlocksReachItWhereWordsAreNarrow(
      NumberFormat format, int wordBits, int block, int chunkWords) throws IOException {
    CodeParameters code = new CodeParameters(wordBits, block, 2);
    int words = 20 * chunkWords;
    byte[] worst = new byte[words * format.containerBytes()];
    Random random = new Random(block);
    for (int at = 0; at < words; at += chunkWords) {
      putWorstChunk(worst, at, chunkWords, format, code, random);
    }
    assertReached(format, code, chunkWords, worst, words);
  }

  /** Long fields for zero runs and few bits for words: the worst has zeros in it. */
  @ParameterizedTest
  @CsvSource({"2, 4, 256", "2, 8, 256", "3, 8, 256", "4, 64, 128", "2, 8, 2"})
  void zerosAmongNarrowWordsDoNotPassIt(int wordBits, int block, int run) throws IOException {
    CodeParameters code = new CodeParameters(wordBits, block, run);
    Random random = new Random(run);
    for (int round = 0; round < 200; round++) {
      int words = 1 + random.nextInt(300);
      int every = 1 + random.nextInt(4);
      byte[] data = new byte[4 * words];
      for (int i = 0; i < words; i++) {
        put(data, NumberFormat.UINT32, i, i % every == 0 ? random.nextInt() : 0, wordBits);
      }
      FrameHeader header = TestFrames.header(NumberFormat.UINT32, code, 97).words(words).build();
      byte[] frame = TestFrames.write(header, data, TestFrames.SCALAR);
      assertTrue(frame.length <= header.maxFrameBytes());
    }
  }

  private static void assertReached(
      NumberFormat format, CodeParameters code, int chunkWords, byte[] data, int words)
      throws IOException {
    FrameHeader header =
        TestFrames.header(format, code, chunkWords)
            .shape(words)
            .name("worst")
            .index(chunkWords > 8)
            .build();
    assertEquals(header.maxFrameBytes(), TestFrames.write(header, data, TestFrames.SCALAR).length);
  }

  /**
   * A chunk of worst blocks. In place of words that the last block has by padding as well there are
   * lone zeros, as many as fill one more byte of ZNZ: each takes two bits there and not one.
   */
  private static void putWorstChunk(
      byte[] data, int at, int words, NumberFormat format, CodeParameters code, Random random) {
    int mostZnzBytes = (words + code.blockSize() - 1 + 7) / 8;
    int zeros = 8 * (mostZnzBytes - 1) + 1 - words;
    int[] dense = new int[words - zeros];
    for (int from = 0; from < dense.length; from += code.blockSize()) {
      int to = Math.min(dense.length, from + code.blockSize());
      fillWorstBlock(dense, from, to, code, random);
    }
    int next = 0;
    for (int i = 0; i < words; i++) {
      boolean zero = i < 2 * zeros && i % 2 == 0;
      put(data, format, at + i, zero ? 0 : dense[next++], code.wordBits());
    }
  }

  /** Tries random blocks without zeros until every plane takes a longest symbol. */
  private static void fillWorstBlock(
      int[] dense, int from, int to, CodeParameters code, Random random) {
    ChunkCoder coder = (ChunkCoder) TestFrames.scalar().coder(Profile.HARDWARE).orElseThrow();
    Coder.Scratch scratch = coder.newScratch();
    EncodingBatch batch =
        new EncodingBatch()
            .begin(code, NumberFormat.UINT32, MemorySegment.ofArray(dense))
            .add(4L * from, to - from)
            .reserve();
    do {
      for (int i = from; i < to; i++) {
        dense[i] = random.nextInt() >>> (32 - code.wordBits());
      }
      coder.encodeChunks(batch, scratch);
    } while (batch.bpcBits(0) < code.maxBlockBits() || batch.nonZeros(0) < to - from);
  }

  private static void put(byte[] data, NumberFormat format, int index, int value, int wordBits) {
    int unused = 32 - wordBits;
    int word = format.signed() ? value << unused >> unused : value << unused >>> unused;
    for (int i = 0; i < format.containerBytes(); i++) {
      data[index * format.containerBytes() + i] = (byte) (word >> (8 * i));
    }
  }
}
