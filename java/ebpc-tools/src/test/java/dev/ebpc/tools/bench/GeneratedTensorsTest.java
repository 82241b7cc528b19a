package dev.ebpc.tools.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.tools.rivals.Rival;
import dev.ebpc.tools.rivals.Rivals;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratedTensorsTest {
  private static final List<Piece> TENSORS = GeneratedTensors.all();
  private static final int MOST_BYTES = 10 << 20;
  private static final double TOLERANCE = 0.05;

  /** Of all words, one tensor after the other. */
  private static final long CHECKSUM = 0xFEBC73D7L;

  @Test
  void theSameTensorsEveryTimeAndEverywhere() {
    List<Piece> again = GeneratedTensors.all();
    CRC32C sum = new CRC32C();
    for (int i = 0; i < TENSORS.size(); i++) {
      assertArrayEquals(TENSORS.get(i).words(), again.get(i).words());
      sum.update(TENSORS.get(i).words());
    }
    assertEquals(CHECKSUM, sum.getValue(), () -> Long.toHexString(sum.getValue()));
  }

  @Test
  void theyAreFewMegabytes() {
    long bytes = TENSORS.stream().mapToLong(Piece::bytes).sum();
    assertTrue(bytes > MOST_BYTES / 2 && bytes < MOST_BYTES, () -> bytes + " bytes");
  }

  /**
   * Ratios of real tensors of the same kind and format: keys, values, hidden states, GELU,
   * attention, embeddings and weights of a small language model, plain and quantised; weights and
   * gradients of a network for pictures; ReLU maps of quantised ones.
   */
  @ParameterizedTest
  @CsvSource({
    "kv bfloat16,1.273,1.291",
    "kv float16,1.085,1.046",
    "kv float32,1.079,1.108",
    "kv int8,1.170,1.077",
    "kv fp8e4m3,1.222,1.047",
    "activation bfloat16,1.296,1.313",
    "activation float16,1.158,1.151",
    "activation float32,1.089,1.143",
    "embedding bfloat16,1.283,1.296",
    "embedding float16,1.087,1.061",
    "embedding float32,1.077,1.124",
    "embedding int8,1.157,1.012",
    "weight bfloat16,1.275,1.329",
    "weight float16,1.087,1.071",
    "weight float32,1.080,1.142",
    "weight int8,1.258,1.127",
    "gradient bfloat16,1.531,1.258",
    "gradient float32,1.461,1.167",
    "quantised int8,2.580,2.119",
    "quantised uint8,3.020,2.276"
  })
  void theyCompressAsRealOnesDo(String group, double zstd, double bitTransposedLz4) {
    assertEquals(zstd, ratio(group, Rivals.ZSTD_1), TOLERANCE * zstd);
    assertEquals(bitTransposedLz4, ratio(group, "bitplane+lz4"), TOLERANCE * bitTransposedLz4);
  }

  private static double ratio(String group, String rival) {
    long bytes = 0;
    long compressed = 0;
    for (Piece tensor : TENSORS) {
      if (tensor.group().name().equals(group)) {
        bytes += tensor.bytes();
        compressed += compressedBytes(tensor, rival);
      }
    }
    return (double) bytes / compressed;
  }

  private static int compressedBytes(Piece tensor, String name) {
    try (Rival rival = Rivals.named(name).open(tensor.format().containerBytes())) {
      byte[] target = new byte[rival.maxCompressedLength(tensor.bytes())];
      return rival.compress(tensor.words(), tensor.bytes(), target);
    }
  }
}
