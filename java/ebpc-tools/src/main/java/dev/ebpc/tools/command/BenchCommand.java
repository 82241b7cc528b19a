package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.engine.EngineStatus;
import dev.ebpc.engine.Engines;
import dev.ebpc.tools.Version;
import dev.ebpc.tools.bench.Codec;
import dev.ebpc.tools.bench.Codecs;
import dev.ebpc.tools.bench.Commit;
import dev.ebpc.tools.bench.Dominance;
import dev.ebpc.tools.bench.ParetoPlot;
import dev.ebpc.tools.bench.Race;
import dev.ebpc.tools.bench.Report;
import dev.ebpc.tools.bench.Result;
import dev.ebpc.tools.bench.Section;
import dev.ebpc.tools.bench.Table;
import dev.ebpc.tools.bench.Workload;
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

/** {@code ebpc bench}: speed and ratio of every engine and of what a user could pick instead. */
@Command(
    name = "bench",
    description = {
      "Measure every engine, and other compressors, side by side.",
      "Tensors (default: the feature maps that come with the tools, and generated tensors of other",
      "kinds) are cut into whole rows of up to --frame bytes, and repeated if there are few; every",
      "piece becomes one frame, or one block of a rival. Figures are given by kind and format, and for",
      "all. int16 files with fixed12 in their name, and no manifest, are taken for that."
    })
final class BenchCommand extends ToolCommand {
  private static final double NANOS = 1e9;
  private static final String PLOT = "ebpc-bench.png";
  private static final int FEW_ROUNDS = 5;

  /** Slow rivals included. */
  private static final String ALL_RIVALS = "all";

  @Mixin BenchData data = new BenchData();

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
      names = "--rivals",
      split = ",",
      paramLabel = "NAME",
      description = "Only these rivals; all: zstd-19 as well (default: all that run here but it).")
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
    Workload workload =
        data.open(left -> say("left out: %s", left), failures()::tell, runOutputs());
    if (workload.pieces().isEmpty()) {
      document(failures().document());
      return failures().exitCode();
    }
    try (Output drawing = plot == null ? null : plotTarget().open()) {
      return race(workload, drawing);
    }
  }

  private int race(Workload workload, Output drawing) throws IOException {
    List<Codec> codecs = codecs();
    ObjectNode document = Json.object();
    Machine machine = Machine.here();
    sayMachine(machine, document);
    List<Section> sections;
    try (Progress progress =
        Progress.ofSeconds(console(), "bench", seconds, report.showsProgress())) {
      long nanos = (long) (seconds * NANOS);
      sections = Race.run(workload, codecs, threads, nanos, new Clock(progress));
      progress.end();
    }
    List<Result> all = sections.stream().flatMap(one -> one.results().stream()).toList();
    List<Dominance> dominance = Dominance.of(sections);
    sections.forEach(this::sayResults);
    sayDominance(dominance);
    Report.describeData(sections, document.putArray("data"));
    Report.describe(all, document.putArray("results"));
    Dominance.describe(dominance, document.putArray("dominance"));
    failures().describe(document);
    if (drawing != null) {
      draw(all, drawing);
    }
    document(document);
    return failures().exitCode();
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
    data.check();
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

  private List<Codec> codecs() {
    List<Codec> codecs = new ArrayList<>();
    if (engineLevel) {
      engine.several().forEach(one -> codecs.add(Codec.engine(one, direct)));
    } else {
      codecs.addAll(Codecs.frames(engine.several(), direct));
    }
    rivals().forEach(rival -> codecs.add(Codec.rival(rival, direct)));
    return codecs;
  }

  private List<RivalStatus> rivals() {
    if (rivals == null) {
      return Rivals.usual();
    }
    return rivals.contains(ALL_RIVALS)
        ? Rivals.available()
        : rivals.stream().map(Rivals::named).toList();
  }

  private void sayMachine(Machine machine, ObjectNode document) {
    String commit = Commit.here();
    String how =
        "%s of up to %s, %s, %d thread%s"
            .formatted(
                engineLevel ? "engines without frames, pieces" : "frames",
                data.frame,
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
        .put("level", engineLevel ? "engine" : "frame")
        .put("frame", data.frame);
    String item = markdown ? "- " : "";
    say("%sprocessor: %s", item, machine.processor());
    say("%sJVM: %s", item, machine.jvm());
    say("%scommit: %s (%s)", item, commit, Version.text());
    say(
        "%smeasured: %s; GB/s of words, medians of rounds; B/op: bytes allocated for a piece",
        item, how);
    if (data.isShipped()) {
      say("%sdata: the maps that come with the tools are real (kinds fmap and grad);", item);
      say("%s  all others are generated, to stand for real ones", markdown ? "" : " ");
    }
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

  private void sayResults(Section section) {
    Section.Extent extent = section.data();
    say("");
    say(
        "%s%s%s, %.1f MiB in %d pieces (%d of them distinct), %d rounds",
        markdown ? "### " : "",
        section.name(),
        section.generated() ? " (generated)" : "",
        (double) extent.bytes() / (1 << 20),
        extent.pieces(),
        extent.distinct(),
        section.rounds());
    if (section.rounds() < FEW_ROUNDS) {
      say("Too little time for more rounds, and to warm up: --seconds gives more.");
    }
    say("");
    sayTable(Report.HEADINGS, Report.rows(section.results()), 1);
  }

  private void sayDominance(List<Dominance> dominance) {
    if (dominance.isEmpty()) {
      return;
    }
    say("");
    say("%sWho dominates whom", markdown ? "### " : "");
    say("");
    say("Codecs of ours with a better ratio and more speed in both directions, on the same data.");
    for (boolean apart : new boolean[] {false, true}) {
      List<List<String>> rows = Dominance.rows(dominance, apart);
      if (!rows.isEmpty()) {
        say("");
        if (apart) {
          say("Apart, a copy and the paper's baseline:");
          say("");
        }
        sayTable(Dominance.HEADINGS, rows, Dominance.HEADINGS.size());
      }
    }
  }

  /** Prints a table of which the first columns hold words. */
  private void sayTable(List<String> headings, List<List<String>> rows, int words) {
    List<String> lines =
        markdown ? Table.markdown(headings, rows, words) : Table.plain(headings, rows, words);
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
