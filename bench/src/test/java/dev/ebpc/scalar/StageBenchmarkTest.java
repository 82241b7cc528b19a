package dev.ebpc.scalar;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class StageBenchmarkTest {

  @Test
  void stagesUndoEachOther() throws IOException {
    StageBenchmark stages = new StageBenchmark();
    stages.open();
    assertFalse(stages.restores(), "nothing is parsed yet");
    assertTrue(stages.zeroCompaction() > 0);
    assertTrue(stages.znzCoding() > 0);
    assertTrue(stages.blockCoding() > 0);
    assertTrue(stages.znzParsing() > 0);
    assertTrue(stages.blockDecoding());
    assertTrue(stages.restores());
  }

  @Test
  void stagesCanBeRepeated() throws IOException {
    StageBenchmark stages = new StageBenchmark();
    stages.open();
    for (int i = 0; i < 3; i++) {
      stages.zeroCompaction();
      stages.znzCoding();
      stages.bitPlaneTransposition();
      stages.symbolCoding();
      stages.blockCoding();
      stages.znzParsing();
      stages.blockDecoding();
      stages.inversePlanes();
      stages.expansion();
      assertTrue(stages.restores());
    }
  }
}
