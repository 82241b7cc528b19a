package dev.ebpc.frame;

import dev.ebpc.batch.LittleEndian;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.EbpcException.Place;
import dev.ebpc.code.ErrorCode;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/** The bytes of a frame header: section "Header" of {@code docs/format.md}. */
final class HeaderFormat {
  private static final byte[] MAGIC = {'E', 'B', 'P', 'C'};
  private static final int VERSION = 1;

  private static final int FIXED_BYTES = 40;
  private static final int CRC_BYTES = 4;

  private static final int SHAPE_KNOWN = 1;
  private static final int NAME_PRESENT = 1 << 1;
  private static final int ORIGIN_PRESENT = 1 << 2;
  private static final int ANOTHER_FOLLOWS = 1 << 3;
  private static final int INDEX_PRESENT = 1 << 4;
  private static final int ZERO_POINT = 1 << 5;
  private static final int ALL_FLAGS = (1 << 6) - 1;

  private static final int ZERO_POINT_BYTES = 4;

  private static final long[] NO_SHAPE = {};

  private HeaderFormat() {}

  static byte[] write(FrameHeader header) {
    long[] shape = header.shape().orElse(NO_SHAPE);
    byte[] name = nameBytes(header);
    byte[] origin = header.origin();
    int zeroPointAt = FIXED_BYTES + Long.BYTES * shape.length;
    int nameAt = zeroPointAt + zeroPointBytes(flags(header));
    int originAt = nameAt + name.length;
    int crcAt = originAt + origin.length;
    byte[] bytes = new byte[crcAt + CRC_BYTES];

    System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
    bytes[4] = VERSION;
    bytes[5] = (byte) header.profile().code();
    LittleEndian.putU16(bytes, 6, flags(header));
    LittleEndian.putInt(bytes, 8, bytes.length);
    bytes[12] = (byte) header.format().code();
    bytes[13] = (byte) header.wordBits();
    header.batches().putParameters(bytes);
    LittleEndian.putU16(bytes, 20, header.elementBytes());
    bytes[22] = (byte) shape.length;
    bytes[23] = (byte) header.originKind().code();
    LittleEndian.putU16(bytes, 24, name.length);
    LittleEndian.putInt(bytes, 28, origin.length);
    LittleEndian.putLong(bytes, 32, header.words());
    for (int i = 0; i < shape.length; i++) {
      LittleEndian.putLong(bytes, FIXED_BYTES + Long.BYTES * i, shape[i]);
    }
    if (header.zeroPoint() != 0) {
      LittleEndian.putInt(bytes, zeroPointAt, header.zeroPoint());
    }
    System.arraycopy(name, 0, bytes, nameAt, name.length);
    System.arraycopy(origin, 0, bytes, originAt, origin.length);
    LittleEndian.putInt(bytes, crcAt, crc(bytes, crcAt));
    return bytes;
  }

