package dev.ebpc.tools.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Which file a path leads to, however it is spelled: two paths to one file have equal identities.
 *
 * @param key what the file system tells files apart by
 */
record FileId(Object key) {

  /** The regular file that a path leads to, links followed; empty if there is none. */
  static Optional<FileId> ofRegular(Path path) {
    return of(path, true);
  }

  /** Whatever a path leads to, links followed; empty if there is nothing. */
  static Optional<FileId> of(Path path) {
    return of(path, false);
  }

  private static Optional<FileId> of(Path path, boolean regular) {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      if (regular && !found.isRegularFile()) {
        return Optional.empty();
      }
      Object key = found.fileKey();
      return Optional.of(new FileId(key == null ? path.toRealPath() : key));
    } catch (IOException | SecurityException nothingToSee) {
      return Optional.empty();
    }
  }

  /**
   * The entry of a folder that a path names, whether or not anything is there. A link is an entry
   * of its own.
   */
  static FileId ofEntry(Path path) {
    Path whole = path.toAbsolutePath();
    for (Path above = whole.getParent(); above != null; above = above.getParent()) {
      try {
        return new FileId(above.toRealPath().resolve(above.relativize(whole)).normalize());
      } catch (IOException notThere) {
        // The folder is yet to be made: the one above it tells.
      }
    }
    return new FileId(whole.normalize());
  }
}
