package dev.ebpc.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.batch.LittleEndian;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.ErrorCode;
import dev.ebpc.code.NumberFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameHeaderTest {
  private static final FrameHeader FULL =
      FrameHeader.builder(NumberFormat.FIXED12)
          .parameters(new CodeParameters(11, 16, 256))
          .chunkWords(999)
          .shape(3, 5, 7)
          .name("Schicht α/0")
          .origin(OriginKind.NPY, new byte[] {1, 2, 3})
          .anotherFollows(true)
          .index(true)
          .build();

  /** Behind 40 fixed bytes and three dimensions. */
  private static final int NAME_AT = 64;

  @Test
  void everythingComesBack() {
    byte[] bytes = FULL.toBytes();
    FrameHeader back = FrameHeader.parse(bytes);
    assertEquals(NumberFormat.FIXED12, back.format());
    assertEquals(new CodeParameters(11, 16, 256), back.parameters());
    assertEquals(999, back.chunkWords());
    assertEquals(2, back.elementBytes());
    assertEquals(105, back.words());
    assertEquals(210, back.dataBytes());
    assertArrayEquals(new long[] {3, 5, 7}, back.shape().orElseThrow());
    assertEquals("Schicht α/0", back.name().orElseThrow());
    assertEquals(OriginKind.NPY, back.originKind());
    assertArrayEquals(new byte[] {1, 2, 3}, back.origin());
    assertTrue(back.anotherFollows());
    assertTrue(back.index());
    assertArrayEquals(bytes, back.toBytes());
    assertArrayEquals(bytes, back.toBuilder().build().toBytes());
  }

  @Test
  void whatIsNotKnownComesBackToo() {
    FrameHeader back = FrameHeader.parse(FrameHeader.builder(NumberFormat.INT8).build().toBytes());
    assertEquals(FrameHeader.UNKNOWN_WORDS, back.words());
    assertEquals(FrameHeader.UNKNOWN_WORDS, back.dataBytes());
    assertEquals(Optional.empty(), back.name());
    assertTrue(back.shape().isEmpty());
    assertEquals(FrameHeader.DEFAULT_CHUNK_WORDS, back.chunkWords());
    assertEquals(OriginKind.NONE, back.originKind());
    assertThrows(IllegalStateException.class, back::maxFrameBytes);
  }

  @Test
  void aSingleWordHasAShapeToo() {
    FrameHeader scalar = FrameHeader.builder(NumberFormat.FLOAT32).shape().build();
    assertEquals(1, scalar.words());
    assertEquals(0, FrameHeader.parse(scalar.toBytes()).shape().orElseThrow().length);
  }

  @Test
  void longOriginsComeBack() {
    byte[] section = new byte[200_001];
    section[200_000] = 7;
    FrameHeader header =
        FrameHeader.builder(NumberFormat.INT8).origin(OriginKind.SAFETENSORS, section).build();
    assertArrayEquals(section, FrameHeader.parse(header.toBytes()).origin());
  }

  @Test
  void sizesThatOverflowAreRefused() {
    FrameHeader.Builder builder = FrameHeader.builder(NumberFormat.FLOAT32);
    assertThrows(IllegalArgumentException.class, () -> builder.shape(1L << 32, 1L << 31));
    assertThrows(IllegalArgumentException.class, () -> builder.shape(-1));
    assertThrows(IllegalArgumentException.class, () -> builder.shape(new long[33]));
    assertThrows(IllegalArgumentException.class, () -> builder.words(-2));
    assertThrows(IllegalArgumentException.class, () -> builder.words(1L << 61).build());
    assertEquals(0, builder.shape(1L << 62, 0, 1L << 62).build().words());
    FrameHeader huge = builder.shape(1L << 60).build();
    assertEquals(1L << 60, FrameHeader.parse(huge.toBytes()).words());
    assertTrue(huge.maxFrameBytes() > 1L << 62);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    FrameHeader.Builder builder = FrameHeader.builder(NumberFormat.INT16);
    CodeParameters tooWide = CodeParameters.ofWordBits(17);
    assertThrows(IllegalArgumentException.class, () -> builder.parameters(tooWide));
    assertThrows(IllegalArgumentException.class, () -> builder.elementBytes(1));
    assertThrows(IllegalArgumentException.class, () -> builder.chunkWords(0));
    assertThrows(IllegalArgumentException.class, () -> builder.chunkWords(65537));
    assertThrows(IllegalArgumentException.class, () -> builder.name(""));
    assertThrows(IllegalArgumentException.class, () -> builder.name("a".repeat(65536)));
    assertThrows(IllegalArgumentException.class, () -> builder.name("\uD800"));
    assertThrows(
        IllegalArgumentException.class, () -> builder.origin(OriginKind.NONE, new byte[1]));
    FrameHeader.Builder half = FrameHeader.builder(NumberFormat.FLOAT16);
    CodeParameters narrow = CodeParameters.ofWordBits(12);
    assertThrows(IllegalArgumentException.class, () -> half.parameters(narrow));
  }

  @Test
  void chunksOfLongElementsHaveFewWords() {
    assertEquals(4096, opaque(8).build().chunkWords());
    assertEquals(1, opaque(65535).build().chunkWords());
    assertEquals(4, opaque(65535).chunkWords(4).build().chunkWords());
    assertThrows(IllegalArgumentException.class, () -> opaque(65535).chunkWords(5).build());
    assertThrows(IllegalArgumentException.class, () -> opaque(65536));
  }

  @Test
  void aBuilderCanBeUsedAgain() {
    FrameHeader.Builder builder = opaque(8);
    assertEquals(4096, builder.build().chunkWords());
    assertEquals(1, builder.elementBytes(65535).build().chunkWords());
  }

  private static FrameHeader.Builder opaque(int elementBytes) {
    return FrameHeader.builder(NumberFormat.OPAQUE).elementBytes(elementBytes);
  }

  @Test
  void namesThatAreNoTextAreRefused() {
    byte[] forged = TestFrames.forgeHeader(FULL.toBytes(), NAME_AT + 1, 0xFF);
    EbpcException error = assertThrows(EbpcException.class, () -> FrameHeader.parse(forged));
    assertEquals(ErrorCode.BAD_HEADER, error.code());
    assertEquals(NAME_AT, error.offset());
  }

  @Test
  void aLengthThatLiesIsNoticedWhereTheBytesEnd() {
    byte[] bytes = FULL.toBytes();
    LittleEndian.putInt(bytes, 28, FrameHeader.MAX_ORIGIN_BYTES);
    LittleEndian.putInt(bytes, 8, bytes.length - 3 + FrameHeader.MAX_ORIGIN_BYTES);
    EbpcException error = assertThrows(EbpcException.class, () -> FrameHeader.parse(bytes));
    assertEquals(ErrorCode.TRUNCATED, error.code());
    assertEquals(bytes.length, error.offset());
  }
}
