package dev.ebpc.packed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.packed.PackedException.Rule;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Every batch is read as the chapter says, whatever its bytes: the same words or the same error.
 */
class PackedHostileTest {
  private final PackedEncoder encoder = new PackedEncoder();
  private final PackedDecoder decoder = new PackedDecoder();
  private final EnumMap<Rule, Integer> broken = new EnumMap<>(Rule.class);
  private int accepted;

  /** Both readers, over bytes that are long enough for whatever a head may declare. */
  private void check(PackedFormat format, byte[] batch, int count) {
    byte[] padded = Arrays.copyOf(batch, format.storedBytes(count) + 200);
    byte[] expected = null;
    PackedException refused = null;
    try {
      expected = ReferenceDecoder.decode(format, padded, count);
    } catch (PackedException e) {
      refused = e;
    }
    try {
      byte[] words = Batches.decode(decoder, format, padded, count);
      assertNotNull(expected, () -> "accepted what breaks a rule, " + format);
      assertArrayEquals(expected, words, format::toString);
      accepted++;
    } catch (PackedException e) {
      assertNotNull(refused, () -> "refused: " + e.getMessage());
      assertEquals(refused.rule(), e.rule(), e.getMessage());
      assertEquals(refused.offset(), e.offset(), e.rule() + " " + e.getMessage());
      broken.merge(e.rule(), 1, Integer::sum);
    }
  }

  @Test
  void everyBitFlipIsReadAsTheChapterSays() {
    Random random = new Random(6);
    for (PackedFormat format : Batches.FORMATS) {
      for (int i = 0; i < 12; i++) {
        int count = 60 + random.nextInt(300);
        byte[] batch =
            Batches.encode(encoder, format, Batches.words(random, format, count), 1 + i * 7);
        for (int bit = 0; bit < 8 * batch.length; bit++) {
          byte[] flipped = batch.clone();
          flipped[bit / 8] ^= (byte) (1 << (bit % 8));
          check(format, flipped, count);
        }
      }
    }
    assertTrue(accepted > 1000, "flips of values leave a batch legal");
  }

  @Test
  void otherBytesAreReadAsTheChapterSays() {
    Random random = new Random(7);
    for (int i = 0; i < 30000; i++) {
      PackedFormat format = Batches.format(random);
      int count = 1 + random.nextInt(500);
      byte[] words = Batches.words(random, format, count);
      byte[] batch = Batches.encode(encoder, format, words, random.nextInt(40));
      for (int change = random.nextInt(4); change >= 0; change--) {
        int near = random.nextBoolean() ? Math.min(40, batch.length) : batch.length;
        batch[random.nextInt(near)] =
            (byte) (random.nextBoolean() ? random.nextInt(4) : random.nextInt());
      }
      check(format, batch, random.nextInt(10) == 0 ? 1 + random.nextInt(500) : count);
    }
    for (Rule rule : Rule.values()) {
      assertTrue(broken.getOrDefault(rule, 0) > 0, () -> "no input broke " + rule + ": " + broken);
    }
  }

  @Test
  void lengthsThatNoWordsCanHaveAreRefusedBeforeThePayload() throws PackedException {
    PackedFormat format = new PackedFormat(1, 8, true, false);
    byte[] words = new byte[1000];
    for (int i = 0; i < words.length; i++) {
      words[i] = (byte) (i % 3 * (i % 7));
    }
    byte[] batch = Batches.encode(encoder, format, words, 0);
    BatchHead head = new BatchHead();
    for (int field = 3; field < BatchHead.bytes(batch[0], format); field += 3) {
      byte[] forged = batch.clone();
      Arrays.fill(forged, field, field + 3, (byte) 0xFF);
      PackedException e =
          assertThrows(PackedException.class, () -> head.read(forged, 0, format, words.length));
      assertEquals(field, e.offset());
    }
  }
}
