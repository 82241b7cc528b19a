package dev.ebpc.nativelib;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.engine.EngineProvider;
import dev.ebpc.engine.EngineStatus;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.components.ClassRemapper;
import java.lang.constant.ClassDesc;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The engine's classes may be moved to another package: nothing native knows their names. */
class NativeShadingTest {
  private static final String FROM = NativeProvider.class.getPackageName();
  private static final String TO = "shaded.ebpc";

  @Test
  void relocatedClassesFindTheLibrary() throws Exception {
    EngineStatus here = new NativeProvider().probe();
    Assumptions.assumeTrue(here.engine().isPresent(), here.reason());
    Class<?> moved = new Relocator().loadClass(TO + ".NativeProvider");
    EngineStatus status = ((EngineProvider) moved.getDeclaredConstructor().newInstance()).probe();
    assertTrue(status.engine().isPresent(), status.reason());
    assertTrue(status.engine().get().getClass().getName().startsWith(TO));
  }

  /** Defines classes of the new package from those of the old one, as shading would. */
  private static final class Relocator extends ClassLoader {
    Relocator() {
      super(NativeProvider.class.getClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (!name.startsWith(TO)) {
        throw new ClassNotFoundException(name);
      }
      String original = (FROM + name.substring(TO.length())).replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(original)) {
        ClassFile files = ClassFile.of();
        ClassModel model = files.parse(in.readAllBytes());
        byte[] bytes = ClassRemapper.of(Relocator::moved).remapClass(files, model);
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException unreadable) {
        throw new ClassNotFoundException(name, unreadable);
      }
    }

    private static ClassDesc moved(ClassDesc type) {
      String descriptor = type.descriptorString();
      String from = "L" + FROM.replace('.', '/') + "/";
      return descriptor.startsWith(from)
          ? ClassDesc.ofDescriptor(
              "L" + TO.replace('.', '/') + "/" + descriptor.substring(from.length()))
          : type;
    }
  }
}
