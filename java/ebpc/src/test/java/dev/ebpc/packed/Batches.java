package dev.ebpc.packed;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;

/** Formats and words to try a coder of batches with. */
final class Batches {

  /** Formats as frames have them, and others of every width. */
  static final PackedFormat[] FORMATS = {
    new PackedFormat(1, 8, true, false),
    new PackedFormat(1, 8, false, false),
    new PackedFormat(1, 8, false, true),
    new PackedFormat(2, 12, true, false),
    new PackedFormat(2, 16, true, false),
    new PackedFormat(2, 16, false, true),
    new PackedFormat(4, 32, true, false),
    new PackedFormat(4, 32, false, true)
  };

  private Batches() {}

  /** Any format. */
  static PackedFormat format(Random random) {
    if (random.nextBoolean()) {
      return FORMATS[random.nextInt(FORMATS.length)];
    }
    int wordBytes = 1 << random.nextInt(3);
    int bits = 2 + random.nextInt(8 * wordBytes - 1);
    return new PackedFormat(wordBytes, bits, random.nextBoolean(), false);
  }

  /** Containers of words that are like something: noise, maps, quantised, gaussian, constant. */
  static byte[] words(Random random, PackedFormat format, int count) {
    int[] words = new int[count];
    int zero = random.nextInt(3) == 0 ? random.nextInt() : 0;
    int common = random.nextInt(101);
    int spread = 1 + random.nextInt(format.wordBits());
    int manner = random.nextInt(8);
    int row = 1 + random.nextInt(100);
    for (int i = 0; i < count; i++) {
      int noise = random.nextInt();
      int small = noise >>> (32 - spread);
      words[i] =
          switch (manner) {
            case 0 -> noise;
            case 1 -> zero;
            case 2 -> zero + (random.nextInt(100) < common ? 0 : small);
            case 3 -> zero + (random.nextInt(100) < common ? 0 : small - (1 << (spread - 1)));
            case 4 -> pattern(random, format, 1 << spread);
            case 5 -> random.nextInt(100) < common ? zero : pattern(random, format, 64);
            case 6 -> i % row < common && random.nextInt(50) != 0 ? zero : zero + 1 + small;
            default -> zero + (random.nextInt(200) == 0 ? noise : random.nextInt(4));
          };
    }
    byte[] containers = new byte[count * format.containerBytes()];
    for (int i = 0; i < containers.length; i++) {
      int container = format.extended(words[i / format.containerBytes()]);
      containers[i] = (byte) (container >>> (8 * (i % format.containerBytes())));
    }
    return containers;
  }

  /** The pattern of a gaussian number in about the scale of its format. */
  private static int pattern(Random random, PackedFormat format, int scale) {
    float value = (float) (random.nextGaussian() * scale / 64);
    return switch (format.containerBytes()) {
      case 4 -> Float.floatToRawIntBits(value);
      case 2 -> Float.floatToFloat16(value);
      default -> Float.floatToFloat16(value) >>> 7;
    };
  }

  /** Head and payload as the encoder makes them, with guarded surroundings. */
  static byte[] encode(PackedEncoder encoder, PackedFormat format, byte[] words, int row) {
    int at = 3;
    int room = PackedFormat.room(words.length);
    byte[] out = new byte[at + room + 5];
    Arrays.fill(out, (byte) 0x5A);
    byte[] shifted = new byte[words.length + 7];
    System.arraycopy(words, 0, shifted, 7, words.length);
    int count = words.length / format.containerBytes();
    int length = encoder.encode(format, MemorySegment.ofArray(shifted), 7, count, row, out, at);
    for (int i = 0; i < out.length; i++) {
      if ((i < at || i >= at + room) && out[i] != 0x5A) {
        throw new AssertionError("wrote outside of its room at " + (i - at));
      }
    }
    return Arrays.copyOfRange(out, at, at + length);
  }

  /** The containers of a batch; what lies after the payload differs from call to call. */
  static byte[] decode(PackedDecoder decoder, PackedFormat format, byte[] batch, int count)
      throws PackedException {
    BatchHead head = new BatchHead();
    int headBytes = BatchHead.bytes(batch[0], format);
    head.read(batch, 0, format, count);
    int payload = head.payloadBytes(format, count);
    byte[] in = new byte[2 + payload + PackedFormat.SLACK];
    Arrays.fill(in, (byte) System.nanoTime());
    System.arraycopy(batch, headBytes, in, 2, payload);
    byte[] words = new byte[5 + format.storedBytes(count) + 5];
    decoder.decode(format, head, headBytes, count, in, 2, MemorySegment.ofArray(words), 5);
    for (int i = 0; i < 5; i++) {
      if (words[i] != 0 || words[words.length - 1 - i] != 0) {
        throw new AssertionError("wrote outside of the words");
      }
    }
    return Arrays.copyOfRange(words, 5, words.length - 5);
  }
}
