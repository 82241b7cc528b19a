package dev.ebpc.tools.maps;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.tools.io.Names;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list of a folder's feature maps: CSV with a column {@code file} and, where known, {@code
 * net}, {@code image}, {@code layer}, {@code layer_name}, {@code format}, {@code kind} and {@code
 * word_bits}. Other columns are left alone.
 */
public final class Manifest {
  /** Name of the manifest that a folder is looked for. */
  public static final String NAME = "index.csv";

  /** Columns that the tools write, in this order. */
  static final List<String> COLUMNS =
      List.of(
          "file", "kind", "net", "image", "layer", "layer_name", "format", "word_bits", "shape");

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
   * @throws IOException if it is none
   */
  public static List<Entry> read(Path manifest) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(manifest);
    } catch (MalformedInputException binary) {
      throw new IOException(manifest + ": a manifest is CSV in UTF-8", binary);
    }
    List<String> columns = lines.isEmpty() ? List.of() : Csv.fields(lines.get(0).strip());
    if (!columns.contains("file")) {
      throw new IOException(manifest + ": the first line of a manifest names a column 'file'");
    }
    Path folder = manifest.toAbsolutePath().getParent();
    List<Entry> entries = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        try {
          entries.add(entry(folder, row(columns, Csv.fields(lines.get(i)))));
        } catch (IllegalArgumentException wrong) {
          throw new IOException(manifest + ", line " + (i + 1) + ": " + wrong.getMessage(), wrong);
        }
      }
    }
    return entries;
  }

  private static Map<String, String> row(List<String> columns, List<String> fields) {
    if (fields.size() != columns.size()) {
      throw new IllegalArgumentException(
          "expected " + columns.size() + " fields, found " + fields.size());
    }
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      row.put(columns.get(i), fields.get(i).strip());
    }
    return row;
  }

  private static Entry entry(Path folder, Map<String, String> row) {
    String file = row.get("file");
    if (file.isEmpty()) {
      throw new IllegalArgumentException("the column 'file' is empty");
    }
    String label = row.getOrDefault("format", "");
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
    try {
      return text.isEmpty() ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException(column + " is no number: " + text, wrong);
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
