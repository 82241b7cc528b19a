package dev.ebpc.tools.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A file that appears only when it is complete: written beside its place under another name, then
 * renamed. Closed without {@link #commit}, or when the process is interrupted, it leaves nothing,
 * neither itself nor folders that were made for it.
 *
 * <p>While it is written, only its owner can read it, if what it is made from is not for everyone.
 */
final class AtomicFile implements Closeable {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /** Held while files are made, renamed or removed, and for good once the process ends. */
  private static final ReentrantLock DISK = new ReentrantLock();

  private static final Set<AtomicFile> UNFINISHED = new HashSet<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtomicFile::removeUnfinished));
  }

  private final Path target;
  private final Inherited inherited;
  private final List<Path> folders = new ArrayList<>();
  private Path temporary;
  private OutputStream out;

  private AtomicFile(Path target, Inherited inherited) {
    this.target = target;
    this.inherited = inherited;
  }

  /**
   * Begins a file.
   *
   * @param path where it shall appear; folders above it are made
   * @param inherited the mode and time that it gets, unless it replaces a file, whose mode it keeps
   * @throws UsageException if there cannot be a file
   */
  static AtomicFile create(Path path, Inherited inherited) throws IOException {
    AtomicFile file = new AtomicFile(path.toAbsolutePath(), inherited);
    DISK.lock();
    try {
      UNFINISHED.add(file);
      file.open();
      return file;
    } catch (IOException | RuntimeException refused) {
      file.remove();
      throw refused;
    } finally {
      DISK.unlock();
    }
  }

  private void open() throws IOException {
    Path parent = target.getParent();
    makeFolders(parent);
    String suffix = Long.toHexString(ThreadLocalRandom.current().nextLong());
    Path beside = target.resolveSibling(".ebpc-" + suffix + ".tmp");
    boolean restricted = mode() != null;
    FileAttribute<?>[] attributes =
        restricted
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      out = Channels.newOutputStream(Files.newByteChannel(beside, options, attributes));
      temporary = beside;
    } catch (AccessDeniedException denied) {
      throw new UsageException("permission denied: no file can be made in " + parent);
    }
  }

  private void makeFolders(Path parent) throws IOException {
    for (Path above = parent; above != null && !Files.exists(above); above = above.getParent()) {
      folders.add(above);
    }
    try {
      Files.createDirectories(parent);
    } catch (FileAlreadyExistsException file) {
      throw new UsageException(file.getFile() + " is no folder");
    } catch (AccessDeniedException denied) {
      throw new UsageException("permission denied: " + denied.getFile() + " cannot be made");
    }
  }

  /** The mode that the file gets; null for what is usual in this process. */
  private Set<PosixFilePermission> mode() throws IOException {
    if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
      return inherited.mode();
    }
    try {
      return Files.getPosixFilePermissions(target, LinkOption.NOFOLLOW_LINKS);
    } catch (UnsupportedOperationException noModes) {
      return null;
    }
  }

  /** Where to write. */
  OutputStream out() {
    return out;
  }

  /** Puts the file in its place. */
  void commit() throws IOException {
    out.close();
    DISK.lock();
    try {
      inherit();
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      UNFINISHED.remove(this);
    } finally {
      DISK.unlock();
    }
  }

  private void inherit() {
    try {
      if (inherited.time() != null) {
        Files.setLastModifiedTime(temporary, inherited.time());
      }
      Set<PosixFilePermission> mode = mode();
      if (mode != null) {
        Files.setPosixFilePermissions(temporary, mode);
      }
    } catch (IOException | UnsupportedOperationException notHere) {
      // Some file systems have neither; the file itself is as it should be.
    }
  }

  /** Removes what is not committed. */
  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      DISK.lock();
      try {
        if (UNFINISHED.contains(this)) {
          remove();
        }
      } finally {
        DISK.unlock();
      }
    }
  }

  private void remove() throws IOException {
    UNFINISHED.remove(this);
    if (temporary != null) {
      Files.deleteIfExists(temporary);
    }
    for (Path folder : folders) {
      try {
        Files.deleteIfExists(folder);
      } catch (IOException inUse) {
        return;
      }
    }
  }

  /** Never lets go of the lock: nothing is made or renamed from here on. */
  private static void removeUnfinished() {
    DISK.lock();
    for (AtomicFile file : Set.copyOf(UNFINISHED)) {
      try {
        file.remove();
      } catch (IOException gone) {
        // The process is ending: nobody is left to be told.
      }
    }
  }
}
