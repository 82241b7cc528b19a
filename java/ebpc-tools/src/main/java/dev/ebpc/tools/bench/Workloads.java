package dev.ebpc.tools.bench;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.tools.demo.FeatureMap;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.Names;
import dev.ebpc.tools.maps.FileMaps;
import dev.ebpc.tools.maps.Manifest;
import dev.ebpc.tools.maps.MapInfo;
import dev.ebpc.tools.tensor.FileFailures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** The tensors that can be measured, and what becomes of them; for all benchmarks. */
public final class Workloads {
  /** Data are repeated up to this: several times what the caches next to a core hold. */
  private static final int LEAST_BYTES = 16 << 20;

  private static final String GRADIENT = "gradient";

  /** The maps that come with the tools are quantised as published. */
  private static final Map<NumberFormat, String> PUBLISHED_NAMES =
      Map.of(NumberFormat.INT8, "fixed8", NumberFormat.INT16, "fixed16");

  private Workloads() {}

  /**
   * Tensors as they are measured.
   *
   * @param tensors whole tensors
   * @param pieceBytes most bytes of a piece
   * @throws IllegalArgumentException if they hold no words
   */
  public static Workload of(List<Piece> tensors, int pieceBytes) {
    return Workload.cut(tensors, pieceBytes).repeated(LEAST_BYTES);
  }

  /** The feature maps that come with the tools, and generated tensors of the other kinds. */
  public static List<Piece> shipped() throws IOException {
    List<Piece> tensors = new ArrayList<>();
    for (FeatureMap map : FeatureMap.shipped()) {
      String kind = map.layer().endsWith(GRADIENT) ? MapInfo.GRADIENT : MapInfo.FEATURE_MAP;
      String format = PUBLISHED_NAMES.getOrDefault(map.format(), map.format().label());
      Group group = new Group(kind, format, false);
      tensors.add(new Piece(group, map.format(), map.containers(), map.shape()));
    }
    tensors.addAll(GeneratedTensors.all());
    return tensors;
  }

  /** Uniform noise. */
  public static Workload noise(int pieceBytes) {
    return joined(
        Workload.noise(NumberFormat.INT8, LEAST_BYTES / 2, pieceBytes),
        Workload.noise(NumberFormat.INT16, LEAST_BYTES / 2, pieceBytes));
  }

  /** Nothing but zeros. */
  public static Workload zeros(int pieceBytes) {
    return joined(
            Workload.zeros(NumberFormat.INT8, pieceBytes, pieceBytes),
            Workload.zeros(NumberFormat.INT16, pieceBytes, pieceBytes))
        .repeated(LEAST_BYTES);
  }

  private static Workload joined(Workload one, Workload other) {
    List<Piece> pieces = new ArrayList<>(one.pieces());
    pieces.addAll(other.pieces());
    return new Workload(pieces, pieces.size());
  }

  /**
   * Tensors of files; elements that are only stored are left out.
   *
   * @param entries the files and what is known of them
   * @param told told of tensors that are left out
   * @param failures told of files that cannot be read
   */
  public static List<Piece> of(
      List<Manifest.Entry> entries, Consumer<String> told, FileFailures failures)
      throws IOException {
    List<Piece> tensors = new ArrayList<>();
    try (FileMaps files = new FileMaps(new LinkedHashSet<>(entries), null, told, failures)) {
      files.feed(
          (info, shape, containers) -> {
            NumberFormat format = formatOf(info);
            String label = info.kind().isEmpty() ? format.label() : info.label();
            Group group = new Group(info.kind(), label, false);
            tensors.add(new Piece(group, format, containers, shape));
          },
          bytes -> {});
    }
    return tensors;
  }

  /** A file that no manifest names: nobody knows its kind, and the file tells the format. */
  public static Manifest.Entry ofFile(Input input) {
    MapInfo unknown = new MapInfo(input.label(), "", "", -1, "", "", "", null, 0);
    return new Manifest.Entry(input.path(), unknown, 0);
  }

  /** No kind of tensor file knows words of 12 bits, so the file's name has to tell. */
  private static NumberFormat formatOf(MapInfo info) {
    boolean narrower =
        info.kind().isEmpty()
            && info.format() == NumberFormat.INT16
            && Names.last(Names.path(info.file()))
                .toLowerCase(Locale.ROOT)
                .contains(NumberFormat.FIXED12.label());
    return narrower ? NumberFormat.FIXED12 : info.format();
  }
}
