package dev.ebpc.tools.command;

import dev.ebpc.model.probe.CycleLog;
import dev.ebpc.model.probe.VcdWriter;
import dev.ebpc.model.rtl.Signals;
import dev.ebpc.model.run.CycleObserver;
import dev.ebpc.tools.io.Console;
import dev.ebpc.tools.io.Names;
import dev.ebpc.tools.io.Output;
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
import java.util.List;
import picocli.CommandLine.Option;

/** What is written down of a run, cycle by cycle. */
final class WatchOptions {
  private static final String STANDARD = "-";

  @Option(
      names = "--trace",
      arity = "0..1",
      fallbackValue = STANDARD,
      paramLabel = "FILE",
      description = "Write a line per cycle to FILE, or to standard output.")
  String trace;

  @Option(
      names = "--vcd",
      paramLabel = "FILE",
      description = {
        "Write all signals of the first run to FILE, for GTKWave; the decoder's, if it is the",
        "second, to FILE with .decode before the suffix."
      })
  Path vcd;

  @Option(
      names = {"-f", "--force"},
      description = "Overwrite outputs that exist.")
  boolean force;

  private int traces;
  private int dumps;

  /** Refuses what would mix or overwrite its own outputs. */
  void check(int tensors, boolean json) {
    if (tensors > 1 && (trace != null || vcd != null)) {
      throw new UsageException("--trace and --vcd go with one tensor at a time");
    }
    if (json && STANDARD.equals(trace)) {
      throw new UsageException("standard output cannot take both a trace and --json; name a file");
    }
  }

  /** Opens what one run is written to; to be called once per run. */
  Watch open(Direction direction, Console console) throws IOException {
    Watch watch = new Watch();
    if (trace != null) {
      watch.traceTo =
          watch.add(
              trace.equals(STANDARD)
                  ? Output.standard(console)
                  : Output.file(numbered(Names.path(trace), direction, traces++), force));
    }
    if (vcd != null) {
      watch.dumpTo = watch.add(Output.file(numbered(vcd, direction, dumps++), force));
    }
    return watch;
  }

  /** The name as given for the first run, with the direction in it for the next. */
  private static Path numbered(Path file, Direction direction, int before) {
    String name = Names.last(file);
    int dot = name.lastIndexOf('.');
    int at = dot < 0 ? name.length() : dot;
    return before == 0
        ? file
        : Names.beside(file, name.substring(0, at) + "." + direction + name.substring(at));
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
