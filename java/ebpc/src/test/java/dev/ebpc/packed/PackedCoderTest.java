package dev.ebpc.packed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PackedCoderTest {
  private final PackedEncoder encoder = new PackedEncoder();
  private final PackedDecoder decoder = new PackedDecoder();

  private byte[] roundTrip(PackedFormat format, byte[] words, int row) throws PackedException {
    byte[] batch = Batches.encode(encoder, format, words, row);
    String what = format + ", row " + row + ", " + words.length + " bytes";
    byte[] expected = new ReferenceEncoder(format).encode(words, row);
    assertEquals(Arrays.mismatch(expected, batch), -1, what);
    int count = words.length / format.containerBytes();
    assertArrayEquals(words, Batches.decode(decoder, format, batch, count), what);
    assertTrue(batch.length <= words.length + 1, what);
    return batch;
  }

  @Test
  void writesWhatTheChapterSaysAndReadsItBack() throws PackedException {
    Random random = new Random(1);
    int coded = 0;
    for (int i = 0; i < 3000; i++) {
      PackedFormat format = Batches.format(random);
      int count = 1 + random.nextInt(i % 10 == 0 ? 20000 : 600);
      int row = random.nextInt(3) == 0 ? random.nextInt(count + 2) : random.nextInt(140);
      byte[] batch = roundTrip(format, Batches.words(random, format, count), row);
      coded += batch[0] & 2;
    }
    assertTrue(coded > 2 * 1000, "most batches should be coded, not " + coded / 2);
  }

  @Test
  void takesEveryWidthAndEveryLengthAroundGroupsBlocksAndTiles() throws PackedException {
    Random random = new Random(2);
    for (int bytes = 1; bytes <= 4; bytes *= 2) {
      for (int bits = 2; bits <= 8 * bytes; bits++) {
        PackedFormat format = new PackedFormat(bytes, bits, bits % 2 == 0, false);
        for (int count : new int[] {1, 2, 7, 8, 9, 63, 64, 65, 127, 129, 1025, 4095, 4097, 8193}) {
          roundTrip(format, Batches.words(random, format, count), random.nextInt(count + 1));
        }
      }
    }
  }

  @Test
  void takesTheLongestBatches() throws PackedException {
    Random random = new Random(3);
    for (PackedFormat format : Batches.FORMATS) {
      int count = PackedFormat.MAX_BATCH_BYTES / format.containerBytes();
      for (int row : new int[] {0, 1, 63, 64, 65, 127, 128, 1000, count - 1, count}) {
        roundTrip(format, Batches.words(random, format, count), row);
        roundTrip(format, Batches.words(random, format, count - random.nextInt(70)), row);
      }
    }
  }

  @Test
  void restoresFlagsOfEveryRowLength() throws PackedException {
    Random random = new Random(4);
    PackedFormat format = Batches.FORMATS[0];
    int combined = 0;
    for (int row = 1; row < 300; row++) {
      byte[] words = new byte[1 + row * 40 + random.nextInt(200)];
      for (int i = 0; i < words.length; i++) {
        boolean zero = i % row < row / 2 ^ random.nextInt(60) == 0;
        words[i] = (byte) (zero ? 0 : 1 + random.nextInt(15));
      }
      byte[] batch = roundTrip(format, words, row);
      combined += (batch[0] & 15) == 14 ? 1 : 0;
    }
    assertTrue(combined > 200, "rows were combined in " + combined + " of 299 batches only");
  }

  @Test
  void takesEveryBatchOfThreeTwoBitWords() throws PackedException {
    for (int signed = 0; signed < 2; signed++) {
      PackedFormat format = new PackedFormat(1, 2, signed == 1, false);
      for (int i = 0; i < 64; i++) {
        byte[] words = new byte[3];
        for (int j = 0; j < 3; j++) {
          words[j] = (byte) format.extended(i >> (2 * j) & 3);
        }
        roundTrip(format, words, i % 4);
      }
    }
  }

  @Test
  void storesNoise() throws PackedException {
    Random random = new Random(5);
    for (PackedFormat format : Batches.FORMATS) {
      byte[] words = new byte[format.containerBytes() * 4096];
      for (int i = 0; i < words.length; i += format.containerBytes()) {
        int container = format.extended(random.nextInt());
        for (int j = 0; j < format.containerBytes(); j++) {
          words[i + j] = (byte) (container >>> (8 * j));
        }
      }
      if (format.wordBits() == 8 * format.containerBytes()) {
        assertEquals(words.length + 1, roundTrip(format, words, 64).length);
      }
    }
  }

  @Test
  void writesTheWorkedExampleOfTheChapter() throws IOException, PackedException {
    String text = Files.readString(Path.of("../../docs/packed.md"));
    int from = text.indexOf("```hex\n") + 7;
    String hex =
        text.substring(from, text.indexOf("```", from))
            .lines()
            .map(line -> line.replaceFirst(" {3,}.*", "").replace(" ", ""))
            .collect(Collectors.joining());
    byte[] words = new byte[128];
    for (int row = 0; row < 8; row++) {
      for (int column = 4; column < 12; column++) {
        words[16 * row + column] = (byte) (1 + (row + column) % 7);
      }
    }
    words[3 * 16 + 5] = 90;
    words[5 * 16 + 12] = 2;
    byte[] batch = roundTrip(new PackedFormat(1, 8, true, false), words, 16);
    assertEquals(hex, HexFormat.of().formatHex(batch));
  }
}
