package dev.ebpc.nativelib;

import dev.ebpc.engine.CoderStatus;
import dev.ebpc.engine.Engine;
import java.util.List;

/** The engine in C: one library, one path of it, and what it offers for each profile. */
final class NativeEngine implements Engine {
  static final String NAME = "native";
  static final String DESCRIPTION = "C library with SIMD kernels, called through java.lang.foreign";

  private final List<CoderStatus> coders;

  /**
   * Makes the engine of a library, which is tested first.
   *
   * @throws IllegalStateException if the library does not do what the format says
   */
  NativeEngine(NativeCalls calls) {
    NativeChunkCoder chunkCoder = new NativeChunkCoder(calls);
    SelfTest.run(chunkCoder);
    NativePackedCoder packedCoder = new NativePackedCoder(calls);
    PackedSelfTest.run(packedCoder);
    coders =
        List.of(
            CoderStatus.available(chunkCoder, calls.origin()),
            CoderStatus.available(packedCoder, calls.origin()));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return DESCRIPTION;
  }

  @Override
  public List<CoderStatus> coders() {
    return coders;
  }
}
