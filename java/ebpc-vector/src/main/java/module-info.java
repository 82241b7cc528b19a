import dev.ebpc.engine.EngineProvider;
import dev.ebpc.vector.VectorProvider;

/** The engine on the Vector API; the only module that needs the incubator. */
@SuppressWarnings("module") // the tools are built after this module
module dev.ebpc.vector {
  requires dev.ebpc;
  requires jdk.incubator.vector;
  requires static jdk.management;

  exports dev.ebpc.vector to
      dev.ebpc.tools;

  provides EngineProvider with
      VectorProvider;
}
