package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.EngineStatus;
import dev.ebpc.engine.Engines;
import dev.ebpc.tools.Version;
import dev.ebpc.tools.bench.Codec;
import dev.ebpc.tools.bench.Commit;
import dev.ebpc.tools.bench.ParetoPlot;
import dev.ebpc.tools.bench.Race;
import dev.ebpc.tools.bench.Report;
import dev.ebpc.tools.bench.Result;
import dev.ebpc.tools.bench.Table;
import dev.ebpc.tools.bench.Workload;
import dev.ebpc.tools.bench.Workloads;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.InputSearch;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.Output;
import dev.ebpc.tools.io.Outputs;
import dev.ebpc.tools.io.Progress;
import dev.ebpc.tools.io.Target;
import dev.ebpc.tools.io.UsageException;
import dev.ebpc.tools.rivals.RivalStatus;
import dev.ebpc.tools.rivals.Rivals;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebpc bench}: speed and ratio of every engine and of what a user could pick instead. */
@Command(
    name = "bench",
    description = {
      "Measure every engine, and other compressors, side by side.",
      "The words of all inputs (default: the feature maps that come with the tools) are gathered by",
      "format and cut into pieces of up to 1 MiB, which are repeated if there are few; every piece",
      "becomes one frame, or one block of a rival. int16 files with fixed12 in their name are taken for that."
    })
final class BenchCommand extends ToolCommand {
  private static final double NANOS = 1e9;
  private static final double WARM_UP_BYTES = 8 << 20;
  private static final String PLOT = "ebpc-bench.png";
  private static final int FEW_ROUNDS = 5;

  /** Too slow to be a choice where speed counts. */
  private static final String ARCHIVER = "zstd-19";

