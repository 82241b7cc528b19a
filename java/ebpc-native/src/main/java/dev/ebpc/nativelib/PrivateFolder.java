package dev.ebpc.nativelib;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder inside a temporary one that nobody else can enter, whatever the umask: what is loaded
 * from it is what was written to it. It goes with all that is in it.
 */
final class PrivateFolder implements AutoCloseable {
  private static final Set<String> VIEWS = FileSystems.getDefault().supportedFileAttributeViews();
  private static final Set<PosixFilePermission> OWNER_ENTERS =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_WRITES =
      PosixFilePermissions.fromString("rw-------");
  private static final int OTHERS_WRITE = 0002;
  private static final int STICKY = 01000;

  private final Path path;

  private PrivateFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes one.
   *
   * @param parent a temporary folder
   * @throws IOException if that is none, cannot be written to, or lets others exchange what is in
   *     it
   */
  static PrivateFolder in(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      throw new IOException("it is no directory");
    }
    requireNotExchanged(parent);
    // Made under a name that was free, else refused: a link that lies there is not followed.
    Path path = Files.createTempDirectory(parent, "ebpc", mode(OWNER_ENTERS));
    PrivateFolder folder = new PrivateFolder(path);
    try {
      restrict(path, OWNER_ENTERS);
      folder.requireOwner(parent);
      return folder;
    } catch (IOException | RuntimeException refused) {
      folder.close();
      throw refused;
    }
  }

  Path path() {
    return path;
  }

  /** Writes a file that nobody else can read or change. */
  Path write(String name, InputStream content) throws IOException {
    Path file = Files.createFile(path.resolve(name), mode(OWNER_WRITES));
    restrict(file, OWNER_WRITES);
    try (var out = Files.newOutputStream(file)) {
      content.transferTo(out);
    }
    return file;
  }

  /** Refuses a file system that is mounted without execution: nothing can be loaded from it. */
  void requireExecution() throws IOException {
    if (VIEWS.contains("posix")) {
      Path probe = Files.createFile(path.resolve("probe"), mode(OWNER_ENTERS));
      restrict(probe, OWNER_ENTERS);
      boolean executable = Files.isExecutable(probe);
      Files.delete(probe);
      if (!executable) {
        throw new IOException("it is mounted noexec");
      }
    }
  }

  /** Where everybody may rename everything, a folder of ours can be exchanged. */
  private static void requireNotExchanged(Path parent) throws IOException {
    if (VIEWS.contains("unix")) {
      int mode = (int) Files.getAttribute(parent, "unix:mode");
      if ((mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0) {
        throw new IOException("everybody may exchange its files (chmod +t prevents that)");
      }
    }
  }

  /** The owner of a folder may rename everything in it, too. */
  private void requireOwner(Path parent) throws IOException {
    if (VIEWS.contains("unix")) {
      Object owner = Files.getAttribute(parent, "unix:uid");
      boolean trusted =
          owner.equals(Files.getAttribute(path, "unix:uid"))
              || owner.equals(Files.getAttribute(parent.toAbsolutePath().getRoot(), "unix:uid"));
      if (!trusted) {
        throw new IOException("it belongs to another user");
      }
    }
  }

  private static FileAttribute<?>[] mode(Set<PosixFilePermission> permissions) {
    return VIEWS.contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  /** A umask may have taken from the mode, but never added to it. */
  private static void restrict(Path made, Set<PosixFilePermission> permissions) throws IOException {
    if (VIEWS.contains("posix")) {
      Files.setPosixFilePermissions(made, permissions);
    }
  }

  /** Removes it. What Windows holds on to, since it is loaded, goes when the JVM ends. */
  @Override
  public void close() {
    try (Stream<Path> left = Files.list(path)) {
      left.forEach(PrivateFolder::remove);
    } catch (IOException unreadable) {
      // Then it cannot be removed either.
    }
    remove(path);
  }

  private static void remove(Path made) {
    try {
      Files.delete(made);
    } catch (IOException held) {
      made.toFile().deleteOnExit();
    }
  }
}
