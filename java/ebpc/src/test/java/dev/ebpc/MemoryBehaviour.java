package dev.ebpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.frame.FrameHeader;
import dev.ebpc.frame.FrameReader;
import dev.ebpc.frame.FrameWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the facade does with memory of every kind; a test class per engine extends it. */
public abstract class MemoryBehaviour {

  /** Name of the engine. */
  protected abstract String engine();

  private EbpcBuilder builder() {
    return Ebpc.builder().engine(engine());
  }

  private static byte[] relu(int count) {
    Random random = new Random(count);
    byte[] words = new byte[count];
    for (int i = 0; i < count; i++) {
      words[i] = (byte) Math.max(0, random.nextGaussian() * 20);
    }
    return words;
  }

  // Memory that only the calling thread can reach

  @ParameterizedTest
  @CsvSource({"1000, 500", "300000, 40"})
  void memoryOfTheCallingThreadServesCodecsOfSeveralThreads(int count, int rounds) {
    Ebpc codec = builder().threads(2).build();
    byte[] words = relu(count);
    for (int round = 0; round < rounds; round++) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment source = arena.allocate(count).copyFrom(MemorySegment.ofArray(words));
        MemorySegment target = arena.allocate(codec.maxCompressedLength(NumberFormat.INT8, count));
        long bytes = codec.compress(NumberFormat.INT8, source, target);
        MemorySegment back = arena.allocate(count).fill((byte) 0x5A);
        codec.decompress(target.asSlice(0, bytes), back);
        assertEquals(-1, back.mismatch(source));
      }
    }
  }

  /** Helpers that are still about from shared memory must not take up what they cannot reach. */
  @Test
  void sharedAndConfinedMemoryMayTakeTurns() {
    int count = 300_000;
    byte[] words = relu(count);
    try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
      Ebpc codec = builder().executor(pool, 4).build();
      for (int round = 0; round < 20; round++) {
        try (Arena arena = round % 2 == 0 ? Arena.ofConfined() : Arena.ofShared()) {
          MemorySegment source = arena.allocate(count).copyFrom(MemorySegment.ofArray(words));
          byte[] frame = codec.compress(NumberFormat.INT8, source);
          MemorySegment back = arena.allocate(count);
          codec.decompress(MemorySegment.ofArray(frame), back);
          assertEquals(-1, back.mismatch(source));
        }
      }
    }
  }

  @Test
  void streamsTakeWordsFromConfinedMemoryToo() throws IOException {
    int count = 300_000;
    byte[] words = relu(count);
    Ebpc codec = builder().threads(2).build();
    FrameHeader header = codec.header(NumberFormat.INT8).words(count).build();
    for (int round = 0; round < 15; round++) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment memory = arena.allocate(count).copyFrom(MemorySegment.ofArray(words));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FrameWriter writer = FrameWriter.of(out, header, codec.workers())) {
          writer.write(memory, 0, count);
          writer.finish();
        }
        memory.fill((byte) 0);
        MemorySegment frame = MemorySegment.ofArray(out.toByteArray());
        try (FrameReader reader = FrameReader.of(frame, codec.workers(), FrameReader.NO_LIMIT)) {
          assertEquals(count, reader.read(memory, 0, count));
        }
        assertArrayEquals(words, memory.toArray(ValueLayout.JAVA_BYTE));
      }
    }
  }

  // Byte order

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void buffersKeepTheirByteOrder(boolean direct) {
    float[] numbers = {1.5f, 2f, -0f, Float.NaN, Float.MIN_VALUE, 77f};
    Ebpc codec = builder().build();
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      ByteBuffer words = buffer(direct, 3 + 4 * numbers.length).order(order);
      words.position(3);
      for (float number : numbers) {
        words.putFloat(number);
      }
      words.position(3);
      byte[] before = bytesOf(words);
      byte[] frame = codec.compress(NumberFormat.FLOAT32, words.duplicate().order(order));
      assertArrayEquals(numbers, codec.decompressToFloats(frame));
      assertArrayEquals(before, bytesOf(words), "the source is as it was");

      ByteBuffer target = ByteBuffer.allocate(1000);
      codec.compress(NumberFormat.FLOAT32, words, target);
      assertEquals(0, words.remaining());
      assertArrayEquals(frame, bytesOf(target.flip()));
      for (ByteOrder other : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
        ByteBuffer back = buffer(direct, 2 + 4 * numbers.length).order(other).position(1);
        assertEquals(numbers.length, codec.decompress(ByteBuffer.wrap(frame), back));
        assertEquals(1, back.remaining());
        for (int i = 0; i < numbers.length; i++) {
          assertEquals(
              Float.floatToRawIntBits(numbers[i]),
              Float.floatToRawIntBits(back.getFloat(1 + 4 * i)));
        }
        assertEquals(0, back.get(0));
        assertEquals(0, back.get(back.capacity() - 1));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void typedBuffersAreTakenInTheirOrder(boolean bigEndian) {
    ByteOrder order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    Ebpc codec = builder().build();

    FloatBuffer floats = ByteBuffer.allocate(44).order(order).asFloatBuffer();
    floats.put(new float[] {9, 1.5f, 2, -3}).flip().position(1);
    byte[] ofFloats = codec.compress(NumberFormat.FLOAT32, floats);
    assertArrayEquals(new float[] {1.5f, 2, -3}, codec.decompressToFloats(ofFloats));
    assertEquals(4, floats.position());
    FloatBuffer floatsBack = ByteBuffer.allocateDirect(20).order(order).asFloatBuffer();
    floatsBack.position(1);
    assertEquals(3, codec.decompress(ByteBuffer.wrap(ofFloats), floatsBack));
    assertEquals(4, floatsBack.position());
    assertEquals(2f, floatsBack.get(2));

    ShortBuffer shorts = ByteBuffer.allocateDirect(6).order(order).asShortBuffer();
    shorts.put(new short[] {1, -2, 300}).flip();
    byte[] ofShorts = codec.compress(NumberFormat.INT16, shorts);
    assertArrayEquals(new short[] {1, -2, 300}, codec.decompressToShorts(ofShorts));

    IntBuffer ints = ByteBuffer.allocate(8).order(order).asIntBuffer();
    ints.put(new int[] {1 << 20, -5}).flip();
    byte[] ofInts = codec.compress(NumberFormat.INT32, ints);
    assertArrayEquals(new int[] {1 << 20, -5}, codec.decompressToInts(ofInts));
  }

  @Test
  void buffersOfOtherElementsAreRefused() {
    Ebpc codec = builder().build();
    FloatBuffer floats = FloatBuffer.wrap(new float[4]);
    assertThrows(IllegalArgumentException.class, () -> codec.compress(NumberFormat.INT16, floats));
    byte[] frame = codec.compress(NumberFormat.INT16, new short[4]);
    assertThrows(
        IllegalArgumentException.class, () -> codec.decompress(ByteBuffer.wrap(frame), floats));
    ByteBuffer odd = ByteBuffer.allocate(7);
    assertThrows(IllegalArgumentException.class, () -> codec.compress(NumberFormat.INT16, odd));
    assertEquals(0, odd.position());
  }

  // Overlap

  enum Overlapping {
    SAME,
    SHIFTED,
    INSIDE,
    LAST_BYTE
  }

  @ParameterizedTest
  @EnumSource
  void sourceAndTargetInTheSameMemoryAreRefused(Overlapping how) throws IOException {
    for (boolean direct : new boolean[] {false, true}) {
      Ebpc codec = builder().build();
      int count = 10_000;
      int most = (int) codec.maxCompressedLength(NumberFormat.INT8, count);
      ByteBuffer all = buffer(direct, 3 * most);
      int at =
          switch (how) {
            case SAME -> 0;
            case SHIFTED -> 100;
            case INSIDE -> 5000;
            case LAST_BYTE -> count - 1;
          };
      all.put(0, relu(count));
      byte[] before = bytesOf(all);
      MemorySegment memory = MemorySegment.ofBuffer(all);
      MemorySegment words = memory.asSlice(0, count);
      MemorySegment frame = memory.asSlice(at, most);
      refused(() -> codec.compress(NumberFormat.INT8, words, frame));
      refused(() -> codec.compress(NumberFormat.INT8, all.slice(0, count), all.slice(at, most)));
      refused(
          () ->
              codec.compress(
                  NumberFormat.INT16,
                  all.slice(0, count).order(ByteOrder.BIG_ENDIAN),
                  all.slice(at, most)));
      assertArrayEquals(before, bytesOf(all), "nothing was touched");

      byte[] made = codec.compress(NumberFormat.INT8, relu(count));
      memory.asSlice(0, made.length).copyFrom(MemorySegment.ofArray(made));
      byte[] framed = bytesOf(all);
      MemorySegment source = memory.asSlice(0, made.length);
      int to = Math.min(at, made.length - 1);
      MemorySegment target = memory.asSlice(to, count);
      refused(() -> codec.decompress(source, target));
      refused(() -> codec.decompress(all.slice(0, made.length), all.slice(to, count)));
      try (FrameReader reader = FrameReader.of(source, codec.workers(), FrameReader.NO_LIMIT)) {
        refused(() -> reader.read(target, 0, count));
      }
      assertArrayEquals(framed, bytesOf(all), "nothing was touched");

      FrameHeader header = codec.header(NumberFormat.INT8).words(100).build();
      MemorySegment out = memory.asSlice(2L * most, most);
      try (FrameWriter writer = FrameWriter.of(out, header, codec.workers())) {
        refused(() -> writer.write(out.asSlice(most - 100L, 100), 0, 100));
      }
    }
  }

  @Test
  void sourceAndTargetMayLieSideBySide() {
    Ebpc codec = builder().build();
    byte[] words = relu(5000);
    MemorySegment memory = MemorySegment.ofArray(new byte[20_000]);
    MemorySegment source = memory.asSlice(0, 5000).copyFrom(MemorySegment.ofArray(words));
    long bytes = codec.compress(NumberFormat.INT8, source, memory.asSlice(5000, 7000));
    codec.decompress(memory.asSlice(5000, bytes), memory.asSlice(5000 + bytes, 5000));
    byte[] back = memory.asSlice(5000 + bytes, 5000).toArray(ValueLayout.JAVA_BYTE);
    assertArrayEquals(words, back);
  }

  private interface Call {
    void run() throws IOException;
  }

  private static void refused(Call call) {
    IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, call::run);
    assertTrue(refusal.getMessage().contains("overlap"), refusal.getMessage());
  }

  private static ByteBuffer buffer(boolean direct, int size) {
    return direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
  }

  private static byte[] bytesOf(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(buffer.position(), bytes);
    return bytes;
  }
}
