package dev.ebpc.nativelib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.Profile;
import dev.ebpc.engine.Coder;
import dev.ebpc.engine.EngineStatus;
import dev.ebpc.engine.Engines;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the engine when its library is not there, not right, or wanted twice. */
class NativeLoadingTest {

  @TempDir Path directory;

  @Test
  void theSwitchTurnsItOff() {
    assertRefused(Map.of(LibraryFile.SWITCH, "off"), "switched off");
  }

  @Test
  void otherWordsForTheSwitchAreRefused() {
    assertRefused(Map.of(LibraryFile.SWITCH, "no"), "on or off, found no");
  }

  @Test
  void aTemporaryDirectoryThatIsNotThereIsNamed() {
    String missing = directory.resolve("nowhere").toString();
    assertRefused(Map.of(LibraryFile.TMPDIR, missing), missing);
    assertFalse(Files.exists(directory.resolve("nowhere")));
  }

  @Test
  void theTemporaryDirectoryIsTakenEveryTimeAndLeftEmpty() throws IOException {
    assumeThere();
    assertRefused(Map.of(LibraryFile.TMPDIR, "/proc"), "/proc");
    assertTrue(probe(Map.of(LibraryFile.TMPDIR, directory.toString())).engine().isPresent());
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(
          List.of(), left.filter(f -> f.getFileName().toString().startsWith("ebpc")).toList());
    }
  }

  @Test
  void aMissingFileIsNamed() {
    String missing = directory.resolve("nowhere.so").toString();
    assertRefused(Map.of(LibraryFile.PATH, missing), missing);
  }

  @Test
  void aBrokenFileIsRefused() throws IOException {
    Path broken = Files.writeString(directory.resolve("libbroken.so"), "no library");
    assertRefused(Map.of(LibraryFile.PATH, broken.toString()), "libbroken.so");
  }

  @Test
  void aLibraryWithoutTheFunctionsIsRefused() throws Exception {
    Path stranger = compile("libstranger.so", "int stranger(void) { return 1; }");
    assertRefused(Map.of(LibraryFile.PATH, stranger.toString()), "ebpc_abi");
  }

  @Test
  void anotherVersionIsRefused() throws Exception {
    Path old = compile("libold.so", "int ebpc_abi(void) { return 99; }");
    assertRefused(Map.of(LibraryFile.PATH, old.toString()), "version 99");
  }

  @Test
  void anUnknownPathIsAnError() {
    assumeThere();
    assertRefused(Map.of(NativeCalls.CPU, "abacus"), "abacus");
    assertRefused(Map.of(NativeCalls.CPU, "best"), "best");
  }

  /** Every path is there or says why not, and stands above or below plain Java accordingly. */
  @ParameterizedTest
  @ValueSource(strings = {"portable", "neon", "avx2", "avx512"})
  void thePathCanBeForced(String path) {
    assumeThere();
    EngineStatus status = probe(Map.of(NativeCalls.CPU, path));
    assertTrue(status.reason().contains(path + " kernels"), status.reason());
    boolean portable = path.equals("portable");
    if (status.engine().isPresent()) {
      Coder coder = status.engine().get().coder(Profile.HARDWARE).orElseThrow();
      assertEquals(portable, coder.rank() < Coder.SCALAR_RANK);
      assertEquals(portable, status.reason().contains("slower than plain Java"));
    } else {
      assertFalse(portable);
      assertTrue(status.reason().contains("do not run on this processor"), status.reason());
    }
  }

  /** What the processor has is taken without asking; that is what makes it worth its rung. */
  @Test
  @EnabledIf("hasAvx2")
  void simdKernelsAreChosenByThemselves() {
    assumeThere();
    EngineStatus best = Engines.all().getFirst();
    assertEquals("native", best.name());
    assertTrue(best.reason().contains("avx"), best.reason());
  }

  static boolean hasAvx2() throws IOException {
    Path list = Path.of("/proc/cpuinfo");
    return Files.exists(list) && Files.readString(list).contains(" avx2 ");
  }

  /** A second class loader brings its own JNA, as two web applications would. */
  @Test
  void twoClassLoadersLoadIt() throws Exception {
    assumeThere();
    for (int i = 0; i < 2; i++) {
      try (URLClassLoader loader =
          new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
        Object provider =
            loader.loadClass(NativeProvider.class.getName()).getDeclaredConstructor().newInstance();
        Object status = provider.getClass().getMethod("probe").invoke(provider);
        assertTrue(status.toString().contains("kernels of"), status.toString());
      }
    }
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private static void assumeThere() {
    EngineStatus status = new NativeProvider().probe();
    Assumptions.assumeTrue(status.engine().isPresent(), status.reason());
  }

  private static void assertRefused(Map<String, String> properties, String reason) {
    EngineStatus status = probe(properties);
    assertTrue(status.engine().isEmpty());
    assertEquals("native", status.name());
    assertTrue(status.reason().contains(reason), status.reason());
  }

  private static EngineStatus probe(Map<String, String> properties) {
    properties.forEach(System::setProperty);
    try {
      return new NativeProvider().probe();
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }
  }

  /** Makes a small library where a C compiler is there. */
  private Path compile(String name, String source) throws IOException, InterruptedException {
    Path code = Files.writeString(directory.resolve("library.c"), source);
    Path library = directory.resolve(name);
    try {
      Process compiler =
          new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(), code.toString())
              .inheritIO()
              .start();
      Assumptions.assumeTrue(compiler.waitFor() == 0, "the C compiler failed");
    } catch (IOException absent) {
      Assumptions.abort("there is no C compiler");
    }
    return library;
  }
}
