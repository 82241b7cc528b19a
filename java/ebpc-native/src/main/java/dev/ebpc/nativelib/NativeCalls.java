package dev.ebpc.nativelib;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import dev.ebpc.engine.Coder;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * The functions of {@code ebpc.h} as method handles, and the path they are to take.
 *
 * <p>JNA resolves the addresses. The calls are critical: heap arrays are passed as they are, and no
 * garbage collection begins meanwhile, so callers keep them short. Immutable and thread-safe.
 */
final class NativeCalls {
  static final String CPU = "dev.ebpc.native.cpu";

  /** {@code EBPC_ABI} of the header that this class was written for. */
  static final int ABI = 2;

  /** {@code EBPC_UNSUPPORTED_PATH} of the header. */
  private static final int UNSUPPORTED_PATH = 8;

  private static final int ALIGNMENT = 64;
  private static final int PATHS = 5;
  private static final int PORTABLE = 1;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;

  /** Batch-wise coding: workspace, first chunk, chunks, and ten arrays of the batch. */
  private static final FunctionDescriptor CODING =
      FunctionDescriptor.of(INT, arguments(ADDRESS, INT, INT));

  final MethodHandle hasKernels;
  final MethodHandle workspaceSize;
  final MethodHandle prepare;
  final MethodHandle encode;
  final MethodHandle decode;

  /** The same for native memory only; garbage collection goes on meanwhile. */
  final MethodHandle encodeLong;

  final MethodHandle decodeLong;

  final MethodHandle packedWorkspaceSize;
  final MethodHandle packedPrepare;
  final MethodHandle packedEncode;
  final MethodHandle packedDecode;

  /** The number of the path, as {@code ebpc_path} counts. */
  final int path;

  /** Keeps the library loaded. */
  private final NativeLibrary library;

  private final String pathName;

  private NativeCalls(NativeLibrary library) throws Throwable {
    this.library = library;
    int abi = (int) function("ebpc_abi", FunctionDescriptor.of(INT)).invokeExact();
    if (abi != ABI) {
      throw new IllegalStateException(
          library.getFile() + " has version " + abi + " of the interface, needed is " + ABI);
    }
    path = choosePath();
    pathName = pathName(path);
    hasKernels = function("ebpc_has_kernels", FunctionDescriptor.of(INT, ADDRESS, INT));
    workspaceSize = function("ebpc_workspace_size", FunctionDescriptor.of(LONG, ADDRESS));
    prepare = function("ebpc_prepare", FunctionDescriptor.of(INT, ADDRESS, ADDRESS, INT, INT));
    encode = function("ebpc_encode_arrays", CODING);
    decode = function("ebpc_decode_arrays", CODING);
    encodeLong = longFunction("ebpc_encode_arrays");
    decodeLong = longFunction("ebpc_decode_arrays");
    packedWorkspaceSize = function("ebpc_packed_workspace_size", FunctionDescriptor.of(LONG));
    packedPrepare =
        function("ebpc_packed_prepare", FunctionDescriptor.of(INT, ADDRESS, ADDRESS, INT));
    packedEncode =
        function(
            "ebpc_packed_encode_at",
            FunctionDescriptor.of(INT, ADDRESS, ADDRESS, LONG, INT, INT, ADDRESS));
    packedDecode =
        function(
            "ebpc_packed_decode_at",
            FunctionDescriptor.of(INT, ADDRESS, ADDRESS, INT, ADDRESS, INT, INT, ADDRESS, LONG));
  }

  /**
   * Loads the library that the system properties name.
   *
   * @throws IllegalStateException if there is none, or it is not the one that is needed
   * @throws Throwable whatever JNA or the linker refuse
   */
  static NativeCalls ofProperties() throws Throwable {
    return new NativeCalls(LibraryFile.load());
  }

  /** Which kernels of which library; an extracted copy of the bundled one is of no interest. */
  String origin() {
    String file = System.getProperty(LibraryFile.PATH);
    return pathName
        + " kernels of "
        + (file == null ? "the library for " + Platform.RESOURCE_PREFIX : file)
        + (isSimd() ? "" : ", slower than plain Java");
  }

  /** Makes memory for a workspace. */
  static MemorySegment newWorkspace(long bytes) {
    return Arena.ofAuto().allocate(bytes, ALIGNMENT);
  }

  /** Checks what preparing a workspace said. */
  void requirePrepared(int status, String wanted) {
    if (status == UNSUPPORTED_PATH) {
      throw new IllegalStateException("the " + pathName + " kernels do not run on this processor");
    }
    if (status != 0) {
      throw new IllegalArgumentException("the native engine refused " + wanted + ": " + status);
    }
  }

  /**
   * What the way to a call throws: segments that are closed or of another thread, no memory, no
   * stack. The functions throw nothing.
   */
  static RuntimeException unexpected(Throwable thrown) {
    return switch (thrown) {
      case Error error -> throw error;
      case RuntimeException unchecked -> unchecked;
      default -> throw new AssertionError("native functions do not throw", thrown);
    };
  }

  /**
   * Where coders on this path stand: with kernels for vector registers above the vector engine,
   * which does the same with what Java compiles. Plain C has nothing that plain Java does not have;
   * only calls cost more.
   */
  int rank() {
    return isSimd() ? Coder.SCALAR_RANK + 2 : Coder.SCALAR_RANK - 1;
  }

  /** Whether the path has kernels for vector registers. */
  private boolean isSimd() {
    return path != PORTABLE;
  }

  private int choosePath() throws Throwable {
    int best = (int) function("ebpc_best_path", FunctionDescriptor.of(INT)).invokeExact();
    String cap = System.getProperty(CPU);
    if (cap == null) {
      return best;
    }
    // The name of number 0 stands for the best path; that is for no property.
    for (int number = 1; number < PATHS; number++) {
      if (pathName(number).equals(cap)) {
        return number;
      }
    }
    throw new IllegalStateException(CPU + " names no path: " + cap);
  }

  @SuppressWarnings("restricted") // the string is the library's own constant
  private String pathName(int number) throws Throwable {
    FunctionDescriptor descriptor =
        FunctionDescriptor.of(
            ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(16, ValueLayout.JAVA_BYTE)), INT);
    MethodHandle name = function("ebpc_path_name", descriptor);
    return ((MemorySegment) name.invokeExact(number)).getString(0);
  }

  @SuppressWarnings("restricted") // calling C is what this class is for
  private MethodHandle function(String name, FunctionDescriptor descriptor) {
    return Linker.nativeLinker()
        .downcallHandle(address(name), descriptor, Linker.Option.critical(true));
  }

  @SuppressWarnings("restricted") // calling C is what this class is for
  private MethodHandle longFunction(String name) {
    return Linker.nativeLinker().downcallHandle(address(name), CODING);
  }

  private MemorySegment address(String name) {
    return MemorySegment.ofAddress(Pointer.nativeValue(library.getFunction(name)));
  }

  private static MemoryLayout[] arguments(MemoryLayout... first) {
    MemoryLayout[] all = Arrays.copyOf(first, first.length + 10);
    Arrays.fill(all, first.length, all.length, ADDRESS);
    return all;
  }
}
