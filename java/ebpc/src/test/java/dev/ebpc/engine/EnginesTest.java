package dev.ebpc.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnginesTest {

  @Test
  void scalarIsAlwaysThereAndSaysWhy() {
    EngineStatus scalar =
        Engines.all().stream().filter(s -> s.name().equals("scalar")).findFirst().orElseThrow();
    assertTrue(scalar.engine().isPresent());
    assertEquals("plain Java, always there", scalar.reason());
  }

  @Test
  void autoIsTheBestThatRunsHere() {
    assertEquals(Engines.available().get(0).name(), Engines.named("auto").name());
    assertSame(Engines.auto(), Engines.named("auto"));
  }

  @Test
  void enginesStandOnALadderAndTheUnavailableAtItsFoot() {
    List<Integer> ranks = Engines.all().stream().map(EngineStatus::rank).toList();
    assertEquals(ranks.stream().sorted(Comparator.reverseOrder()).toList(), ranks);
    for (EngineStatus status : Engines.all()) {
      assertEquals(status.engine().isEmpty(), status.rank() == EngineStatus.NO_RANK);
    }
  }

  @Test
  void thePropertyForcesAnEngine() {
    System.setProperty(Engines.PROPERTY, "scalar");
    try {
      assertEquals("scalar", Engines.auto().name());
      System.setProperty(Engines.PROPERTY, "abacus");
      assertThrows(IllegalArgumentException.class, Engines::auto);
    } finally {
      System.clearProperty(Engines.PROPERTY);
    }
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Engines.named("abacus"));
    assertTrue(refusal.getMessage().contains("scalar"), refusal.getMessage());
  }
}
