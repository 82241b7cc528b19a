package dev.ebpc.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.vector.VirtualMachine.Instructions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every reason to refuse the engine, made up and by JVMs that are started with options. */
@Tag("choice")
class VirtualMachineTest {
  private static final String FLAGS =
      "flags\t\t: fpu avx2 bmi2 avx512bw avx512vbmi avx512_vbmi2 avx512_bitalg\n";

  @TempDir private Path dir;
  private Path processors;

  @BeforeEach
  void listFastProcessor() throws IOException {
    processors = dir.resolve("cpuinfo");
    Files.writeString(processors, "processor : 0\n" + FLAGS);
  }

  private VirtualMachine machine(int release, String name, String info, String... options) {
    Map<String, String> properties =
        Map.of("java.vm.name", name, "java.vm.info", info, "java.vm.version", "25+1");
    Map<String, String> values = options.length == 0 ? Map.of() : Map.of(options[0], options[1]);
    return new VirtualMachine(
        release,
        property -> properties.getOrDefault(property, ""),
        option -> Optional.ofNullable(values.get(option)),
        processors);
  }

  @ParameterizedTest
  @CsvSource({
    "25, OpenJDK 64-Bit Server VM, 'mixed mode, sharing'",
    "26, Java HotSpot(TM) 64-Bit Server VM, compiled mode"
  })
  void nothingIsWrong(int release, String name, String info) {
    assertEquals(Optional.empty(), machine(release, name, info).whySlow(Instructions.COMPRESS));
  }

  @ParameterizedTest
  @CsvSource({
    "24, OpenJDK 64-Bit Server VM, mixed mode, Java 25 or newer is needed",
    "25, Eclipse OpenJ9 VM, 'JIT enabled', the JVM is not HotSpot with its own compiler",
    "25, OpenJDK 64-Bit Client VM, mixed mode, the JVM is not HotSpot with its own compiler",
    "25, A Server VM, interpreted mode, the compiler C2 does not run (interpreted mode)",
    "25, A Server VM, 'mixed mode, emulated-client', "
        + "'the compiler C2 does not run (mixed mode, emulated-client)'"
  })
  void compilerIsMissing(int release, String name, String info, String reason) {
    assertEquals(Optional.of(reason), machine(release, name, info).whySlow(Instructions.COMPRESS));
  }

  @ParameterizedTest
  @CsvSource({
    "UseAVX, 2, the JVM does not use AVX-512 (UseAVX=2)",
    "TieredStopAtLevel, 3, the compiler C2 does not run (TieredStopAtLevel or UseJVMCICompiler)",
    "UseJVMCICompiler, true, the compiler C2 does not run (TieredStopAtLevel or UseJVMCICompiler)",
    "UseCompiler, false, the JVM does not compile all operations (UseCompiler is off)",
    "EnableVectorSupport, false, "
        + "the JVM does not compile all operations (EnableVectorSupport is off)",
    "UseBMI2Instructions, false, "
        + "the JVM does not compile all operations (UseBMI2Instructions is off)",
    "DisableIntrinsic, _VectorMaskOp, "
        + "the JVM may not compile all operations (DisableIntrinsic is set)"
  })
  void optionIsInTheWay(String option, String value, String reason) {
    VirtualMachine machine = machine(25, "A Server VM", "mixed mode", option, value);
    assertEquals(Optional.of(reason), machine.whySlow(Instructions.COMPRESS));
  }

  @Test
  void lessIsNeededWithoutCompressAndExpand() throws IOException {
    Files.writeString(processors, "flags\t\t: fpu avx2 bmi2\n");
    VirtualMachine avx2 = machine(25, "A Server VM", "mixed mode", "UseAVX", "2");
    assertEquals(Optional.empty(), avx2.whySlow(Instructions.PEXT));
    VirtualMachine avx = machine(25, "A Server VM", "mixed mode", "UseAVX", "1");
    assertEquals(
        Optional.of("the JVM does not use AVX2 (UseAVX=1)"), avx.whySlow(Instructions.PEXT));
    Files.writeString(processors, "flags\t\t: fpu avx2\n");
    assertEquals(Optional.of("the processor lacks bmi2"), avx2.whySlow(Instructions.PEXT));
    Files.delete(processors);
    assertEquals(
        Optional.of("cannot see whether the processor has AVX2 with BMI2; only Linux tells"),
        avx2.whySlow(Instructions.PEXT));
  }

  @Test
  void processorLacksInstructions() throws IOException {
    Files.writeString(processors, FLAGS.replace(" avx512_vbmi2", ""));
    VirtualMachine machine = machine(25, "A Server VM", "mixed mode");
    assertEquals(
        Optional.of("the processor lacks avx512_vbmi2"), machine.whySlow(Instructions.COMPRESS));
    Files.delete(processors);
    assertTrue(machine.whySlow(Instructions.COMPRESS).orElseThrow().contains("only Linux tells"));
  }

  /** A real JVM per option, on a processor that is made up; UseAVX=2 is the most there may be. */
  @ParameterizedTest
  @CsvSource({
    "-Xint, interpreted mode",
    "-XX:TieredStopAtLevel=1, emulated-client",
    "-XX:UseAVX=2, UseAVX=2"
  })
  void runningMachineTellsWhy(String option, String part) throws Exception {
    String reason = ask(List.of(option));
    assertTrue(reason.contains(part), reason);
  }

  private String ask(List<String> options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            VirtualMachineTest.class.getName(),
            processors.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  /** Prints why the running JVM is slow, given a list of processors. */
  public static void main(String[] arguments) {
    VirtualMachine running = VirtualMachine.running();
    VirtualMachine machine =
        new VirtualMachine(
            running.release(), running.property(), running.option(), Path.of(arguments[0]));
    System.out.println(machine.whySlow(Instructions.COMPRESS).orElse("fast"));
  }
}
