package dev.ebpc.nativelib;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.engine.Engine;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;

/** Codes the worked example of the format and decodes it, before anybody relies on a library. */
final class SelfTest {
  private static final byte[] WORDS = {5, 0, 0, 7, 9, 0, 8, 8, 3, 0, 0, 0, 0, 4, 12};
  private static final byte[] ZNZ = HexFormat.of().parseHex("87071e");
  private static final byte[] BPC = HexFormat.of().parseHex("0596e2e4851e28");

  private SelfTest() {}

  /**
   * Tests an engine.
   *
   * @throws IllegalStateException if it does not do what the format says
   */
  static void run(Engine engine) {
    byte[] words = WORDS.clone();
    ChunkBatch batch = new ChunkBatch(1);
    batch.parameters = CodeParameters.ofWordBits(8);
    batch.format = NumberFormat.INT8;
    batch.chunks = 1;
    batch.words = MemorySegment.ofArray(words);
    batch.wordCount[0] = words.length;
    batch.reserveForEncoding();
    Engine.Scratch scratch = engine.newScratch();
    engine.encodeChunks(batch, scratch);
    require(Arrays.equals(batch.znzOf(0), ZNZ) && Arrays.equals(batch.bpcOf(0), BPC), "encoder");

    batch.znzBytes[0] = ZNZ.length;
    batch.bpcBytes[0] = BPC.length;
    Arrays.fill(words, (byte) 0x5A);
    boolean accepted = engine.decodeChunks(batch, scratch);
    require(accepted && Arrays.equals(words, WORDS), "decoder");
    batch.bpcBytes[0]--;
    require(!engine.decodeChunks(batch, scratch), "check of streams");
  }

  private static void require(boolean passed, String part) {
    if (!passed) {
      throw new IllegalStateException("the library failed its self-test: " + part);
    }
  }
}