  enum Data {
    MAPS,
    NOISE,
    ZEROS
  }

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "Tensor files, folders or patterns.")
  List<String> words = List.of();

  @Mixin EngineOption engine = new EngineOption();

  @Option(
      names = {"-T", "--threads"},
      paramLabel = "N",
      description = "Threads that code pieces at the same time (default: ${DEFAULT-VALUE}).")
  int threads = 1;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "About how long it may take (default: ${DEFAULT-VALUE}).")
  double seconds = 300;

  @Option(
      names = "--data",
      paramLabel = "WHAT",
      description = "maps (default), noise or zeros; a path goes with maps only.")
  Data data = Data.MAPS;

  @Option(
      names = "--rivals",
      split = ",",
      paramLabel = "NAME",
      description = "Only these rivals (default: all that run here, but zstd-19).")
  List<String> rivals;

  @Option(names = "--direct", description = "All work on direct memory instead of arrays.")
  boolean direct;

  @Option(
      names = "--engine-level",
      description = "Engines without the frame: no checksums, every chunk coded whatever it holds.")
  boolean engineLevel;

  @Option(names = "--markdown", description = "Print tables as Markdown, with the machine.")
  boolean markdown;

  @Option(
      names = "--plot",
      arity = "0..1",
      fallbackValue = PLOT,
      paramLabel = "FILE",
      description = "Plot ratio against speed to a .png or .svg file (default name: " + PLOT + ").")
  Path plot;

  @Mixin ForceOption force = new ForceOption();

  @Override
  public Integer call() throws IOException {
    check();
    List<Workload> workloads = workloads();
    if (workloads.isEmpty()) {
      if (failures().any()) {
        document(failures().document());
        return failures().exitCode();
      }
      throw new UsageException("the inputs hold no tensor that is coded");
    }
    try (Output drawing = plot == null ? null : plotTarget().open()) {
      return race(workloads, drawing);
    }
  }

  private int race(List<Workload> workloads, Output drawing) throws IOException {
    List<Codec> codecs = codecs();
    ObjectNode document = Json.object();
    Machine machine = Machine.here();
    sayMachine(machine, document);
    List<Result> all = new ArrayList<>();
    try (Progress progress =
        Progress.ofSeconds(console(), "bench", seconds, report.showsProgress())) {
      long end = System.nanoTime() + (long) (seconds * NANOS);
      Runnable clock = new Clock(progress);
      double waiting = workloads.stream().mapToDouble(BenchCommand::weight).sum();
      for (Workload workload : workloads) {
        double share = weight(workload) / waiting;
        waiting -= weight(workload);
        long left = Math.max(0, end - System.nanoTime());
        List<Result> results = Race.run(workload, codecs, threads, (long) (share * left), clock);
        progress.end();
        sayResults(workload, results);
        all.addAll(results);
      }
    }
    Report.describe(all, document.putArray("results"));
    failures().describe(document);
    if (drawing != null) {
      draw(all, drawing);
    }
    document(document);
    return failures().exitCode();
  }

  /** More data needs more time, but warming up takes what it takes. */
  private static double weight(Workload workload) {
    return WARM_UP_BYTES + workload.distinctBytes();
  }

  /** Moves a progress bar on by the time that has passed. */
  private static final class Clock implements Runnable {
    private static final long MILLI = 1_000_000;

    private final Progress progress;
    private long last = System.nanoTime();

    Clock(Progress progress) {
      this.progress = progress;
    }

    @Override
    public void run() {
      long passed = (System.nanoTime() - last) / MILLI;
      last += passed * MILLI;
      progress.step(passed);
    }
  }

  private void check() {
    int most = Math.max(2, Runtime.getRuntime().availableProcessors());
    if (threads < 1 || threads > most) {
      throw new UsageException(
          "threads must be 1 to " + most + ", as there are processors, found " + threads);
    }
    if (!(seconds > 0)) {
      throw new UsageException("seconds must be above 0, found " + seconds);
    }
    if (data != Data.MAPS && !words.isEmpty()) {
      throw new UsageException("paths go with --data maps only");
    }
    if (plot != null) {
      Outputs.requireName(plot);
      if (!isSvg() && !hasSuffix(".png") && Outputs.isFile(plot)) {
        throw new UsageException("a plot is a .png or .svg file, found " + plot);
      }
    }
    if (markdown && report.json) {
      throw new UsageException("--markdown and --json do not go together");
    }
  }

  /** Asked for, and opened, before anything is measured. */
  private Target plotTarget() {
    return runOutputs().of(plot, "--plot", force.wanted);
  }

  private List<Workload> filesOfUser() throws IOException {
    List<Input> found = new ArrayList<>();
    for (Input input : InputSearch.find(words, TensorOptions.FILES)) {
      if (input.isStandard()) {
        throw new UsageException("bench reads files, not standard input");
      } else if (input.isFound()) {
        found.add(input);
      } else {
        failures().tell(input.label(), input.problem());
      }
    }
    runOutputs().reads(found);
    return Workloads.of(found, failures()::tell);
  }

  private List<Workload> workloads() throws IOException {
    return switch (data) {
      case NOISE -> Workloads.noise();
      case ZEROS -> Workloads.zeros();
      case MAPS -> words.isEmpty() ? Workloads.shipped() : filesOfUser();
    };
  }

  private List<Codec> codecs() {
    List<Codec> codecs = new ArrayList<>();
    for (Engine one : engine.several()) {
      codecs.add(engineLevel ? Codec.engine(one, direct) : Codec.frame(one, direct));
    }
    List<RivalStatus> chosen =
        rivals == null
            ? Rivals.available().stream().filter(rival -> !rival.name().equals(ARCHIVER)).toList()
            : rivals.stream().map(Rivals::named).toList();
    chosen.forEach(rival -> codecs.add(Codec.rival(rival, direct)));
    return codecs;
  }

  private void sayMachine(Machine machine, ObjectNode document) {
    String commit = Commit.here();
    String how =
        "%s, %s, %d thread%s"
            .formatted(
                engineLevel ? "engines without frames" : "frames",
                direct ? "direct memory" : "arrays",
                threads,
                threads == 1 ? "" : "s");
    document
        .put("version", Version.text())
        .put("commit", commit)
        .put("processor", machine.processor())
        .put("jvm", machine.jvm())
        .put("system", machine.system())
        .put("memory", direct ? "direct" : "heap")
        .put("level", engineLevel ? "engine" : "frame");
    String item = markdown ? "- " : "";
    say("%sprocessor: %s", item, machine.processor());
    say("%sJVM: %s", item, machine.jvm());
    say("%scommit: %s (%s)", item, commit, Version.text());
    say(
        "%smeasured: %s; GB/s of words, medians of rounds; B/op: bytes allocated for 1 MiB",
        item, how);
    ObjectNode missing = document.putObject("missing");
    for (EngineStatus one : Engines.all()) {
      if (one.engine().isEmpty()) {
        missing.put(one.name(), one.reason());
        say("%sleft out: %s, %s", item, one.name(), one.reason());
      }
    }
    for (RivalStatus rival : Rivals.all()) {
      if (!rival.isAvailable()) {
        missing.put(rival.name(), rival.reason());
        say("%sleft out: %s, %s", item, rival.name(), rival.reason());
      }
    }
  }

  private void sayResults(Workload workload, List<Result> results) {
    List<List<String>> rows = Report.rows(results);
    say("");
    say(
        "%s%s, %.1f MiB in %d pieces (%d of them distinct), %d rounds",
        markdown ? "### " : "",
        workload.name(),
        (double) workload.bytes() / (1 << 20),
        workload.pieces().size(),
        workload.distinct(),
        results.get(0).rounds());
    if (results.get(0).rounds() < FEW_ROUNDS) {
      say("Too little time for more rounds, and to warm up: --seconds gives more.");
    }
    say("");
    List<String> lines =
        markdown ? Table.markdown(Report.HEADINGS, rows) : Table.plain(Report.HEADINGS, rows);
    lines.forEach(line -> say("%s", line));
  }

  private void draw(List<Result> results, Output output) throws IOException {
    System.setProperty("java.awt.headless", "true");
    ParetoPlot drawing = new ParetoPlot(results);
    try (OutputStream out = output.out()) {
      if (isSvg()) {
        drawing.writeSvg(out);
      } else {
        drawing.writePng(out);
      }
    }
    output.commit();
    say("");
    say("plot: %s", plot);
  }

  private boolean isSvg() {
    return hasSuffix(".svg");
  }

  private boolean hasSuffix(String suffix) {
    return plot.toString().toLowerCase(Locale.ROOT).endsWith(suffix);
  }
}
