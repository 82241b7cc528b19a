package dev.ebpc.tools.rivals;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RivalsTest {
  private static final int[] SIZES = {
    0, 1, 2, 3, 7, 8, 15, 63, 64, 65, 127, 255, 511, 4095, 8191, 8193, 20_001
  };

  static Stream<RivalStatus> rivals() {
    return Rivals.available().stream();
  }

  @ParameterizedTest
  @MethodSource("rivals")
  void restoresEverySizeAndWidth(RivalStatus status) {
    for (int wordBytes : new int[] {1, 2, 4}) {
      try (Rival rival = status.open(wordBytes)) {
        assertEquals(status.name(), rival.name());
        // A native library that nobody refers to any more would be unloaded now.
        System.gc();
        for (int size : SIZES) {
          for (int zeroPercent : new int[] {0, 60, 100}) {
            restores(rival, data(size, zeroPercent));
          }
        }
      }
    }
  }

  /** Arrays are as short as they may be, and the target is full of old data. */
  private static void restores(Rival rival, byte[] data) {
    byte[] target = new byte[rival.maxCompressedLength(data.length)];
    Arrays.fill(target, (byte) 0x55);
    int length = rival.compress(data, data.length, target);
    byte[] compressed = Arrays.copyOf(target, length);
    byte[] restored = new byte[data.length];
    Arrays.fill(restored, (byte) 0xAA);
    rival.decompress(compressed, length, restored, data.length);
    assertArrayEquals(data, restored, () -> rival.name() + ", " + data.length + " bytes");
    restoresDirect(rival, data, length);
  }

  /** The same outside the heap, with positions and limits that must not matter. */
  private static void restoresDirect(Rival rival, byte[] data, int length) {
    ByteBuffer source = direct(data.length).put(0, data);
    ByteBuffer target = direct(rival.maxCompressedLength(data.length));
    assertEquals(length, rival.compress(source, data.length, target), rival.name());
    ByteBuffer restored = direct(data.length);
    rival.decompress(target, length, restored, data.length);
    byte[] found = new byte[data.length];
    restored.clear().get(found);
    assertArrayEquals(data, found, () -> rival.name() + ", " + data.length + " direct bytes");
  }

  private static ByteBuffer direct(int bytes) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes);
    return buffer.position(bytes / 2);
  }

  private static byte[] data(int size, int zeroPercent) {
    Random random = new Random(size + zeroPercent);
    byte[] data = new byte[size];
    for (int i = 0; i < size; i++) {
      data[i] = random.nextInt(100) < zeroPercent ? 0 : (byte) random.nextInt();
    }
    return data;
  }

  @Test
  void pureJavaAndBundledRivalsAreThere() {
    List<String> names = Rivals.available().stream().map(RivalStatus::name).toList();
    assertTrue(
        names.containsAll(List.of("memcpy", "lz4-java", "deflate-6", "zvc")), names::toString);
  }

  @Test
  void whatIsMissingHasReason() {
    for (RivalStatus rival : Rivals.all()) {
      assertEquals(rival.isAvailable(), rival.reason().isEmpty(), rival.name());
    }
    RivalStatus broken =
        RivalStatus.probe(
            "broken",
            "",
            word -> {
              throw new UnsatisfiedLinkError("not installed");
            });
    assertFalse(broken.isAvailable());
    assertEquals("not installed", broken.reason());
    assertThrows(IllegalStateException.class, () -> broken.open(1));
    assertThrows(IllegalArgumentException.class, () -> Rivals.named("nobody"));
  }

  @Test
  void zeroValueCodingCountsFlagsAndWords() {
    byte[] data = new byte[256];
    data[3] = 1;
    data[200] = 1;
    try (Rival zvc = ZeroValueCoding.scalar("zvc", 2)) {
      byte[] target = new byte[zvc.maxCompressedLength(data.length)];
      int flagBytes = 256 / 2 / 8 + 8;
      assertEquals(flagBytes + 2 * 2, zvc.compress(data, data.length, target));
    }
  }

  /** Where the incubator module is loaded, both kernels give the same bytes; else there is one. */
  @Test
  void vectorKernelGivesTheSameBytes() {
    RivalStatus status =
        Rivals.all().stream().filter(r -> r.name().equals("zvc-vector")).findFirst().orElseThrow();
    boolean forced = System.getProperty("dev.ebpc.vector.bits") != null;
    if (!ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      assertTrue(status.reason().contains("jdk.incubator.vector"), status.reason());
    }
    assertTrue(status.isAvailable() || !forced, status.reason());
    for (int wordBytes : status.isAvailable() ? new int[] {1, 2, 4} : new int[0]) {
      try (Rival scalar = ZeroValueCoding.scalar("zvc", wordBytes);
          Rival vector = status.open(wordBytes)) {
        byte[] data = data(20_001, 60);
        assertArrayEquals(compressed(scalar, data), compressed(vector, data));
      }
    }
  }

  private static byte[] compressed(Rival rival, byte[] data) {
    byte[] target = new byte[rival.maxCompressedLength(data.length)];
    return Arrays.copyOf(target, rival.compress(data, data.length, target));
  }

  @Test
  void planesLieTogether() {
    byte[] words = new byte[32];
    for (int word = 0; word < 16; word++) {
      words[2 * word + 1] = (byte) 0x80;
    }
    byte[] planes = new byte[words.length];
    new BitTransposition(2).split(words, words.length, planes);
    byte[] expected = new byte[words.length];
    expected[30] = (byte) 0xff;
    expected[31] = (byte) 0xff;
    assertArrayEquals(expected, planes);
  }
}
