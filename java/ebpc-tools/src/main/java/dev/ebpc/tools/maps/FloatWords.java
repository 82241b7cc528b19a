package dev.ebpc.tools.maps;

import dev.ebpc.code.NumberFormat;

/** Floating point seen as words, and words as floating point. */
public final class FloatWords {
  private FloatWords() {}

  /** The value of a word of a floating-point format. */
  public static float value(int word, NumberFormat format) {
    return switch (format) {
      case FLOAT16 -> Float.float16ToFloat((short) word);
      case BFLOAT16 -> Float.intBitsToFloat(word << 16);
      case FLOAT32 -> Float.intBitsToFloat(word);
      default -> throw new IllegalArgumentException(format.label() + " is no floating point");
    };
  }

  /** The greatest finite magnitude of a tensor, 0 of an empty one. */
  public static float magnitude(byte[] containers, NumberFormat format) {
    WordTiles words = new WordTiles(containers, format);
    int[] tile = new int[WordTiles.WORDS];
    int total = containers.length / format.containerBytes();
    float greatest = 0;
    for (int first = 0; first < total; first += tile.length) {
      int count = Math.min(tile.length, total - first);
      words.read(first, tile, count);
      for (int i = 0; i < count; i++) {
        float value = Math.abs(value(tile[i], format));
        greatest = value > greatest && value < Float.POSITIVE_INFINITY ? value : greatest;
      }
    }
    return greatest;
  }
}
