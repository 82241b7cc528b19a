package dev.ebpc.nativelib;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.engine.EngineProvider;
import dev.ebpc.engine.EngineStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The engine's classes may be moved to another package: nothing native knows their names. */
class NativeShadingTest {
  private static final String FROM = "dev/ebpc/nativelib";
  private static final String TO = "own/ebpc/nativelib";

  @Test
  void relocatedClassesFindTheLibrary() throws Exception {
    EngineStatus here = new NativeProvider().probe();
    Assumptions.assumeTrue(here.engine().isPresent(), here.reason());
    Class<?> moved = new Relocator().loadClass("own.ebpc.nativelib.NativeProvider");
    EngineStatus status = ((EngineProvider) moved.getDeclaredConstructor().newInstance()).probe();
    assertTrue(status.engine().isPresent(), status.reason());
    assertTrue(status.engine().get().getClass().getName().startsWith("own."));
  }

  /** Defines classes of another package, whose name is as long, as shading would. */
  private static final class Relocator extends ClassLoader {
    Relocator() {
      super(NativeProvider.class.getClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file.replace(TO, FROM))) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        // Latin-1 takes every byte as it is; names of classes are ASCII inside them.
        String old = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        byte[] moved = old.replace(FROM, TO).getBytes(StandardCharsets.ISO_8859_1);
        return defineClass(name, moved, 0, moved.length);
      } catch (IOException unreadable) {
        throw new ClassNotFoundException(name, unreadable);
      }
    }
  }
}
