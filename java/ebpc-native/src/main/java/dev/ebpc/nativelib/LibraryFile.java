package dev.ebpc.nativelib;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Finds the library and loads it by JNA.
 *
 * <p>System properties: {@value #SWITCH}{@code =off} leaves it alone; {@value #PATH} names the file
 * to load; else it is a resource in JNA's folder of the platform, which is extracted to {@value
 * #TMPDIR}, or to JNA's own choice.
 */
final class LibraryFile {
  static final String SWITCH = "dev.ebpc.native";
  static final String PATH = "dev.ebpc.native.path";
  static final String TMPDIR = "dev.ebpc.native.tmpdir";

  private static final String JNA_TMPDIR = "jna.tmpdir";
  private static final String JNA_EXTRACTED = "jna";

  private LibraryFile() {}

  /**
   * Loads the library.
   *
   * @return the library; it stays loaded as long as it is referenced
   * @throws IllegalStateException if it is switched off or not there
   * @throws IOException if it cannot be extracted
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
    if (path != null) {
      return loadFile(path);
    }
    String directory = System.getProperty(TMPDIR);
    if (directory != null && !new File(directory).isDirectory()) {
      throw new IllegalStateException(TMPDIR + " names no directory: " + directory);
    }
    if (directory == null || System.getProperty(JNA_TMPDIR) != null) {
      return loadBundled(directory);
    }
    // JNA extracts a library of its own when it is first used, which must not go to a forbidden
    // place either.
    System.setProperty(JNA_TMPDIR, directory);
    try {
      return loadBundled(directory);
    } finally {
      System.clearProperty(JNA_TMPDIR);
    }
  }

  private static NativeLibrary loadBundled(String directory) throws IOException {
    String resource = Platform.RESOURCE_PREFIX + "/" + System.mapLibraryName("ebpc");
    ClassLoader loader = LibraryFile.class.getClassLoader();
    if (loader.getResource(resource) == null) {
      throw new IllegalStateException(
          "no library for " + Platform.RESOURCE_PREFIX + ": neither " + resource + " nor " + PATH);
    }
    File file =
        directory == null
            ? Native.extractFromResourcePath("/" + resource, loader)
            : extract(loader, resource, Path.of(directory));
    boolean temporary = directory != null || file.getName().startsWith(JNA_EXTRACTED);
    try {
      return NativeLibrary.getInstance(file.getAbsolutePath());
    } finally {
      if (temporary && !file.delete()) {
        file.deleteOnExit();
      }
    }
  }

  /** Extracts to the directory that is asked for, wherever JNA has its own files. */
  private static File extract(ClassLoader loader, String resource, Path directory)
      throws IOException {
    Path file = Files.createTempFile(directory, "ebpc", System.mapLibraryName(""));
    try (InputStream in = loader.getResourceAsStream(resource)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      Files.delete(file);
      throw e;
    }
    return file.toFile();
  }

  private static NativeLibrary loadFile(String path) {
    File file = new File(path);
    if (!file.isFile()) {
      throw new IllegalStateException(PATH + " names no file: " + path);
    }
    return NativeLibrary.getInstance(file.getAbsolutePath());
  }
}
