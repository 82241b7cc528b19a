package dev.ebpc.tools.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ebpc.tools.Run;
import org.junit.jupiter.api.Test;

class DemoTest {

  @Test
  void everyMapIsCompressedVerifiedAndCompared() {
    Run run = Run.of("demo", "--json");
    assertEquals(0, run.exitCode(), run.err());
    JsonNode document = run.json();
    assertEquals(14, document.get("maps").size());
    for (JsonNode map : document.get("maps")) {
      assertEquals(0, map.get("problems").size());
      assertTrue(map.get("streamBits").asLong() < map.get("zvcBits").asLong());
    }
    // conv1 of SqueezeNet 1.1, counted by the scripts of the published evaluation.
    JsonNode first = document.get("maps").get(0);
    assertEquals(3_354_536, first.get("zvcBits").asLong());
    assertEquals(3_331_318, first.get("zeroRleBits").asLong());
    assertEquals(751_049 + 1_327_476, first.get("streamBits").asLong());
    assertTrue(document.get("total").get("encodeGBps").asDouble() > 0);
  }
}
