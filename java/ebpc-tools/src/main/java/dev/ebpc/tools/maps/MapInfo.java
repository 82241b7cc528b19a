package dev.ebpc.tools.maps;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.tools.io.FileNames;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Where a feature map comes from and what its words are.
 *
 * @param file its name in the manifest, or its path below the folder the user named
 * @param network the network, empty if unknown
 * @param image the picture it was computed from, empty if unknown
 * @param layer position of the layer within the network, -1 if unknown
 * @param layerName name of the layer, empty if unknown
 * @param kind {@link #FEATURE_MAP} or {@link #GRADIENT}
 * @param label name of the format: {@code fixed8}, {@code fixed12}, {@code fixed16} for quantised
 *     maps as published, else that of the number format
 * @param format how the words lie in memory
 * @param wordBits W
 */
public record MapInfo(
    String file,
    String network,
    String image,
    int layer,
    String layerName,
    String kind,
    String label,
    NumberFormat format,
    int wordBits) {

  /** Kind of an output of an activation function. */
  public static final String FEATURE_MAP = "fmap";

  /** Kind of what other values are multiplied by, such as a hard sigmoid. */
  public static final String GATE = "gate";

  /** Kind of a gradient with respect to such an output. */
  public static final String GRADIENT = "grad";

  /** In names of files, where underscores separate parts. */
  static final String FILLER = "-";

  /** Names that manifests have beside those of the number formats. */
  private static final Map<String, NumberFormat> NAMED =
      Map.of(
          "fixed8", NumberFormat.INT8,
          "fixed12", NumberFormat.FIXED12,
          "fixed16", NumberFormat.INT16,
          "fp8e4m3", NumberFormat.FLOAT8_E4M3,
          "fp8e5m2", NumberFormat.FLOAT8_E5M2);

  /**
   * The number format behind a label.
   *
   * @param label a name from the published evaluation or one of ours
   * @throws IllegalArgumentException if there is none
   */
  public static NumberFormat formatOf(String label) {
    NumberFormat named = NAMED.get(label);
    return named == null ? NumberFormat.ofLabel(label) : named;
  }

  /** Whether {@link #formatOf} knows a label. */
  static boolean isFormat(String label) {
    return NAMED.containsKey(label)
        || Arrays.stream(NumberFormat.values()).anyMatch(format -> format.label().equals(label));
  }

  /** The same map in another format. */
  public MapInfo in(String newLabel) {
    NumberFormat other = formatOf(newLabel);
    MapInfo made =
        new MapInfo(
            file, network, image, layer, layerName, kind, newLabel, other, other.wordBits());
    return made.named(made.tellingName());
  }

  /** The same map in a file of another name. */
  MapInfo named(String newFile) {
    return new MapInfo(newFile, network, image, layer, layerName, kind, label, format, wordBits);
  }

  /**
   * The name of a file that tells where the map comes from: {@code net_image_00-layer_format.npy};
   * where that is not known, the file's own name and the format.
   */
  String tellingName() {
    return FileNames.safe(tellingStem(), FILLER) + tellingSuffix();
  }

  /** Such a name that no other map of a folder has. */
  String tellingName(FileNames folder) {
    return folder.unique("", tellingStem(), tellingSuffix());
  }

  private String tellingStem() {
    return network.isEmpty() || layer < 0
        ? stem(file)
        : String.format(
            Locale.ROOT, "%s_%s_%02d-%s", network, stem(image).replace('_', '-'), layer, layerName);
  }

  private String tellingSuffix() {
    return (isGradient() ? "-grad_" : "_") + FileNames.safe(label, FILLER) + ".npy";
  }

  private static String stem(String name) {
    return name.replaceAll("\\.[^.]*$", "");
  }

  /** The layer as people read it. */
  public String layerText() {
    String number = layer < 0 ? "" : String.format(Locale.ROOT, "%02d", layer);
    return layerName.isEmpty() || number.isEmpty() ? number + layerName : number + " " + layerName;
  }

  /** Whether it is a gradient map. */
  public boolean isGradient() {
    return kind.equals(GRADIENT);
  }
}
