package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.tools.evaluation.EvaluationCsv;
import dev.ebpc.tools.evaluation.EvaluationJson;
import dev.ebpc.tools.evaluation.MapEvaluation;
import dev.ebpc.tools.evaluation.MapEvaluator;
import dev.ebpc.tools.evaluation.NetworkSummary;
import dev.ebpc.tools.io.Output;
import dev.ebpc.tools.io.Outputs;
import dev.ebpc.tools.io.Progress;
import dev.ebpc.tools.io.UsageException;
import dev.ebpc.tools.maps.MapDump;
import dev.ebpc.tools.maps.MapSink;
import dev.ebpc.tools.maps.MapSource;
import dev.ebpc.tools.maps.Quantiser;
import dev.ebpc.tools.report.EvaluationReport;
import dev.ebpc.tools.rivals.RivalStatus;
import dev.ebpc.tools.rivals.Rivals;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ebpc eval}: the paper's comparisons on anyone's tensors or network. */
@Command(
    name = "eval",
    sortOptions = false,
    description =
        "Compare EBPC with other methods, as the paper does, on feature maps in files, or on those of an ONNX model that is run on pictures.")
final class EvalCommand extends ToolCommand {
  private static final String REPORT = "--report";
  private static final String DUMP = "--dump";
  private static final String CSV = "--csv";
  private static final List<String> NO_COMPRESSOR = List.of("none");
  private static final List<String> USUAL_COMPRESSORS =
      List.of("deflate-6", "lz4", "zstd-1", "zstd-3", "zstd-19", "bitplane+lz4", "bitplane+zstd-1");

  @Mixin EvalSources sources = new EvalSources();

  @Option(
      names = "--quantise",
      split = ",",
      paramLabel = "FORMAT",
      description =
          "Formats to make of float32 maps as published (fixed8, fixed12, fixed16, float16, float32), or plain for the values as they are (default: plain for files, the four published ones for a model).")
  List<String> formats;

  @Option(
      names = "--compressors",
      split = ",",
      paramLabel = "NAME",
      description =
          "General-purpose compressors to run as well, or none (default: DEFLATE, LZ4, Zstandard, and bit transposition with the last two, as far as they run here).")
  List<String> compressors;

  @Option(
      names = REPORT,
      paramLabel = "FILE",
      description = "Write a report with plots, one HTML file that needs nothing else.")
  Path htmlReport;

  @Option(names = CSV, description = "Print one CSV line per map, and nothing else.")
  boolean csv;

  @Option(
      names = DUMP,
      paramLabel = "FOLDER",
      description = "Write the maps as .npy files with a manifest.")
  Path dump;

  @Mixin ForceOption force = new ForceOption();

  @Option(
      names = {"-T", "--threads"},
      paramLabel = "N",
      description = "Threads, 0 for all processors (default: ${DEFAULT-VALUE}).")
  int threads;

  @Override
  public Integer call() throws IOException {
    if (threads < 0) {
      throw new UsageException("threads must not be negative, found " + threads);
    }
    if (csv && report.json) {
      throw new UsageException("standard output takes either --csv or --json");
    }
    if (csv) {
      runOutputs().keepStandardFor(CSV);
    }
    try (MapSource source = sources.open(this::note, failures()::tell, runOutputs());
        Output page = htmlReport == null ? null : open(htmlReport)) {
      List<MapEvaluation> maps = evaluate(source);
      if (!maps.isEmpty()) {
        tell(maps, NetworkSummary.of(maps), page);
      } else if (failures().any()) {
        document(failures().document());
      } else {
        throw new UsageException("there is nothing to evaluate");
      }
    }
    return failures().exitCode();
  }

  /** Opened before anything is evaluated, so that it is not in vain. */
  private Output open(Path file) throws IOException {
    return runOutputs().of(file, REPORT, force.wanted).open();
  }

  private List<MapEvaluation> evaluate(MapSource source) throws IOException {
    Quantiser quantiser = new Quantiser(formats == null ? sources.defaultFormats() : formats);
    int passes = quantiser.needsScale() ? 2 : 1;
    int workers = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    try (MapEvaluator evaluator = new MapEvaluator(workers, compressors());
        MapDump dumped = dump == null ? null : dump();
        Progress progress = progress("evaluate", passes * source.steps())) {
      if (quantiser.needsScale()) {
        source.feed(
            (info, shape, containers) -> quantiser.measure(info, containers), progress::step);
      }
      MapSink sink = dumped == null ? evaluator : dumped.before(evaluator);
      source.feed(quantiser.quantise(sink), progress::step);
      List<MapEvaluation> maps = evaluator.results(failures()::tell);
      progress.end();
      if (dumped != null && !maps.isEmpty()) {
        dumped.commit();
        note(dumped.size() + " maps and " + dump + "/index.csv written");
      }
      return maps;
    }
  }

  private MapDump dump() {
    Outputs.requireName(dump);
    return new MapDump(dump, file -> runOutputs().of(file, DUMP, force.wanted));
  }

  private List<String> compressors() {
    if (compressors == null) {
      List<String> available = Rivals.available().stream().map(RivalStatus::name).toList();
      return USUAL_COMPRESSORS.stream().filter(available::contains).toList();
    }
    return compressors.equals(NO_COMPRESSOR) ? List.of() : compressors;
  }

  private void tell(List<MapEvaluation> maps, List<NetworkSummary> networks, Output page)
      throws IOException {
    long lost = networks.stream().mapToLong(network -> network.total().unrestorable()).sum();
    if (lost > 0) {
      note(
          "float16: the published evaluation's differences of values would not restore "
              + lost
              + " words; its sizes are estimates. The hardware code works on bit patterns and is lossless.");
    }
    if (page != null) {
      try (OutputStream out = page.out()) {
        String html = EvaluationReport.html(networks, commandLine(), failures().items());
        out.write(html.getBytes(StandardCharsets.UTF_8));
      }
      page.commit();
    }
    if (csv) {
      EvaluationCsv.lines(maps).forEach(console().out()::println);
    } else if (!maps.isEmpty()) {
      EvalTable.lines(networks, report.isVerbose()).forEach(line -> say("%s", line));
    }
    if (report.json) {
      ObjectNode document = EvaluationJson.document(maps, networks);
      failures().describe(document);
      document(document);
    }
    if (page != null && !csv) {
      say("");
      say("Report: %s", htmlReport);
    }
  }

  private String commandLine() {
    List<String> words = spec.root().commandLine().getParseResult().originalArgs();
    return words.stream()
        .map(
            word -> word.matches("[\\w./:,=+@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
        .reduce("ebpc", (line, word) -> line + " " + word);
  }

  private void note(String message) {
    if (!report.quiet) {
      warn(message);
    }
  }
}
