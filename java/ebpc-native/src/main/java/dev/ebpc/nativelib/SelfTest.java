package dev.ebpc.nativelib;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.Coder;
import dev.ebpc.hardware.ChunkCoder;
import dev.ebpc.hardware.DecodingBatch;
import dev.ebpc.hardware.EncodingBatch;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;

/** Codes the worked example of the format and decodes it, before anybody relies on a library. */
final class SelfTest {
  private static final CodeParameters CODE = CodeParameters.ofWordBits(8);
  private static final byte[] WORDS = {5, 0, 0, 7, 9, 0, 8, 8, 3, 0, 0, 0, 0, 4, 12};
  private static final byte[] ZNZ = HexFormat.of().parseHex("87071e");
  private static final byte[] BPC = HexFormat.of().parseHex("0596e2e4851e28");

  private SelfTest() {}

  /**
   * Tests a coder.
   *
   * @throws IllegalStateException if it does not do what the format says
   */
  static void run(ChunkCoder coder) {
    Coder.Scratch scratch = coder.newScratch();
    EncodingBatch coded =
        new EncodingBatch()
            .begin(CODE, NumberFormat.INT8, MemorySegment.ofArray(WORDS))
            .add(0, WORDS.length)
            .reserve();
    coder.encodeChunks(coded, scratch);
    require(Arrays.equals(coded.znzOf(0), ZNZ) && Arrays.equals(coded.bpcOf(0), BPC), "encoder");

    byte[] words = new byte[WORDS.length];
    Arrays.fill(words, (byte) 0x5A);
    boolean accepted = coder.decodeChunks(batch(words, BPC), scratch);
    require(accepted && Arrays.equals(words, WORDS), "decoder");
    byte[] cut = Arrays.copyOf(BPC, BPC.length - 1);
    require(!coder.decodeChunks(batch(words, cut), scratch), "check of streams");
  }

  private static DecodingBatch batch(byte[] words, byte[] bpc) {
    return new DecodingBatch()
        .begin(CODE, NumberFormat.INT8, MemorySegment.ofArray(words), false)
        .addOnly(words.length, ZNZ, bpc);
  }

  private static void require(boolean passed, String part) {
    if (!passed) {
      throw new IllegalStateException("the library failed its self-test: " + part);
    }
  }
}
