package dev.ebpc.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.Profile;
import dev.ebpc.scalar.ScalarProvider;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void plainJavaNeedsNoServiceFile() {
    List<EngineStatus> none = Engines.probeAll(Collections.emptyIterator());
    assertEquals(List.of("scalar"), none.stream().map(EngineStatus::name).toList());
    assertTrue(none.getFirst().engine().isPresent());
  }

  @Test
  void plainJavaIsThereOnce() {
    assertEquals(
        1, Engines.probeAll(List.<EngineProvider>of(new ScalarProvider()).iterator()).size());
  }

  /** Jars unzipped into one folder, where the last service file wins, as a program finds them. */
  @Test
  void aServiceFileThatNamesMissingClassesIsAReason(@TempDir Path folder) throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(EngineProvider.class.getName()),
        "no.such.Provider\n" + EnginesTest.class.getName() + "\n");
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      List<EngineStatus> all =
          Engines.probeAll(ServiceLoader.load(EngineProvider.class, loader).iterator());
      assertEquals("scalar", all.getFirst().name());
      String reasons = all.stream().map(EngineStatus::reason).toList().toString();
      assertTrue(reasons.contains("no.such.Provider"), reasons);
      assertTrue(reasons.contains("EnginesTest not a subtype"), reasons);
    }
  }

  @Test
  void aProviderThatThrowsOrSaysNothingIsAReason() {
    List<EngineStatus> all =
        Engines.probeAll(
            List.of(
                    provider("silent", () -> null),
                    provider(
                        "absent",
                        () -> {
                          throw new NoClassDefFoundError("no.such.Class");
                        }),
                    provider(
                        "angry",
                        () -> {
                          throw new IllegalStateException("no");
                        }))
                .iterator());
    assertEquals(
        List.of("scalar", "silent", "absent", "angry"),
        all.stream().map(EngineStatus::name).toList());
    assertEquals("no.such.Class", all.get(2).reason());
    assertEquals(1, all.stream().filter(status -> status.engine().isPresent()).count());
  }

  /** As a class path that cannot be read would make it. */
  @Test
  void aSearchThatNeverGetsOnEnds() {
    Iterator<EngineProvider> stuck =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            throw new ServiceConfigurationError("cannot be read");
          }

          @Override
          public EngineProvider next() {
            throw new NoSuchElementException();
          }
        };
    assertEquals(
        List.of("plain Java, always there", "cannot be read"),
        Engines.probeAll(stuck).stream().map(EngineStatus::reason).toList());
  }

  private static EngineProvider provider(String name, Supplier<EngineStatus> probe) {
    return new EngineProvider() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public EngineStatus probe() {
        return probe.get();
      }
    };
  }
}
