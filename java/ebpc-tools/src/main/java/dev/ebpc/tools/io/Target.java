package dev.ebpc.tools.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An output of this run that has passed the checks of {@link Outputs}, but is not open yet. */
public final class Target {
  private final Outputs outputs;
  private final Path path;
  private final Place place;
  private final boolean overwrite;
  private final Inherited inherited;

  Target(Outputs outputs, Path path, Place place, boolean overwrite, Inherited inherited) {
    this.outputs = outputs;
    this.path = path;
    this.place = place;
    this.overwrite = overwrite;
    this.inherited = inherited;
  }

  /** As the user knows it. */
  public String label() {
    return Names.text(path);
  }

  /**
   * Opens the output.
   *
   * @throws UsageException if it is there and may not be replaced, or no file can be there
   * @throws OutputException if the system refuses
   */
  public Output open() throws IOException {
    requireFree();
    try {
      return switch (place) {
        case STANDARD -> new Output(this, outputs.console());
        case FILE -> new Output(this, AtomicFile.create(path, inherited));
        default ->
            // A descriptor may be that of a file that others have begun: what is there stays.
            new Output(
                this,
                Files.newOutputStream(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
      };
    } catch (AccessDeniedException | NoSuchFileException refused) {
      throw new UsageException("the output " + path + " cannot be opened for writing");
    } catch (IOException failed) {
      throw new OutputException(label(), failed);
    }
  }

  /** Checks that the output would replace nothing that it may not. */
  public void requireFree() {
    if (place == Place.FOLDER || (place == Place.FILE && Files.isDirectory(path))) {
      throw new UsageException("the output " + path + " is a folder");
    }
    if (place != Place.FILE) {
      return;
    }
    if (!overwrite && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new UsageException(path + " exists; -f overwrites it");
    }
    outputs.requireNotOurs(path);
  }

  void noteWritten() {
    outputs.noteWritten(path);
  }
}
