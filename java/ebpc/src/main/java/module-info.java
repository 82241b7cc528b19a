import dev.ebpc.engine.EngineProvider;
import dev.ebpc.scalar.ScalarProvider;

/**
 * EBPC: lossless compression of neural-network tensors. No dependency.
 *
 * <p>{@code dev.ebpc} is the facade, {@code dev.ebpc.frame} the container, {@code dev.ebpc.engine}
 * what all engines have in common, {@code dev.ebpc.hardware} what an engine implements to code the
 * hardware profile and {@code dev.ebpc.packed} the packed one, {@code dev.ebpc.code} the terms of
 * the codes.
 */
@SuppressWarnings("module") // the engine named below is built after this module
module dev.ebpc {
  exports dev.ebpc;
  exports dev.ebpc.code;
  exports dev.ebpc.engine;
  exports dev.ebpc.frame;
  exports dev.ebpc.hardware;
  exports dev.ebpc.packed;
  exports dev.ebpc.packed.steps to
      dev.ebpc.vector;
  exports dev.ebpc.scalar to
      dev.ebpc.vector;

  uses EngineProvider;

  provides EngineProvider with
      ScalarProvider;
}
