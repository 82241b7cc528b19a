package dev.ebpc.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Vector;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every engine must do; a test class per engine extends it. */
public abstract class EngineBehaviour {

  protected abstract Engine engine();

  static Stream<Vector> vectors() {
    return Stream.concat(
        Vector.read("streams.json").stream(), Vector.read("streams_soft.json").stream());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void goldenVectorsComeOut(Vector vector) {
    ChunkBatch batch = batchOf(vector.parameters(), vector.words());
    batch.reserveForEncoding();
    Engine engine = engine();
    engine.encodeChunks(batch, engine.newScratch());
    assertEquals(vector.number("znz_bits"), batch.znzBits[0]);
    assertEquals(vector.number("bpc_bits"), batch.bpcBits[0]);
    assertArrayEquals(cut(vector.bytes("znz"), batch.znzBits[0]), batch.znzOf(0));
    assertArrayEquals(cut(vector.bytes("bpc"), batch.bpcBits[0]), batch.bpcOf(0));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void goldenVectorsGoBack(Vector vector) {
    ChunkBatch batch = batchOf(vector.parameters(), vector.words());
    byte[] expected = batch.words.toArray(ValueLayout.JAVA_BYTE);
    batch.words.fill((byte) 0x5A);
    byte[] znz = cut(vector.bytes("znz"), vector.number("znz_bits"));
    byte[] bpc = cut(vector.bytes("bpc"), vector.number("bpc_bits"));
    batch.reserve(znz.length, bpc.length);
    System.arraycopy(znz, 0, batch.znz, 0, znz.length);
    System.arraycopy(bpc, 0, batch.bpc, 0, bpc.length);
    batch.znzBytes[0] = znz.length;
    batch.bpcBytes[0] = bpc.length;
    batch.nonZeros[0] = ChunkBatch.UNKNOWN;
    Engine engine = engine();
    assertTrue(engine.decodeChunks(batch, engine.newScratch()));
    assertArrayEquals(expected, batch.words.toArray(ValueLayout.JAVA_BYTE));
  }

  /** One chunk of words in the smallest container, zero-extended. */
  static ChunkBatch batchOf(CodeParameters parameters, int[] words) {
    ChunkBatch batch = new ChunkBatch(1);
    batch.parameters = parameters;
    batch.format = formatOf(parameters.wordBits());
    int bytes = batch.format.containerBytes();
    byte[] containers = new byte[words.length * bytes];
    MemorySegment memory = MemorySegment.ofArray(containers);
    for (int i = 0; i < words.length; i++) {
      switch (bytes) {
        case 1 -> containers[i] = (byte) words[i];
        case 2 ->
            memory.set(
                ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN),
                2L * i,
                (short) words[i]);
        default ->
            memory.set(
                ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN),
                4L * i,
                words[i]);
      }
    }
    batch.words = memory;
    batch.chunks = 1;
    batch.wordCount[0] = words.length;
    return batch;
  }

  static NumberFormat formatOf(int wordBits) {
    return wordBits <= 8
        ? NumberFormat.UINT8
        : wordBits <= 16 ? NumberFormat.UINT16 : NumberFormat.UINT32;
  }

  /** The streams of the files are padded to words, those of a batch to bytes. */
  static byte[] cut(byte[] stream, int bits) {
    return Arrays.copyOf(stream, (bits + 7) / 8);
  }
}
