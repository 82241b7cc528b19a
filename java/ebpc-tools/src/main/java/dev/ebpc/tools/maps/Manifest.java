package dev.ebpc.tools.maps;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.tools.io.Names;
import dev.ebpc.tools.io.TextFile;
import dev.ebpc.tools.tensor.FileFailures;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list of a folder's feature maps: CSV with a column {@code file} and, where known, {@code
 * net}, {@code image}, {@code layer}, {@code layer_name}, {@code format}, {@code encoding} (the
 * format whose bit patterns lie there, if that is another), {@code kind} and {@code word_bits}.
 * Other columns are left alone.
 */
public final class Manifest {
  /** Name of the manifest that a folder is looked for. */
  public static final String NAME = "index.csv";

  /** Columns that the tools write, in this order. */
  static final List<String> COLUMNS =
      List.of(
          "file", "kind", "net", "image", "layer", "layer_name", "format", "word_bits", "shape");

  private static final String FILE = "file";
  private static final char[] DELIMITERS = {',', ';', '\t'};
  private static final int LONGEST_NUMBER = 30;

  /** File names that tell where a map comes from: net_image_00-layer_format. */
  private static final Pattern TELLING_NAME =
      Pattern.compile(
          "(.+)_([^_]+)_(\\d{1,4})-(.+?)(-grad)?_(fixed8|fixed12|fixed16|float16|float32)");

  /**
   * One line.
   *
   * @param path where the file is
   * @param info what is known of it; the number format is null if the file itself has to tell
   * @param wordBits W, 0 if it goes with the format
   */
  public record Entry(Path path, MapInfo info, int wordBits) {}

  private Manifest() {}

  /**
   * Reads a manifest.
   *
   * @param manifest the CSV file; the files it names lie beside it
   * @param failures told of lines that are none
   * @throws IOException if it is no manifest at all
   */
  public static List<Entry> read(Path manifest, FileFailures failures) throws IOException {
    List<Csv.Row> rows = rows(manifest, TextFile.text(manifest));
    List<String> columns = columns(rows.get(0));
    if (hasTwins(columns)) {
      throw new IOException(manifest + ": two columns have one name: " + columns);
    }
    Path folder = manifest.toAbsolutePath().getParent();
    List<Entry> entries = new ArrayList<>();
    for (Csv.Row row : rows.subList(1, rows.size())) {
      if (!row.isBlank()) {
        try {
          entries.add(entry(folder, named(columns, row.fields())));
        } catch (IllegalArgumentException wrong) {
          String item = manifest + ", line " + row.line();
          failures.tell(item, new IOException(wrong.getMessage(), wrong));
        }
      }
    }
    return entries;
  }

  /** The records under the first of the usual delimiters by which there is a column 'file'. */
  private static List<Csv.Row> rows(Path manifest, String text) throws IOException {
    for (char delimiter : DELIMITERS) {
      try {
        List<Csv.Row> rows = Csv.rows(text, delimiter);
        if (!rows.isEmpty() && columns(rows.get(0)).contains(FILE)) {
          return rows;
        }
      } catch (IOException broken) {
        throw new IOException(manifest + ", " + broken.getMessage(), broken);
      }
    }
    throw new IOException(manifest + ": the first line of a manifest names a column 'file'");
  }

  private static List<String> columns(Csv.Row head) {
    return head.fields().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  private static boolean hasTwins(List<String> columns) {
    return columns.stream()
        .anyMatch(name -> COLUMNS.contains(name) && Collections.frequency(columns, name) > 1);
  }

  private static Map<String, String> named(List<String> columns, List<String> fields) {
    int most = columns.size();
    boolean rest = fields.stream().skip(most).allMatch(String::isEmpty);
    if (fields.size() < most || !rest) {
      throw new IllegalArgumentException("expected " + most + " fields, found " + fields.size());
    }
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < most; i++) {
      row.put(columns.get(i), fields.get(i));
    }
    return row;
  }

  private static Entry entry(Path folder, Map<String, String> row) {
    String file = row.get(FILE);
    if (file.isEmpty()) {
      throw new IllegalArgumentException("the column 'file' is empty");
    }
    String encoding = row.getOrDefault("encoding", "");
    String label = MapInfo.isFormat(encoding) ? encoding : row.getOrDefault("format", "");
    NumberFormat format = label.isEmpty() ? null : MapInfo.formatOf(label);
    String kind = row.getOrDefault("kind", "");
    int wordBits = number(row, "word_bits", 0);
    MapInfo info =
        new MapInfo(
            file,
            row.getOrDefault("net", ""),
            row.getOrDefault("image", ""),
            number(row, "layer", -1),
            row.getOrDefault("layer_name", ""),
            kind.isEmpty() ? MapInfo.FEATURE_MAP : kind,
            label,
            format,
            wordBits);
    return new Entry(folder.resolve(Names.path(file)), info, wordBits);
  }

  private static int number(Map<String, String> row, String column, int otherwise) {
    String text = row.getOrDefault(column, "");
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      // Tools that know no missing whole numbers write 4.0 for 4.
      return new BigDecimal(text.length() > LONGEST_NUMBER ? "" : text).intValueExact();
    } catch (ArithmeticException | NumberFormatException wrong) {
      throw new IllegalArgumentException(column + " is no whole number: " + text, wrong);
    }
  }

  /**
   * What the name of a file without a manifest tells.
   *
   * @param path where it is
   * @param relative its path below the folder the user named
   */
  public static Entry ofName(Path path, Path relative) {
    String name = Names.last(relative);
    int dot = name.lastIndexOf('.');
    Matcher told = TELLING_NAME.matcher(dot < 0 ? name : name.substring(0, dot));
    if (!told.matches()) {
      MapInfo unknown =
          new MapInfo(Names.text(relative), "", "", -1, "", MapInfo.FEATURE_MAP, "", null, 0);
      return new Entry(path, unknown, 0);
    }
    NumberFormat format = MapInfo.formatOf(told.group(6));
    MapInfo info =
        new MapInfo(
            Names.text(relative),
            told.group(1),
            told.group(2),
            Integer.parseInt(told.group(3)),
            told.group(4),
            told.group(5) == null ? MapInfo.FEATURE_MAP : MapInfo.GRADIENT,
            told.group(6),
            format,
            format.wordBits());
    return new Entry(path, info, format.wordBits());
  }

  /** The line of a map, as {@link #read} understands it. */
  static String line(MapInfo info, long[] shape) {
    StringBuilder dimensions = new StringBuilder();
    for (long dimension : shape) {
      dimensions.append(dimensions.isEmpty() ? "" : "x").append(dimension);
    }
    List<Object> fields = new ArrayList<>();
    fields.add(info.file());
    fields.add(info.kind());
    fields.add(info.network());
    fields.add(info.image());
    fields.add(info.layer() < 0 ? null : info.layer());
    fields.add(info.layerName());
    fields.add(info.label());
    fields.add(info.wordBits());
    fields.add(dimensions);
    return Csv.line(fields);
  }
}
