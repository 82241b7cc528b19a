package dev.ebpc.tools.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a new file takes over from those it is made from, so that nobody can read more than before.
 *
 * @param mode who may do what; null for what is usual in this process
 * @param time when it was changed; null for now
 */
record Inherited(Set<PosixFilePermission> mode, FileTime time) {
  static final Inherited NOTHING = new Inherited(null, null);

  /** Mode and time of a regular file; nothing of anything else, and where files have no mode. */
  static Inherited of(Path file) {
    if (file == null || !Files.isRegularFile(file)) {
      return NOTHING;
    }
    try {
      return new Inherited(Files.getPosixFilePermissions(file), Files.getLastModifiedTime(file));
    } catch (IOException | UnsupportedOperationException noMode) {
      return NOTHING;
    }
  }

  /** What a file made from both takes over: it may be read by those only who may read both. */
  Inherited and(Inherited other) {
    if (mode == null || other.mode == null) {
      return new Inherited(mode == null ? other.mode : mode, null);
    }
    Set<PosixFilePermission> common = EnumSet.noneOf(PosixFilePermission.class);
    common.addAll(mode);
    common.retainAll(other.mode);
    return new Inherited(common, null);
  }
}
