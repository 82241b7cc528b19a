import dev.ebpc.engine.EngineProvider;
import dev.ebpc.nativelib.NativeProvider;

/** The engine in C. JNA finds and loads the library, java.lang.foreign calls it. */
module dev.ebpc.nativelib {
  requires dev.ebpc;
  requires com.sun.jna;

  provides EngineProvider with
      NativeProvider;
}
