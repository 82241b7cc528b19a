package dev.ebpc.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.CodeParameters;
import org.junit.jupiter.api.Test;

class ChosenEngineTest {

  /** Counts what it is given. */
  private static final class Counting implements Engine {
    int encoded;
    int decoded;

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public String description() {
      return "test";
    }

    @Override
    public int fewestBytes() {
      return 100;
    }

    @Override
    public Scratch newScratch() {
      return new Scratch() {};
    }

    @Override
    public void encodeChunks(ChunkBatch batch, Scratch scratch) {
      encoded++;
    }

    @Override
    public boolean decodeChunks(ChunkBatch batch, Scratch scratch) {
      decoded++;
      return true;
    }
  }

  @Test
  void theWordsOfAllChunksDecide() {
    Counting best = new Counting();
    Counting plain = new Counting();
    Engine chosen = new ChosenEngine(best, plain);
    assertEquals("counting", chosen.name());
    Engine.Scratch scratch = chosen.newScratch();
    CodeParameters wide = CodeParameters.ofWordBits(16);
    ChunkBatch small = TestBatch.of(wide, new int[24], new int[25]); // 98 bytes
    ChunkBatch large = TestBatch.of(wide, new int[25], new int[25]);
    chosen.encodeChunks(small, scratch);
    assertTrue(chosen.decodeChunks(small, scratch));
    assertEquals(2, plain.encoded + plain.decoded);
    assertEquals(0, best.encoded + best.decoded);
    chosen.encodeChunks(large, scratch);
    assertTrue(chosen.decodeChunks(large, scratch));
    assertEquals(2, plain.encoded + plain.decoded);
    assertEquals(2, best.encoded + best.decoded);
  }
}
