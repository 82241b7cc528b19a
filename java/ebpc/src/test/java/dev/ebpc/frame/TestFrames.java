package dev.ebpc.frame;

import dev.ebpc.batch.LittleEndian;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Engines;
import dev.ebpc.engine.TestWords;
import dev.ebpc.hardware.ChunkDirectory;
import dev.ebpc.hardware.ChunkEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;

/** Makes tensors and frames for tests. */
final class TestFrames {
  static final Workers SCALAR = Workers.ofThreads(scalar(), 1);

  private TestFrames() {}

  static Engine scalar() {
    return Engines.named("scalar");
  }

  /**
   * Containers of words that fit W bits: stretches of every kind, so that every chunk kind comes.
   */
  static byte[] words(NumberFormat format, int wordBits, int count, long seed) {
    Random random = new Random(seed);
    ByteBuffer bytes =
        ByteBuffer.allocate(count * format.containerBytes()).order(ByteOrder.LITTLE_ENDIAN);
    if (format.isStored()) {
      random.nextBytes(bytes.array());
      return bytes.array();
    }
    while (bytes.hasRemaining()) {
      int left = bytes.remaining() / format.containerBytes();
      int stretch = Math.min(left, 1 + random.nextInt(5000));
      for (int word : TestWords.any(random).make(random, stretch, wordBits)) {
        int unused = 32 - wordBits;
        int extended = format.signed() ? word << unused >> unused : word;
        switch (format.containerBytes()) {
          case 1 -> bytes.put((byte) extended);
          case 2 -> bytes.putShort((short) extended);
          default -> bytes.putInt(extended);
        }
      }
    }
    return bytes.array();
  }

  /** The chunks of a batch of the hardware profile. */
  static List<ChunkEntry> chunks(BatchEntry batch) {
    return ((ChunkDirectory) batch.content()).chunks();
  }

  static FrameHeader.Builder header(NumberFormat format, CodeParameters code, int chunkWords) {
    return FrameHeader.builder(format).parameters(code).chunkWords(chunkWords);
  }

  /** Writes one frame in one go. */
  static byte[] write(FrameHeader header, byte[] words, Workers workers) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FrameWriter writer = FrameWriter.of(out, header, workers)) {
      writer.write(words, 0, words.length / header.elementBytes());
      writer.finish();
    }
    return out.toByteArray();
  }

  /** Reads the only frame of an input in one go. */
  static byte[] read(byte[] frame, Workers workers) throws IOException {
    try (FrameReader reader =
        FrameReader.of(MemorySegment.ofArray(frame), workers, FrameReader.NO_LIMIT)) {
      byte[] words =
          new byte[Math.toIntExact(reader.totalWords() * reader.header().elementBytes())];
      reader.read(words, 0, words.length / reader.header().elementBytes());
      reader.nextFrame();
      return words;
    }
  }

  /** Changes bytes of a header and makes its checksum right again. */
  static byte[] forgeHeader(byte[] frame, int at, int... values) {
    byte[] forged = frame.clone();
    for (int i = 0; i < values.length; i++) {
      forged[at + i] = (byte) values[i];
    }
    int crcAt = LittleEndian.getInt(frame, 8) - 4;
    LittleEndian.putInt(forged, crcAt, crc(forged, 0, crcAt));
    return forged;
  }

  static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  static byte[] join(byte[]... parts) {
    byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
