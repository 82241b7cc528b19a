package dev.ebpc.tools.io;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that appears only when it is complete: written beside its place under another name, then
 * renamed. Closed without {@link #commit}, or when the process is interrupted, it leaves nothing.
 *
 * <p>What is there and no regular file (a device, a pipe) is written to directly.
 */
final class AtomicFile implements Closeable {
  private static final int BUFFER = 1 << 16;
  private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtomicFile::deleteUnfinished));
  }

  private final Path target;
  private final Path temporary;
  private final boolean overwrite;
  private final OutputStream out;

  private AtomicFile(Path target, Path temporary, boolean overwrite) throws IOException {
    this.target = target;
    this.temporary = temporary;
    this.overwrite = overwrite;
    OutputStream file =
        temporary.equals(target)
            ? Files.newOutputStream(target)
            : Files.newOutputStream(
                temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    this.out = new BufferedOutputStream(file, BUFFER);
  }

  /**
   * Begins a file.
   *
   * @param path where it shall appear; folders above it are made
   * @param overwrite whether a file may be there already
   * @throws FileAlreadyExistsException if one is, but may not
   */
  static AtomicFile create(Path path, boolean overwrite) throws IOException {
    Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new UsageException("the output " + path + " is a folder");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      return new AtomicFile(target, target, true);
    }
    requireFree(target, overwrite);
    Files.createDirectories(target.getParent());
    String suffix = Long.toHexString(ThreadLocalRandom.current().nextLong());
    Path temporary = target.resolveSibling(".ebpc-" + suffix + ".tmp");
    UNFINISHED.add(temporary);
    return new AtomicFile(target, temporary, overwrite);
  }

  private static void requireFree(Path target, boolean overwrite) throws IOException {
    if (!overwrite && Files.exists(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
  }

  /** Where to write. */
  OutputStream out() {
    return out;
  }

  /** Ends the file and puts it in its place. */
  void commit() throws IOException {
    out.close();
    if (!temporary.equals(target)) {
      requireFree(target, overwrite);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      UNFINISHED.remove(temporary);
    }
  }

  /** Removes what is not committed. */
  @Override
  public void close() throws IOException {
    if (UNFINISHED.contains(temporary)) {
      try {
        out.close();
      } finally {
        Files.deleteIfExists(temporary);
        UNFINISHED.remove(temporary);
      }
    } else {
      out.close();
    }
  }

  private static void deleteUnfinished() {
    for (Path temporary : UNFINISHED) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException gone) {
        // The process is ending: nobody is left to be told.
      }
    }
  }
}
