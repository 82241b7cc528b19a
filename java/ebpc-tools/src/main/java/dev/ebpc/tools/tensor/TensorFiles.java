package dev.ebpc.tools.tensor;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Opens tensor files of every kind that the tools know. */
public final class TensorFiles {
  private static final int BUFFER = 1 << 16;

  /** Bytes by which a file tells its kind. */
  private static final int START = 9;

  private enum Kind {
    NPY,
    NPZ,
    SAFETENSORS,
    RAW
  }

  private TensorFiles() {}

  /** Whether a folder's file is taken for a tensor file: by its suffix. */
  public static boolean hasTensorSuffix(Path file) {
    return kindOfSuffix(file) != null;
  }

  /**
   * Opens a file. A suffix tells its kind; else a type makes it raw; else its first bytes tell.
   *
   * @param file the file
   * @param type what its elements are, or are to be read as; null for what the file says
   * @param shape dimensions of a raw file; null for one dimension, as long as the file
   * @throws IllegalArgumentException if the type or shape does not go with the file
   * @throws TensorFileException if the file contradicts its format
   */
  public static TensorReader open(Path file, ElementType type, long[] shape) throws IOException {
    Kind kind = kindOfSuffix(file);
    if (kind == Kind.NPZ) {
      requireNoShape(shape);
      return new NpzReader(file, type);
    }
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      if (kind == null && type != null) {
        long[] known = shape == null ? lengthOf(file, type) : shape;
        return SingleTensorReader.raw(in, type, known);
      }
      kind = kind == null ? kindOfStart(in) : kind;
      if (kind == Kind.NPZ) {
        in.close();
        return new NpzReader(file, type);
      }
      return open(in, kind, type, shape);
    } catch (IOException | RuntimeException refused) {
      in.close();
      throw refused;
    }
  }

  /**
   * Opens a stream. A type makes it raw; else its first bytes tell.
   *
   * @param stream the stream; closed with the reader
   * @param type what its elements are, null for what the stream says
   * @param shape dimensions of raw elements; null if they end with the stream
   */
  public static TensorReader open(InputStream stream, ElementType type, long[] shape)
      throws IOException {
    InputStream in = new BufferedInputStream(stream, BUFFER);
    Kind kind = kindOfStart(in);
    if (type != null && kind != Kind.NPY) {
      return SingleTensorReader.raw(in, type, shape);
    }
    return open(in, kind, type, shape);
  }

  private static TensorReader open(InputStream in, Kind kind, ElementType type, long[] shape)
      throws IOException {
    requireNoShape(shape);
    return switch (kind) {
      case NPY -> SingleTensorReader.npy(in, type);
      case SAFETENSORS -> {
        if (type != null) {
          throw new IllegalArgumentException("the safetensors header gives the types itself");
        }
        yield new SafetensorsReader(in);
      }
      case NPZ ->
          throw new IllegalArgumentException(
              "an .npz archive needs a file: its directory lies at its end");
      case RAW ->
          throw new IllegalArgumentException(
              "neither .npy, .npz nor .safetensors; give --type and perhaps --shape of raw elements");
    };
  }

  private static void requireNoShape(long[] shape) {
    if (shape != null) {
      throw new IllegalArgumentException("a shape goes with raw elements only");
    }
  }

  private static long[] lengthOf(Path file, ElementType type) throws IOException {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    long size = Files.size(file);
    if (size % type.bytes() != 0) {
      throw new TensorFileException(
          "the file has " + size + " bytes, no multiple of the element's " + type.bytes());
    }
    return new long[] {size / type.bytes()};
  }

  private static Kind kindOfSuffix(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    for (Kind kind : new Kind[] {Kind.NPY, Kind.NPZ, Kind.SAFETENSORS}) {
      if (name.endsWith("." + kind.name().toLowerCase(Locale.ROOT))) {
        return kind;
      }
    }
    return null;
  }

  /** Whether a zip record of some kind is there: of a member, or of the end of all. */
  private static boolean startsWith(byte[] start, int kind, int kindToo) {
    return start.length > 3
        && start[0] == 'P'
        && start[1] == 'K'
        && start[2] == kind
        && start[3] == kindToo;
  }

  private static Kind kindOfStart(InputStream in) throws IOException {
    in.mark(START);
    byte[] start = in.readNBytes(START);
    in.reset();
    if (NpyHeader.recognises(start)) {
      return Kind.NPY;
    }
    if (startsWith(start, 3, 4) || startsWith(start, 5, 6)) {
      return Kind.NPZ;
    }
    // The header's length in eight bytes, far below 2^32, then its first brace.
    boolean json = start.length == START && start[8] == '{';
    boolean shortHeader = json && (start[4] | start[5] | start[6] | start[7]) == 0;
    return shortHeader ? Kind.SAFETENSORS : Kind.RAW;
  }
}
