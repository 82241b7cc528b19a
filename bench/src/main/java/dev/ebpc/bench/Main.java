package dev.ebpc.bench;

import dev.ebpc.code.Profile;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.EngineStatus;
import dev.ebpc.engine.Engines;
import dev.ebpc.tools.bench.Codecs;
import dev.ebpc.tools.rivals.RivalStatus;
import dev.ebpc.tools.rivals.Rivals;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The entry of the benchmark jar: JMH's own command line, in a JVM that has the flags that engines
 * and rivals need, with the engines, codecs and rivals that run here, and all data, as parameters.
 */
public final class Main {
  private static final String INCUBATOR = "jdk.incubator.vector";

  private static final String VECTOR = "vector";

  /** Benchmarks that need the vector engine, as a pattern. */
  private static final String VECTOR_PACKAGE = "^dev\\.ebpc\\.vector\\.";

  /** Marks the JVM that has the flags. */
  private static final String STARTED = "-Ddev.ebpc.bench.started=true";

  private Main() {}

  /**
   * Runs JMH and ends the process with its exit code.
   *
   * @param arguments JMH's
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
    if (flags.contains(STARTED)) {
      org.openjdk.jmh.Main.main(complete(arguments));
    } else {
      System.exit(start(flags, arguments));
    }
  }

  /** Starts another JVM: flags for modules cannot be given to one that runs. */
  private static int start(List<String> flags, String[] arguments)
      throws IOException, InterruptedException {
    List<String> more = new ArrayList<>(flags);
    more.add(STARTED);
    List<String> command = javaCommand(more);
    command.add(Main.class.getName());
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  /** The engine of a name; ends the process if it does not run here. */
  static Engine engine(String name) {
    return orExit(() -> Engines.named(name));
  }

  /** What a user's word names; ends the process with the reason if it does not run here. */
  static <T> T orExit(Supplier<T> named) {
    try {
      return named.get();
    } catch (IllegalArgumentException notHere) {
      System.err.println(notHere.getMessage());
      System.exit(2);
      throw notHere;
    }
  }

  /** The start of a command line: Java, these flags and those that are needed, the class path. */
  static List<String> javaCommand(List<String> flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    if (ModuleFinder.ofSystem().find(INCUBATOR).isPresent()) {
      command.add("--add-modules=" + INCUBATOR);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    return command;
  }

  /** Adds what the user leaves open: who takes part, and that allocation is measured. */
  static String[] complete(String[] arguments) throws IOException {
    List<String> completed = new ArrayList<>(Arrays.asList(arguments));
    add(
        completed,
        "engine=",
        Engines.available().stream().map(Engine::name).collect(Collectors.joining(",")));
    add(
        completed,
        "rival=",
        Rivals.usual().stream().map(RivalStatus::name).collect(Collectors.joining(",")));
    add(completed, "codec=", String.join(",", Codecs.names()));
    add(completed, "data=", String.join(",", BenchmarkData.names()));
    if (!completed.contains("-foe")) {
      // A benchmark that fails is a failure of the run.
      completed.addAll(List.of("-foe", "true"));
    }
    if (!completed.contains("-prof")) {
      completed.addAll(List.of("-prof", "gc", "-prof", RatioProfiler.class.getName()));
    }
    Optional<EngineStatus> refused =
        Engines.all().stream()
            .filter(s -> s.name().equals(VECTOR))
            .filter(s -> s.engine().flatMap(e -> e.coder(Profile.HARDWARE)).isEmpty())
            .findAny();
    refused.ifPresent(
        status -> {
          System.err.println("left out: stages of the vector engine, " + status.reason());
          completed.addAll(List.of("-e", VECTOR_PACKAGE));
        });
    return completed.toArray(String[]::new);
  }

  private static void add(List<String> arguments, String parameter, String values) {
    if (arguments.stream().noneMatch(argument -> argument.startsWith(parameter))) {
      arguments.addAll(List.of("-p", parameter + values));
    }
  }
}
