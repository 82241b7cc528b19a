package dev.ebpc.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.Profile;
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
  void autoHasTheBestCoderOfEachProfile() {
    assertSame(Engines.auto(), Engines.named("auto"));
    for (CoderStatus plain : Engines.named("scalar").coders()) {
      Coder chosen = Engines.auto().coder(plain.profile()).orElseThrow();
      for (Engine engine : Engines.available()) {
        engine
            .coder(plain.profile())
            .ifPresent(coder -> assertTrue(coder.rank() <= chosen.rank(), coder.engine()));
      }
    }
  }

  @Test
  void enginesStandOnALadderAndTheUnavailableAtItsFoot() {
    boolean unavailable = false;
    for (EngineStatus status : Engines.all()) {
      assertTrue(!unavailable || status.engine().isEmpty(), status.name());
      unavailable = status.engine().isEmpty();
    }
    assertEquals(0, Engines.named("scalar").coder(Profile.HARDWARE).orElseThrow().rank());
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
