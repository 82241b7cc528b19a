package dev.ebpc.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.Profile;
import dev.ebpc.engine.EngineStatus;
import dev.ebpc.engine.Engines;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Run by a JVM that was started without the incubator module. */
@Tag("no-incubator")
class WithoutIncubatorTest {

  @Test
  void scalarIsChosenAndTheReasonNamesTheFlag() {
    assertTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty());
    assertEquals("scalar", Engines.auto().coder(Profile.HARDWARE).orElseThrow().engine());
    EngineStatus status =
        Engines.all().stream().filter(found -> found.name().equals("vector")).findFirst().get();
    assertTrue(status.engine().isEmpty());
    assertTrue(status.reason().contains("--add-modules jdk.incubator.vector"), status.reason());
  }
}
