package dev.ebpc.tools.rivals;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;

/**
 * Bit shuffle with a compressor behind it, by the system's c-blosc. JNA finds and loads the
 * library; the calls take heap arrays as they are, since copies would be measured too.
 */
final class Blosc implements Rival {
  private static final int OVERHEAD = 16;
  private static final int BIT_SHUFFLE = 2;
  private static final int LEVEL = 1;
  private static final long LIBRARY_CHOOSES_BLOCKS = 0;
  private static final int ONE_THREAD = 1;

  private final String name;
  private final int wordBytes;
  private final MethodHandle compress;
  private final MethodHandle decompress;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment compressor;

  /** JNA unloads what nobody refers to, whoever still has addresses of it. */
  @SuppressWarnings("UnusedVariable")
  private final NativeLibrary library;

  /**
   * Makes the rival.
   *
   * @param compressor c-blosc's name of what comes behind the shuffle
   * @throws IllegalStateException if the library is not installed
   */
  Blosc(String name, String compressor, int wordBytes) {
    library = load();
    this.name = name;
    this.wordBytes = wordBytes;
    this.compressor = arena.allocateFrom(compressor);
    compress =
        function(
            library.getFunction("blosc_compress_ctx"),
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.ADDRESS,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT);
    decompress =
        function(
            library.getFunction("blosc_decompress_ctx"),
            ValueLayout.ADDRESS,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT);
  }

  private static NativeLibrary load() {
    try {
      return NativeLibrary.getInstance("blosc");
    } catch (UnsatisfiedLinkError missing) {
      throw new IllegalStateException("c-blosc is not installed (Debian: libblosc1)", missing);
    }
  }

  @SuppressWarnings("restricted") // the launcher enables native access
  private static MethodHandle function(Pointer address, ValueLayout... parameters) {
    return Linker.nativeLinker()
        .downcallHandle(
            MemorySegment.ofAddress(Pointer.nativeValue(address)),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, parameters),
            Linker.Option.critical(true));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int maxCompressedLength(int bytes) {
    return Math.addExact(bytes, OVERHEAD);
  }

  @Override
  public int compress(byte[] source, int bytes, byte[] target) {
    return compress(MemorySegment.ofArray(source), bytes, MemorySegment.ofArray(target));
  }

  @Override
  public int compress(ByteBuffer source, int bytes, ByteBuffer target) {
    MemorySegment room = MemorySegment.ofBuffer(target.clear());
    return compress(MemorySegment.ofBuffer(source.clear()), bytes, room);
  }

  private int compress(MemorySegment source, int bytes, MemorySegment target) {
    int length;
    try {
      length =
          (int)
              compress.invokeExact(
                  LEVEL,
                  BIT_SHUFFLE,
                  (long) wordBytes,
                  (long) bytes,
                  source,
                  target,
                  target.byteSize(),
                  compressor,
                  LIBRARY_CHOOSES_BLOCKS,
                  ONE_THREAD);
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
    if (length <= 0) {
      throw new IllegalStateException(name + ": c-blosc failed with " + length);
    }
    return length;
  }

  @Override
  public void decompress(byte[] source, int compressedBytes, byte[] target, int bytes) {
    decompress(MemorySegment.ofArray(source), MemorySegment.ofArray(target), bytes);
  }

  @Override
  public void decompress(ByteBuffer source, int compressedBytes, ByteBuffer target, int bytes) {
    MemorySegment room = MemorySegment.ofBuffer(target.clear());
    decompress(MemorySegment.ofBuffer(source.clear()), room, bytes);
  }

  private void decompress(MemorySegment source, MemorySegment target, int bytes) {
    int length;
    try {
      length = (int) decompress.invokeExact(source, target, (long) bytes, ONE_THREAD);
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
    Lengths.require(name, bytes, length);
  }

  @Override
  public void close() {
    arena.close();
  }
}
