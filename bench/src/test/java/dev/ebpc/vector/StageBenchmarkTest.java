package dev.ebpc.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("incubator")
class StageBenchmarkTest {

  @Test
  void stagesGiveTheEnginesStreams() throws IOException {
    StageBenchmark stages = new StageBenchmark();
    stages.open();
    assertTrue(stages.zeroCompaction() > 0);
    assertEquals(stages.streamBits()[0], stages.znzCoding());
    assertEquals(stages.streamBits()[1], stages.blockCoding());
    assertEquals(stages.streamBits()[1], stages.packing());
  }

  @Test
  void stagesUndoEachOther() throws IOException {
    StageBenchmark stages = new StageBenchmark();
    stages.open();
    assertFalse(stages.restores(), "no block is decoded yet");
    for (int i = 0; i < 3; i++) {
      stages.zeroCompaction();
      stages.znzCoding();
      stages.bitPlaneTransposition();
      stages.symbolCoding();
      stages.packing();
      stages.blockCoding();
      assertTrue(stages.znzParsing());
      assertTrue(stages.blockParsing() > 0);
      assertTrue(stages.inverse());
      stages.expansion();
      assertTrue(stages.restores());
    }
  }
}
