package dev.ebpc.tools.command;

import dev.ebpc.model.probe.CycleLog;
import dev.ebpc.model.probe.VcdWriter;
import dev.ebpc.model.rtl.Signals;
import dev.ebpc.model.run.CycleObserver;
import dev.ebpc.tools.io.Names;
import dev.ebpc.tools.io.Output;
import dev.ebpc.tools.io.Outputs;
import dev.ebpc.tools.io.Target;
import dev.ebpc.tools.io.UsageException;
import dev.ebpc.tools.model.Direction;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is written down of a run, cycle by cycle. */
final class WatchOptions {
  private static final String STANDARD = "-";
  private static final String TRACE = "--trace";
  private static final String VCD = "--vcd";

  @Option(
      names = TRACE,
      arity = "0..1",
      fallbackValue = STANDARD,
      paramLabel = "FILE",
      description = "Write a line per cycle to FILE, or to standard output.")
  Path trace;

  @Option(
      names = VCD,
      paramLabel = "FILE",
      description = {
        "Write all signals of the first run to FILE, for GTKWave; the decoder's, if it is the",
        "second, to FILE with .decode before the suffix."
      })
  Path vcd;

  @Mixin ForceOption force = new ForceOption();

  private final Map<Direction, Target> traces = new EnumMap<>(Direction.class);
  private final Map<Direction, Target> dumps = new EnumMap<>(Direction.class);

  /** Refuses to mix several tensors. */
  void check(int tensors) {
    if (tensors > 1 && (trace != null || vcd != null)) {
      throw new UsageException("--trace and --vcd go with one tensor at a time");
    }
  }

  /** Asks for what the runs are written to, before the first one. */
  void ask(List<Direction> directions, Outputs outputs) {
    ask(trace, TRACE, directions, outputs, traces);
    ask(vcd, VCD, directions, outputs, dumps);
    for (Target target : traces.values()) {
      target.requireFree();
    }
    for (Target target : dumps.values()) {
      target.requireFree();
    }
  }

  /** The name as given for the first run, with the direction in it for the next. */
  private void ask(
      Path file,
      String option,
      List<Direction> directions,
      Outputs outputs,
      Map<Direction, Target> targets) {
    if (file != null) {
      Outputs.requireName(file);
      if (option.equals(VCD) && directions.size() > 1 && !Outputs.isFile(file)) {
        throw new UsageException("only one direction can be dumped to " + file + ": --direction");
      }
      for (Direction direction : directions) {
        boolean first = targets.isEmpty() || !Outputs.isFile(file);
        Path path = first ? file : named(file, direction);
        targets.put(direction, outputs.of(path, option, force.wanted));
      }
    }
  }

  /** Opens what one run is written to. */
  Watch open(Direction direction) throws IOException {
    Watch watch = new Watch();
    try {
      if (trace != null) {
        watch.traceTo = watch.add(traces.get(direction).open());
      }
      if (vcd != null) {
        watch.dumpTo = watch.add(dumps.get(direction).open());
      }
      return watch;
    } catch (IOException | RuntimeException refused) {
      watch.close();
      throw refused;
    }
  }

  private static Path named(Path file, Direction direction) {
    String name = Names.last(file);
    int dot = name.lastIndexOf('.');
    int at = dot < 0 ? name.length() : dot;
    return Names.beside(file, name.substring(0, at) + "." + direction + name.substring(at));
  }

  /** The open files of one run. */
  static final class Watch implements AutoCloseable {
    private final List<Output> outputs = new ArrayList<>();
    private final List<Writer> writers = new ArrayList<>();
    private PrintWriter traceTo;
    private PrintWriter dumpTo;

    private PrintWriter add(Output output) {
      Writer writer =
          new BufferedWriter(new OutputStreamWriter(output.out(), StandardCharsets.US_ASCII));
      outputs.add(output);
      writers.add(writer);
      return new PrintWriter(writer);
    }

    /** What looks on. */
    List<CycleObserver> observers(Signals signals) {
      List<CycleObserver> observers = new ArrayList<>();
      if (traceTo != null) {
        observers.add(new CycleLog(signals, traceTo::println));
      }
      if (dumpTo != null) {
        observers.add(new VcdWriter(signals, dumpTo));
      }
      return observers;
    }

    /** Lets the files appear. */
    void commit() throws IOException {
      for (Writer writer : writers) {
        writer.close();
      }
      for (Output output : outputs) {
        output.commit();
      }
    }

    @Override
    public void close() throws IOException {
      for (Output output : outputs) {
        output.close();
      }
    }
  }
}
