package dev.ebpc.tools.maps;

import dev.ebpc.code.NumberFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Quantises float32 maps as the published evaluation does: every layer is scaled by 0.75 over its
 * greatest magnitude in all pictures, then times 2^(W-1) - 1 and cut off towards zero; float16 is
 * scaled and rounded.
 *
 * <p>Maps are given twice: first to {@link #measure}, then to {@link #quantise}. Maps that are not
 * float32 pass as they are. Not thread-safe.
 */
public final class Quantiser {
  /** Label of maps that pass as they are. */
  public static final String PLAIN = "plain";

  private static final float HEADROOM = 0.75f;
  private static final List<String> LABELS =
      List.of("fixed8", "fixed12", "fixed16", "float16", "float32", PLAIN);

  /** What has one scale. */
  private record Layer(String network, int layer, String name, String kind) {
    /** A file of which nothing is known is a layer of its own. */
    static Layer of(MapInfo info) {
      boolean unknown = info.network().isEmpty() && info.layer() < 0;
      String name = unknown ? info.file() : info.layerName();
      return new Layer(info.network(), info.layer(), name, info.kind());
    }
  }

  private final List<String> labels;
  private final Map<Layer, Float> magnitudes = new HashMap<>();

  /**
   * Starts with nothing measured.
   *
   * @param labels formats to make of each float32 map: {@code fixed8}, {@code fixed12}, {@code
   *     fixed16}, {@code float16}, {@code float32} (scaled) or {@link #PLAIN}
   * @throws IllegalArgumentException if one is none of these
   */
  public Quantiser(List<String> labels) {
    for (String label : labels) {
      if (!LABELS.contains(label)) {
        throw new IllegalArgumentException(
            "maps are quantised to " + String.join(", ", LABELS) + "; found " + label);
      }
    }
    this.labels = labels;
  }

  /** Whether maps have to be measured before they can be quantised. */
  public boolean needsScale() {
    return !labels.equals(List.of(PLAIN));
  }

  /** Takes a map's greatest magnitude into account. */
  public void measure(MapInfo info, byte[] containers) {
    if (info.format() == NumberFormat.FLOAT32) {
      float magnitude = FloatWords.magnitude(containers, NumberFormat.FLOAT32);
      magnitudes.merge(Layer.of(info), magnitude, Math::max);
    }
  }

  /** A sink that quantises what it is given and hands it on, once per format. */
  public MapSink quantise(MapSink next) {
    return (info, shape, containers) -> {
      if (info.format() == NumberFormat.FLOAT32) {
        quantise(info, shape, containers, next);
      } else {
        next.accept(info, shape, containers);
      }
    };
  }

  private void quantise(MapInfo info, long[] shape, byte[] containers, MapSink next)
      throws IOException {
    for (String label : labels) {
      if (label.equals(PLAIN)) {
        next.accept(info, shape, containers);
      } else {
        float magnitude = magnitudes.get(Layer.of(info));
        float scale = magnitude == 0 ? 1 : HEADROOM / magnitude;
        MapInfo quantised = info.in(label);
        next.accept(quantised, shape, converted(containers, scale, quantised.format()));
      }
    }
  }

  /** Scales float32 values into another format. */
  static byte[] converted(byte[] containers, float scale, NumberFormat format) {
    ByteBuffer from = ByteBuffer.wrap(containers).order(ByteOrder.LITTLE_ENDIAN);
    int size = format.containerBytes();
    byte[] words = new byte[containers.length / Float.BYTES * size];
    ByteBuffer to = ByteBuffer.wrap(words).order(ByteOrder.LITTLE_ENDIAN);
    float full = (1 << (Math.min(format.wordBits(), 31) - 1)) - 1;
    while (from.hasRemaining()) {
      float value = from.getFloat() * scale;
      switch (format) {
        case FLOAT32 -> to.putFloat(value);
        case FLOAT16 -> to.putShort(Float.floatToFloat16(value));
        case INT8 -> to.put((byte) cut(value, full));
        default -> to.putShort((short) cut(value, full));
      }
    }
    return words;
  }

  /** Towards zero; infinities, which no scale allows for, stop at the end of the range. */
  private static int cut(float value, float full) {
    return (int) Math.max(-full, Math.min(full, value * full));
  }
}