  static FrameHeader parse(byte[] bytes) {
    try {
      return read(new MemorySource(MemorySegment.ofArray(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  /** Reads a header from a source that stands at the start of a frame. */
  static FrameHeader read(ByteSource source) throws IOException {
    byte[] fixed = new byte[FIXED_BYTES];
    readMagicAndVersion(source, fixed);
    source.read(fixed, 6, FIXED_BYTES - 6);
    int rest = requireLengths(fixed) - FIXED_BYTES;

    byte[] variable = source.readNew(rest);
    byte[] bytes = Arrays.copyOf(fixed, FIXED_BYTES + rest);
    System.arraycopy(variable, 0, bytes, FIXED_BYTES, rest);
    int crcAt = bytes.length - CRC_BYTES;
    if (LittleEndian.getInt(bytes, crcAt) != crc(bytes, crcAt)) {
      throw error(ErrorCode.CHECKSUM, crcAt, "the checksum of the header does not match");
    }
    return fields(bytes);
  }

  private static void readMagicAndVersion(ByteSource source, byte[] fixed) throws IOException {
    for (int i = 0; i < MAGIC.length; i++) {
      source.read(fixed, i, 1);
      if (fixed[i] != MAGIC[i]) {
        throw error(ErrorCode.NOT_A_FRAME, i, "expected the magic number EBPC");
      }
    }
    source.read(fixed, 4, 2);
    if (fixed[4] != VERSION) {
      throw error(
          ErrorCode.UNSUPPORTED_VERSION, 4, "expected version 1, found " + (fixed[4] & 0xFF));
    }
    if (Profiles.ofCode(fixed[5] & 0xFF) == null) {
      throw error(
          ErrorCode.UNSUPPORTED_PROFILE,
          5,
          "this version does not know profile " + (fixed[5] & 0xFF));
    }
  }

  /** Checks the lengths of the parts behind the fixed fields; gives those of the whole header. */
  private static int requireLengths(byte[] fixed) {
    int rank = fixed[22] & 0xFF;
    int nameBytes = LittleEndian.getU16(fixed, 24);
    long originBytes = Integer.toUnsignedLong(LittleEndian.getInt(fixed, 28));
    require(rank <= FrameHeader.MAX_RANK, 22, "rank " + rank);
    require(originBytes <= FrameHeader.MAX_ORIGIN_BYTES, 28, "an origin section of " + originBytes);
    int zeroPointBytes = zeroPointBytes(LittleEndian.getU16(fixed, 6));
    long expected =
        FIXED_BYTES + Long.BYTES * rank + zeroPointBytes + nameBytes + originBytes + CRC_BYTES;
    long found = Integer.toUnsignedLong(LittleEndian.getInt(fixed, 8));
    require(found == expected, 8, "expected " + expected + " header bytes, found " + found);
    return (int) found;
  }

  private static FrameHeader fields(byte[] bytes) {
    int flags = LittleEndian.getU16(bytes, 6);
    require((flags & ~ALL_FLAGS) == 0, 6, "unknown flags " + Integer.toHexString(flags));
    NumberFormat format = NumberFormat.ofCode(bytes[12] & 0xFF);
    require(format != null, 12, "unknown number format " + (bytes[12] & 0xFF));
    FrameHeader.Builder builder = FrameHeader.builder(format);
    legal(13, () -> builder.wordBits(bytes[13] & 0xFF));
    legal(20, () -> builder.elementBytes(LittleEndian.getU16(bytes, 20)));
    require(LittleEndian.getU16(bytes, 26) == 0, 26, "reserved bytes are not zero");
    int nameAt = zeroPoint(bytes, flags, shape(bytes, flags, builder), builder);
    int originAt = nameAt + LittleEndian.getU16(bytes, 24);
    name(bytes, flags, nameAt, originAt, builder);
    origin(bytes, flags, originAt, builder);
    Profile profile = Profiles.ofCode(bytes[5] & 0xFF);
    builder.profile(profile);
    builder.batches(Profiles.of(profile).read(builder.terms(), bytes));
    builder.anotherFollows((flags & ANOTHER_FOLLOWS) != 0);
    builder.index((flags & INDEX_PRESENT) != 0);
    return legal(32, builder::build);
  }

  /** Reads the number of words and the shape; gives the index behind it. */
  private static int shape(byte[] bytes, int flags, FrameHeader.Builder builder) {
    int rank = bytes[22];
    long words = LittleEndian.getLong(bytes, 32);
    legal(32, () -> builder.words(words));
    if ((flags & SHAPE_KNOWN) == 0) {
      require(rank == 0, 22, "rank " + rank + ", but no shape");
      return FIXED_BYTES;
    }
    long[] dimensions = new long[rank];
    for (int i = 0; i < rank; i++) {
      dimensions[i] = LittleEndian.getLong(bytes, FIXED_BYTES + Long.BYTES * i);
    }
    legal(FIXED_BYTES, () -> builder.shape(dimensions));
    long product = HeaderRules.requireShape(builder.format(), dimensions);
    require(product == words, 32, "expected the shape's " + product + " words, found " + words);
    return FIXED_BYTES + Long.BYTES * rank;
  }

  private static int zeroPointBytes(int flags) {
    return (flags & ZERO_POINT) == 0 ? 0 : ZERO_POINT_BYTES;
  }

  /** Reads the zero point, if there is one; gives the index after it. */
  private static int zeroPoint(byte[] bytes, int flags, int at, FrameHeader.Builder builder) {
    if (zeroPointBytes(flags) == 0) {
      return at;
    }
    int value = LittleEndian.getInt(bytes, at);
    require(value != 0, at, "a zero point of 0");
    require(bytes[5] == Profile.HARDWARE.code(), at, "a zero point in a profile without");
    legal(at, () -> builder.zeroPoint(value));
    return at + ZERO_POINT_BYTES;
  }

  private static void name(byte[] bytes, int flags, int from, int to, FrameHeader.Builder builder) {
    boolean present = (flags & NAME_PRESENT) != 0;
    require(present == (to > from), 24, "the name and its flag contradict each other");
    if (present) {
      try {
        ByteBuffer encoded = ByteBuffer.wrap(bytes, from, to - from);
        builder.name(StandardCharsets.UTF_8.newDecoder().decode(encoded).toString());
      } catch (CharacterCodingException e) {
        throw error(ErrorCode.BAD_HEADER, from, "the name is not UTF-8");
      }
    }
  }

  private static void origin(byte[] bytes, int flags, int from, FrameHeader.Builder builder) {
    OriginKind kind = OriginKind.ofCode(bytes[23] & 0xFF);
    require(kind != null, 23, "unknown origin kind " + (bytes[23] & 0xFF));
    boolean present = (flags & ORIGIN_PRESENT) != 0;
    require(
        present == (kind != OriginKind.NONE), 23, "the origin and its flag contradict each other");
    byte[] section = Arrays.copyOfRange(bytes, from, bytes.length - CRC_BYTES);
    legal(28, () -> builder.origin(kind, section));
  }

  private static int flags(FrameHeader header) {
    return (header.shape().isPresent() ? SHAPE_KNOWN : 0)
        | (header.name().isPresent() ? NAME_PRESENT : 0)
        | (header.originKind() != OriginKind.NONE ? ORIGIN_PRESENT : 0)
        | (header.anotherFollows() ? ANOTHER_FOLLOWS : 0)
        | (header.index() ? INDEX_PRESENT : 0)
        | (header.zeroPoint() != 0 ? ZERO_POINT : 0);
  }

  private static byte[] nameBytes(FrameHeader header) {
    return header.name().orElse("").getBytes(StandardCharsets.UTF_8);
  }

  private static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  /** Lets the rules of the header speak, but as an error in the input. */
  private static <T> T legal(int offset, Supplier<T> field) {
    try {
      return field.get();
    } catch (IllegalArgumentException e) {
      throw error(ErrorCode.BAD_HEADER, offset, e.getMessage());
    }
  }

  private static void require(boolean legal, int offset, String problem) {
    if (!legal) {
      throw error(ErrorCode.BAD_HEADER, offset, problem);
    }
  }

  private static EbpcException error(ErrorCode code, int offset, String detail) {
    return new EbpcException(code, Place.FRAME, -1, offset, detail);
  }
}
