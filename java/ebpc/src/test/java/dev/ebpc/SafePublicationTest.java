package dev.ebpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tables made when they are first needed reach other threads whole.
 *
 * <p>A plain store into a static array of arrays, or to a static field, lets another thread see the
 * reference before what it refers to. No test run on x86 would ever notice, so the class files are
 * read instead: after class initialisation there is no such store.
 */
class SafePublicationTest {

  @Test
  void noReferenceIsPublishedByAPlainStore() throws IOException, URISyntaxException {
    URI place = Ebpc.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of(place))) {
      files = all.filter(file -> file.toString().endsWith(".class")).toList();
    }
    assertTrue(files.size() > 50, "class files of the library are there to be read");
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      ClassModel model = ClassFile.of().parse(file);
      for (MethodModel method : model.methods()) {
        if (!method.methodName().equalsString("<clinit>") && method.code().isPresent()) {
          requireNoPlainStore(model, method, method.code().get(), found);
        }
      }
    }
    assertEquals(List.of(), found);
  }

  /** A method that both reads a static array of arrays and stores an array somewhere is suspect. */
  private static void requireNoPlainStore(
      ClassModel model, MethodModel method, CodeModel code, List<String> found) {
    String name = model.thisClass().asInternalName() + "." + method.methodName().stringValue();
    boolean readsTables = false;
    boolean storesReferences = false;
    for (CodeElement element : code) {
      if (element instanceof FieldInstruction field) {
        String type = field.type().stringValue();
        readsTables |= field.opcode() == Opcode.GETSTATIC && type.startsWith("[[");
        if (field.opcode() == Opcode.PUTSTATIC && (type.startsWith("[") || type.startsWith("L"))) {
          found.add(name + " stores to static " + field.name().stringValue());
        }
      }
      storesReferences |=
          element instanceof ArrayStoreInstruction store && store.opcode() == Opcode.AASTORE;
    }
    if (readsTables && storesReferences) {
      found.add(name + " stores into a static array of arrays");
    }
  }
}
