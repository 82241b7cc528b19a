import dev.ebpc.engine.EngineProvider;
import dev.ebpc.vector.VectorProvider;

/** The engine on the Vector API; the only module that needs the incubator. */
module dev.ebpc.vector {
  requires dev.ebpc;
  requires jdk.incubator.vector;
  requires static jdk.management;

  provides EngineProvider with
      VectorProvider;
}
