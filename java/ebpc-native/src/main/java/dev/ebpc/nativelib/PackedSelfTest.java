package dev.ebpc.nativelib;

import dev.ebpc.engine.Coder;
import dev.ebpc.packed.BatchHead;
import dev.ebpc.packed.PackedCoder;
import dev.ebpc.packed.PackedException;
import dev.ebpc.packed.PackedFormat;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;

/** Codes the worked example of the packed profile and decodes it, as {@link SelfTest} does. */
final class PackedSelfTest {
  private static final PackedFormat INT8 = new PackedFormat(1, 8, true, false);
  private static final int ROW = 16;
  private static final int WORDS = 8 * ROW;
  private static final byte[] CODED =
      HexFormat.of()
          .parseHex(
              "0e00001000004100000600001900000200005264"
                  + "87a932c35499e12a4e729526384a931c4b921ca5"
                  + "c90e0159049b0328f00f1010");

  private PackedSelfTest() {}

  /**
   * Tests a coder.
   *
   * @throws IllegalStateException if it does not do what the format says
   */
  static void run(PackedCoder coder) {
    Coder.Scratch scratch = coder.newScratch();
    byte[] words = words();
    byte[] out = new byte[PackedFormat.room(WORDS)];
    int bytes = coder.encode(INT8, MemorySegment.ofArray(words), 0, WORDS, ROW, out, scratch);
    require(Arrays.equals(out, 0, bytes, CODED, 0, CODED.length), "encoder");

    byte[] back = new byte[WORDS];
    require(decode(coder, CODED, back, scratch) && Arrays.equals(words, back), "decoder");
    byte[] otherFlags = CODED.clone();
    otherFlags[CODED.length - 1] ^= 1;
    require(!decode(coder, otherFlags, back, scratch), "check of batches");
  }

  private static byte[] words() {
    byte[] words = new byte[WORDS];
    for (int i = 0; i < WORDS; i++) {
      int row = i / ROW;
      int column = i % ROW;
      words[i] = (byte) (column < 4 || column > 11 ? 0 : 1 + (row + column) % 7);
    }
    words[3 * ROW + 5] = 90;
    words[5 * ROW + 12] = 2;
    return words;
  }

  private static boolean decode(
      PackedCoder coder, byte[] batch, byte[] words, Coder.Scratch scratch) {
    try {
      BatchHead head = new BatchHead();
      int headBytes = BatchHead.bytes(batch[0], INT8);
      head.read(batch, 0, INT8, WORDS);
      int end = batch.length + PackedFormat.SLACK;
      byte[] payload = Arrays.copyOfRange(batch, headBytes, end);
      return coder.decode(INT8, head, WORDS, payload, MemorySegment.ofArray(words), 0, scratch);
    } catch (PackedException impossible) {
      throw new AssertionError("the example of the format has a wrong head", impossible);
    }
  }

  private static void require(boolean passed, String part) {
    if (!passed) {
      throw new IllegalStateException("the library failed its self-test: packed " + part);
    }
  }
}
