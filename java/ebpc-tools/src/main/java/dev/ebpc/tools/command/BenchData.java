package dev.ebpc.tools.command;

import dev.ebpc.tools.bench.Piece;
import dev.ebpc.tools.bench.Workload;
import dev.ebpc.tools.bench.Workloads;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.InputSearch;
import dev.ebpc.tools.io.Names;
import dev.ebpc.tools.io.Outputs;
import dev.ebpc.tools.io.UsageException;
import dev.ebpc.tools.maps.Manifest;
import dev.ebpc.tools.tensor.FileFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a benchmark measures codecs on: which tensors, in pieces of which size. */
final class BenchData {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(|KiB|MiB)");
  private static final int LEAST_FRAME = 64;
  private static final int MOST_FRAME = 1 << 28;

  enum Data {
    MAPS,
    NOISE,
    ZEROS
  }

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description =
          "Tensor files, folders or patterns; a folder's index.csv tells the kinds of its tensors.")
  List<String> words = List.of();

  @Option(
      names = "--data",
      paramLabel = "WHAT",
      description = "maps (default), noise or zeros; a path goes with maps only.")
  Data data = Data.MAPS;

  @Option(
      names = "--frame",
      paramLabel = "SIZE",
      description =
          "Bytes of a piece at most, such as 4KiB or 64KiB (default: 1MiB); whole rows, where a row fits.")
  String frame = "1MiB";

  @Option(
      names = "--kind",
      split = ",",
      paramLabel = "KIND",
      description = "Only tensors of these kinds, as the manifest calls them, such as kv.")
  List<String> kinds;

  @Option(
      names = "--format",
      split = ",",
      paramLabel = "FORMAT",
      description = "Only tensors of these formats, such as fixed8 or bfloat16.")
  List<String> formats;

  /** Refuses what does not go together, before anything is read. */
  void check() {
    if (data != Data.MAPS && !words.isEmpty()) {
      throw new UsageException("paths go with --data maps only");
    }
    if (data != Data.MAPS && (kinds != null || formats != null)) {
      throw new UsageException("--kind and --format go with --data maps only");
    }
    if (words.contains("-")) {
      throw new UsageException("bench reads files, not standard input");
    }
    frameBytes();
  }

  /** Whether the data are those that come with the tools. */
  boolean isShipped() {
    return data == Data.MAPS && words.isEmpty();
  }

  /**
   * Reads or makes the data.
   *
   * @param told told of tensors that are left out
   * @param failures told of files that cannot be read
   * @param outputs told of all files that are read
   * @return the data; none if all files failed
   */
  Workload open(Consumer<String> told, FileFailures failures, Outputs outputs) throws IOException {
    return switch (data) {
      case NOISE -> Workloads.noise(frameBytes());
      case ZEROS -> Workloads.zeros(frameBytes());
      case MAPS -> Workloads.of(wanted(maps(told, failures, outputs)), frameBytes());
    };
  }

  private List<Piece> maps(Consumer<String> told, FileFailures failures, Outputs outputs)
      throws IOException {
    if (words.isEmpty()) {
      return Workloads.shipped();
    }
    boolean[] failed = {false};
    FileFailures noted =
        (file, problem) -> {
          failed[0] = true;
          failures.tell(file, problem);
        };
    List<Piece> tensors = Workloads.of(entries(noted, outputs), told, noted);
    if (tensors.isEmpty() && !failed[0]) {
      throw new UsageException("the inputs hold no tensor that is coded");
    }
    return tensors;
  }

  private List<Manifest.Entry> entries(FileFailures failures, Outputs outputs) throws IOException {
    List<Manifest.Entry> entries = new ArrayList<>();
    for (String word : words) {
      Path manifest = word.isEmpty() ? null : Names.path(word).resolve(Manifest.NAME);
      if (manifest != null && Files.isRegularFile(manifest)) {
        outputs.reads(manifest);
        entries.addAll(
            FileFailures.orNone(manifest, failures, file -> Manifest.read(file, failures)));
        continue;
      }
      for (Input input : InputSearch.find(List.of(word), TensorOptions.FILES)) {
        if (input.isStandard()) {
          throw new UsageException("bench reads files, not standard input");
        } else if (input.isFound()) {
          entries.add(Workloads.ofFile(input));
        } else {
          failures.tell(input.label(), input.problem());
        }
      }
    }
    entries.forEach(entry -> outputs.reads(entry.path()));
    return entries;
  }

  private List<Piece> wanted(List<Piece> tensors) {
    if (tensors.isEmpty()) {
      return tensors;
    }
    List<Piece> ofKind = wanted(tensors, kinds, "kind", tensor -> tensor.group().kind());
    return wanted(ofKind, formats, "format", tensor -> tensor.group().format());
  }

  private static List<Piece> wanted(
      List<Piece> tensors, List<String> names, String what, Function<Piece, String> nameOf) {
    if (names == null) {
      return tensors;
    }
    TreeSet<String> there = new TreeSet<>(tensors.stream().map(nameOf).toList());
    for (String name : names) {
      if (!there.contains(name)) {
        throw new UsageException(
            "no tensor is of the " + what + " " + name + "; there are " + String.join(", ", there));
      }
    }
    return tensors.stream().filter(tensor -> names.contains(nameOf.apply(tensor))).toList();
  }

  private int frameBytes() {
    Matcher size = SIZE.matcher(frame);
    if (!size.matches()) {
      throw new UsageException("a frame's size is such as 4096, 64KiB or 1MiB, found " + frame);
    }
    long unit =
        switch (size.group(2)) {
          case "KiB" -> 1L << 10;
          case "MiB" -> 1L << 20;
          default -> 1;
        };
    long bytes = Long.parseLong(size.group(1)) * unit;
    if (bytes < LEAST_FRAME || bytes > MOST_FRAME) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "a frame has %d bytes to %d MiB, found %s",
              LEAST_FRAME,
              MOST_FRAME >> 20,
              frame));
    }
    return (int) bytes;
  }
}
