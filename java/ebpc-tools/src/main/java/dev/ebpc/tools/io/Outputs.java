package dev.ebpc.tools.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The outputs of one run. Every file, pipe or stream that a command writes to is asked for here,
 * before anything is written: none of them is an input of the run, by the identity of the file and
 * not by its name, and no two of them are one.
 *
 * <p>A file appears when it is complete. It has the mode of the input that it is made from, or what
 * the modes of several have in common; one that is overwritten keeps its own. A link that is
 * overwritten is replaced, and what it leads to is left alone. Pipes, devices and descriptors such
 * as {@code /dev/fd/3} are written to as they are; {@code -}, {@code /dev/stdout} and {@code
 * /dev/fd/1} are standard output.
 */
public final class Outputs {
  private static final Path NULL = Path.of("/dev/null");

  private final Console console;
  private final Map<FileId, String> inputs = new HashMap<>();
  private final Map<FileId, String> taken = new HashMap<>();
  private final Set<FileId> written = new HashSet<>();
  private Inherited common = Inherited.NOTHING;
  private String standardOutput;
  private boolean takesStandard;

  /** The outputs of a run on a console. */
  public Outputs(Console console) {
    this.console = console;
  }

  Console console() {
    return console;
  }

  /**
   * Keeps standard output for something that is no output of its own.
   *
   * @param what what the user has asked for, such as {@code --json}
   */
  public void keepStandardFor(String what) {
    standardOutput = what;
  }

  /**
   * Names a file that this run reads; to be called for all of them before outputs are asked for.
   */
  public void reads(Path file) {
    reads(file, Names.text(file));
  }

  private void reads(Path file, String label) {
    FileId.ofRegular(file)
        .ifPresent(
            id -> {
              inputs.put(id, label);
              common = common.and(Inherited.of(file));
              if (isStandardOutput(Optional.of(id))) {
                throw new UsageException("standard output is the input " + label);
              }
            });
  }

  /** Names inputs that this run reads. */
  public void reads(Collection<Input> some) {
    for (Input input : some) {
      Path file = input.isStandard() ? console.inFile() : input.path();
      if (file != null) {
        reads(file, input.label());
      }
    }
  }

  /**
   * Asks for an output that is made from one input, whose mode and time it gets.
   *
   * @param path the output
   * @param input what it is made from
   * @param overwrite whether a file may be there already
   * @throws UsageException if it cannot be an output of this run
   */
  public Target of(Path path, Input input, boolean overwrite) {
    Path from = input.isStandard() ? console.inFile() : input.path();
    return take(path, input.label(), overwrite, Inherited.of(from));
  }

  /**
   * Asks for an output that is made from all inputs together.
   *
   * @param path the output
   * @param maker the option that names it
   * @param overwrite whether a file may be there already
   * @throws UsageException if it cannot be an output of this run
   */
  public Target of(Path path, String maker, boolean overwrite) {
    return take(path, maker, overwrite, new Inherited(common.mode(), null));
  }

  /** Checks the name of a folder for outputs. */
  public static void requireName(Path folder) {
    if (folder.toString().isEmpty()) {
      throw new UsageException("the name of an output is empty; . is the current folder");
    }
  }

  /** Whether a path is that of a file, there or not, and not of a stream. */
  public static boolean isFile(Path path) {
    return Place.of(path) == Place.FILE;
  }

  /**
   * Checks a name that several files shall have in common.
   *
   * @throws UsageException if it is that of a stream
   */
  public static void requireFileName(Path base) {
    Place place = Place.of(base);
    if (place == Place.STANDARD || place == Place.DIRECT) {
      throw new UsageException("several files are written, which cannot all go to " + base);
    }
  }

  private Target take(Path path, String maker, boolean overwrite, Inherited inherited) {
    requireName(path);
    Place place = Place.of(path);
    if (place == Place.STANDARD) {
      takeStandard(maker);
    } else {
      requireNoInput(path);
      if (isStandardOutput(FileId.ofRegular(path))) {
        throw new UsageException("the output " + path + " is what standard output goes to");
      }
      for (FileId id : ids(path, place)) {
        take(id, path, place, maker);
      }
    }
    return new Target(this, path, place, overwrite, inherited);
  }

  private boolean isStandardOutput(Optional<FileId> file) {
    return file.isPresent()
        && console.outFile() != null
        && FileId.ofRegular(console.outFile()).equals(file);
  }

  private void requireNoInput(Path path) {
    String input = FileId.ofRegular(path).map(inputs::get).orElse(null);
    if (input != null) {
      throw new UsageException(
          path.toString().equals(input)
              ? "the output " + path + " is an input"
              : "the output " + path + " is the input " + input);
    }
  }

  /** By what another output would be known to be the same; by nothing if all may share it. */
  private List<FileId> ids(Path path, Place place) {
    List<FileId> ids = new ArrayList<>();
    if (place == Place.DIRECT) {
      FileId.of(path).filter(id -> !isNull(path)).ifPresent(ids::add);
    } else {
      ids.add(FileId.ofEntry(path));
      // A file is replaced, and so no other's, unless a descriptor of it is written to.
      FileId.ofRegular(path).filter(taken::containsKey).ifPresent(ids::add);
    }
    return ids;
  }

  private static boolean isNull(Path path) {
    return FileId.of(path).equals(FileId.of(NULL));
  }

  private void take(FileId id, Path path, Place place, String maker) {
    String before = taken.put(id, maker);
    boolean continued = place == Place.DIRECT && maker.equals(before);
    if (before != null && !continued) {
      throw new UsageException(
          before.equals(maker)
              ? maker + " has two outputs of the same name, " + path
              : before + " and " + maker + " have the same output, " + path);
    }
  }

  private void takeStandard(String maker) {
    if (standardOutput != null && !standardOutput.equals(maker)) {
      throw new UsageException(
          "standard output cannot take both " + standardOutput + " and the output of " + maker);
    }
    standardOutput = maker;
    takesStandard = true;
  }

  /** Whether an output is standard output, so that nothing else must be printed there. */
  public boolean takesStandard() {
    return takesStandard;
  }

  /**
   * Checks once more that a file is neither an input nor written by this run, right before it is
   * replaced: names that differ may lead to one file where case makes no difference.
   */
  void requireNotOurs(Path path) {
    requireNoInput(path);
    if (FileId.ofRegular(path).filter(written::contains).isPresent()
        && !Files.isSymbolicLink(path)) {
      throw new UsageException("another output of this run has become " + path);
    }
  }

  void noteWritten(Path path) {
    FileId.ofRegular(path).ifPresent(written::add);
  }
}
