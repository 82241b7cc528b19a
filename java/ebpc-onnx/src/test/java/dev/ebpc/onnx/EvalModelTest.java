package dev.ebpc.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from a model and a picture to a report, by the command line. */
class EvalModelTest {
  @TempDir Path folder;

  private String out;
  private String err;

  private int eval(Object... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), "dev.ebpc.tools.Main", "eval"));
    for (Object word : words) {
      command.add(word.toString());
    }
    Path errors = folder.resolve("errors");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    err = Files.readString(errors);
    return code;
  }

  @Test
  void dumpIsEvaluatedToTheSameSizes() throws Exception {
    Path dump = folder.resolve("dump");
    Path report = folder.resolve("report.html");
    String formats = "fixed8,fixed12,fixed16,float16";
    int code =
        eval(
            "--onnx",
            ExampleTest.MODEL,
            "--input",
            ExampleTest.PICTURE,
            "--quantise",
            formats,
            "--compressors",
            "none",
            "--dump",
            dump,
            "--report",
            report,
            "--csv");
    assertEquals(0, code, err);
    String first = out;
    assertEquals(1 + 3 * 4, first.lines().count());
    assertTrue(Files.readString(report).contains("objects_leaky"));
    assertEquals(0, eval(dump, "--compressors", "none", "--csv"));
    assertEquals(first, out);
  }

  @Test
  void picturesThatCannotBeReadAreToldAndTheOthersAreRun() throws Exception {
    int code =
        eval(
            "--onnx",
            ExampleTest.MODEL,
            "--compressors",
            "none",
            "--csv",
            "--input",
            "nowhere.png",
            "pom.xml",
            ExampleTest.PICTURE);
    assertEquals(1, code, err);
    assertEquals(1 + 3 * 4, out.lines().count());
    assertTrue(err.contains("nowhere.png: no such file"), err);
    assertTrue(err.contains("pom.xml: "), err);
    assertEquals(1, err.lines().filter(line -> line.contains("pom.xml")).count(), err);
  }

  @Test
  void failureLeavesNoReport() throws Exception {
    Path report = folder.resolve("report.html");
    assertEquals(2, eval("--onnx", ExampleTest.MODEL, "--report", report));
    assertEquals(
        2, eval("--onnx", ExampleTest.MODEL, "--input", "nowhere.png", "--report", report));
    assertEquals(1, eval("--onnx", ExampleTest.MODEL, "--input", "pom.xml", "--report", report));
    assertFalse(Files.exists(report));
  }
}
