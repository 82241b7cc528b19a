package dev.ebpc.nativelib;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Finds the library and loads it by JNA.
 *
 * <p>System properties: {@value #SWITCH}{@code =off} leaves it alone; {@value #PATH} names the file
 * to load; else it is a resource in JNA's folder of the platform, which is extracted to a folder of
 * its own in {@value #TMPDIR}, or where temporary files go, and removed once it is loaded.
 */
final class LibraryFile {
  static final String SWITCH = "dev.ebpc.native";
  static final String PATH = "dev.ebpc.native.path";
  static final String TMPDIR = "dev.ebpc.native.tmpdir";

  private static final String JNA_TMPDIR = "jna.tmpdir";
  private static final String JNA_NOUNPACK = "jna.nounpack";

  private LibraryFile() {}

  /**
   * Loads the library.
   *
   * @return the library; it stays loaded as long as it is referenced
   * @throws IllegalStateException if it is switched off, not there, or cannot be extracted
   * @throws IOException if the JVM cannot read it
   * @throws LinkageError if it cannot be loaded
   */
  static NativeLibrary load() throws IOException {
    String wanted = System.getProperty(SWITCH, "on");
    if (wanted.equals("off")) {
      throw new IllegalStateException("switched off by system property " + SWITCH + "=off");
    }
    if (!wanted.equals("on")) {
      throw new IllegalStateException(SWITCH + " must be on or off, found " + wanted);
    }
    String path = System.getProperty(PATH);
    return path == null ? loadBundled() : loadFile(path);
  }

  private static NativeLibrary loadBundled() throws IOException {
    String name = System.mapLibraryName("ebpc");
    String resource = Platform.RESOURCE_PREFIX + "/" + name;
    ClassLoader loader = LibraryFile.class.getClassLoader();
    if (loader.getResource(resource) == null) {
      throw new IllegalStateException(
          "no library for " + Platform.RESOURCE_PREFIX + ": neither " + resource + " nor " + PATH);
    }
    List<String> refusals = new ArrayList<>();
    for (String parent : parents()) {
      try (PrivateFolder folder = PrivateFolder.in(Path.of(parent));
          InputStream content = loader.getResourceAsStream(resource)) {
        folder.requireExecution();
        return loadFrom(folder, folder.write(name, content));
      } catch (IOException | InvalidPathException refused) {
        refusals.add("not to " + parent + ": " + told(refused));
      }
    }
    throw new IllegalStateException(
        "the library cannot be extracted, "
            + String.join(", ", refusals)
            + "; "
            + TMPDIR
            + " names another directory, "
            + PATH
            + " a library that need not be extracted");
  }

  /** Temporary directories, best first. */
  private static List<String> parents() {
    String asked = System.getProperty(TMPDIR);
    if (asked != null) {
      return List.of(asked);
    }
    if (Boolean.getBoolean(JNA_NOUNPACK)) {
      throw new IllegalStateException(
          JNA_NOUNPACK
              + "=true forbids to extract the library; "
              + PATH
              + " names one that is there");
    }
    // JNA's choice on Unix is the user's cache, for temporary directories without execution.
    String home = System.getProperty("user.home", "");
    String cache = System.getenv("XDG_CACHE_HOME");
    return Stream.of(
            System.getProperty(JNA_TMPDIR),
            System.getProperty("java.io.tmpdir"),
            cache == null ? home + "/.cache" : cache)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /**
   * Loads an extracted library. JNA extracts one of its own when it is first used, with a mode that
   * is left to the umask; it goes to the same folder.
   */
  private static NativeLibrary loadFrom(PrivateFolder folder, Path file) {
    String before = System.getProperty(JNA_TMPDIR);
    System.setProperty(JNA_TMPDIR, folder.path().toString());
    try {
      return NativeLibrary.getInstance(file.toAbsolutePath().toString());
    } finally {
      if (before == null) {
        System.clearProperty(JNA_TMPDIR);
      } else {
        System.setProperty(JNA_TMPDIR, before);
      }
    }
  }

  private static String told(Exception refused) {
    if (refused instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (refused instanceof FileSystemException system) {
      return system.getReason() == null ? "nothing can be made there" : system.getReason();
    }
    return refused.getMessage();
  }

  private static NativeLibrary loadFile(String path) {
    File file = new File(path);
    if (!file.isFile()) {
      throw new IllegalStateException(PATH + " names no file: " + path);
    }
    return NativeLibrary.getInstance(file.getAbsolutePath());
  }
}
