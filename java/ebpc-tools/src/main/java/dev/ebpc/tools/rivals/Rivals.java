package dev.ebpc.tools.rivals;

import java.util.List;
import java.util.function.IntFunction;
import net.jpountz.lz4.LZ4Factory;

/** The list of rivals. Built once, on first use; thread-safe. */
public final class Rivals {
  /** The rival that the fast codecs are compared with: native LZ4. */
  public static final String LZ4 = "lz4";

  /** The rival that stands for better ratios: native Zstandard at level 1. */
  public static final String ZSTD_1 = "zstd-1";

  private static final String MEMCPY = "memcpy";
  private static final String ZSTD_19 = "zstd-19";
  private static final String ZVC = "zvc";
  private static final String ZVC_VECTOR = "zvc-vector";

  private static final class Holder {
    static final List<RivalStatus> ALL = probeAll();
  }

  private Rivals() {}

  /** All rivals, those that do not run here included. */
  public static List<RivalStatus> all() {
    return Holder.ALL;
  }

  /** The rivals that run here. */
  public static List<RivalStatus> available() {
    return all().stream().filter(RivalStatus::isAvailable).toList();
  }

  /** Those of them that are fast enough to be a choice where speed counts. */
  public static List<RivalStatus> usual() {
    return available().stream().filter(rival -> !rival.name().equals(ZSTD_19)).toList();
  }

  /** Whether a rival is no choice but something to compare with: a copy, or zero-value coding. */
  public static boolean isBaseline(String name) {
    return List.of(MEMCPY, ZVC, ZVC_VECTOR).contains(name);
  }

  /**
   * The rival of a name.
   *
   * @throws IllegalArgumentException if there is none, or it does not run here, with the reason
   */
  public static RivalStatus named(String name) {
    RivalStatus found =
        all().stream()
            .filter(rival -> rival.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no rival is called "
                            + name
                            + "; there are "
                            + all().stream().map(RivalStatus::name).toList()));
    if (!found.isAvailable()) {
      throw new IllegalArgumentException(name + " does not run here: " + found.reason());
    }
    return found;
  }

  private static List<RivalStatus> probeAll() {
    IntFunction<Rival> lz4 = word -> new Lz4(LZ4, LZ4Factory.nativeInstance());
    IntFunction<Rival> zstd = word -> new Zstandard(ZSTD_1, 1);
    return List.of(
        RivalStatus.probe(MEMCPY, "System.arraycopy", word -> new Memcpy()),
        RivalStatus.probe(LZ4, "LZ4 in C (lz4-java)", lz4),
        RivalStatus.probe(
            "lz4-java",
            "LZ4 in Java (lz4-java)",
            word -> new Lz4("lz4-java", LZ4Factory.fastestJavaInstance())),
        RivalStatus.probe("snappy", "Snappy in C++ (snappy-java)", word -> new SnappyCodec()),
        RivalStatus.probe(ZSTD_1, "Zstandard -1 in C (zstd-jni)", zstd),
        RivalStatus.probe(
            "zstd-3", "Zstandard -3 in C (zstd-jni)", word -> new Zstandard("zstd-3", 3)),
        RivalStatus.probe(
            ZSTD_19, "Zstandard -19 in C (zstd-jni)", word -> new Zstandard(ZSTD_19, 19)),
        RivalStatus.probe(
            "air-lz4", "LZ4 in Java (aircompressor v3)", word -> Aircompressor.lz4("air-lz4")),
        RivalStatus.probe(
            "air-zstd",
            "Zstandard in Java (aircompressor v3)",
            word -> Aircompressor.zstd("air-zstd")),
        RivalStatus.probe("deflate-6", "zlib -6 (JDK Deflater)", word -> new Deflate()),
        RivalStatus.probe(
            ZVC,
            "zero-value coding, bit mask and non-zero words (ours)",
            word -> ZeroValueCoding.scalar(ZVC, word)),
        RivalStatus.probe(
            ZVC_VECTOR,
            "zero-value coding with the Vector API (ours)",
            word -> ZeroValueCoding.vector(ZVC_VECTOR, word)),
        RivalStatus.probe(
            "bitplane+lz4",
            "bit transposition (ours), then LZ4 in C",
            word -> new BitTransposed("bitplane+lz4", word, lz4.apply(word))),
        RivalStatus.probe(
            "bitplane+zstd-1",
            "bit transposition (ours), then Zstandard -1 in C",
            word -> new BitTransposed("bitplane+zstd-1", word, zstd.apply(word))),
        RivalStatus.probe(
            "bitshuffle+lz4",
            "bit shuffle and LZ4 in C (c-blosc)",
            word -> new Blosc("bitshuffle+lz4", "lz4", word)),
        RivalStatus.probe(
            "bitshuffle+zstd",
            "bit shuffle and Zstandard -1 in C (c-blosc)",
            word -> new Blosc("bitshuffle+zstd", "zstd", word)));
  }
}
