package dev.ebpc.nativelib;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/**
 * Loads the library and looks meanwhile at what others could see in the temporary directory; run by
 * {@link NativeProcessTest} under several umasks.
 */
final class ExtractionWatch {
  private ExtractionWatch() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(System.getProperty(LibraryFile.TMPDIR));
    Set<String> seen = new ConcurrentSkipListSet<>();
    look(directory, seen);
    Thread watch = new Thread(() -> watch(directory, seen));
    watch.setDaemon(true);
    watch.start();
    while (watch.getState() == Thread.State.NEW) {
      Thread.onSpinWait();
    }
    System.out.println("available " + new NativeProvider().probe().engine().isPresent());
    watch.interrupt();
    watch.join();
    seen.forEach(System.out::println);
  }

  private static void watch(Path directory, Set<String> seen) {
    while (!Thread.currentThread().isInterrupted()) {
      look(directory, seen);
    }
  }

  /** Others see no further than into the directories that they can enter. */
  private static void look(Path directory, Set<String> seen) {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        String kind = file.getFileName().toString().replaceAll("[0-9].*", "");
        seen.add("seen " + mode + " " + kind);
        if (mode.endsWith("x")) {
          look(file, seen);
        }
      }
    } catch (IOException gone) {
      // The next look sees what is there then.
    }
  }
}
