package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.tools.evaluation.EvaluationCsv;
import dev.ebpc.tools.evaluation.EvaluationJson;
import dev.ebpc.tools.evaluation.MapEvaluation;
import dev.ebpc.tools.evaluation.MapEvaluator;
import dev.ebpc.tools.evaluation.NetworkSummary;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.Output;
import dev.ebpc.tools.io.Progress;
import dev.ebpc.tools.io.Text;
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
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ebpc eval}: the paper's comparisons on anyone's tensors or network. */
@Command(
    name = "eval",
    sortOptions = false,
    description =
        "Compare EBPC with other methods, as the paper does, on feature maps in files, or on those of an ONNX model that is run on pictures.")
final class EvalCommand extends ToolCommand {
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
      names = "--report",
      paramLabel = "FILE",
      description = "Write a report with plots, one HTML file that needs nothing else.")
  Path htmlReport;

  @Option(names = "--csv", description = "Print one CSV line per map, and nothing else.")
  boolean csv;

  @Option(
      names = "--dump",
      paramLabel = "FOLDER",
      description = "Write the maps as .npy files with a manifest.")
  Path dump;

  @Option(
      names = {"-T", "--threads"},
      paramLabel = "N",
      description = "Threads, 0 for all processors (default: ${DEFAULT-VALUE}).")
  int threads;

  private final ArrayNode errors = Json.array();
  private int worst = ExitCode.OK;

  @Override
  public Integer call() throws IOException {
    if (threads < 0) {
      throw new UsageException("threads must not be negative, found " + threads);
    }
    if (csv && report.json) {
      throw new UsageException("standard output takes either --csv or --json");
    }
    List<MapEvaluation> maps;
    try (MapSource source = sources.open(this::warn, this::leftOut)) {
      maps = evaluate(source);
    }
    if (maps.isEmpty() && errors.isEmpty()) {
      throw new UsageException("there is nothing to evaluate");
    }
    tell(maps, NetworkSummary.of(maps));
    return worst;
  }

  /** Tells of one item what is wrong with it; the others are evaluated all the same. */
  private void leftOut(String item, Exception problem) {
    Failure failure = Failure.of(problem);
    boolean named = failure.message().contains(Text.oneLine(item));
    console().complain(named ? failure.message() : item + ": " + failure.message());
    if (report.wantsTrace()) {
      console().trace(problem);
    }
    errors.addObject().put("file", item).put("error", failure.message());
    worst = Math.max(worst, failure.exitCode());
  }

  private List<MapEvaluation> evaluate(MapSource source) throws IOException {
    Quantiser quantiser = new Quantiser(formats == null ? sources.defaultFormats() : formats);
    int passes = quantiser.needsScale() ? 2 : 1;
    int workers = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    try (MapEvaluator evaluator = new MapEvaluator(workers, compressors());
        Progress progress = progress("evaluate", passes * source.steps())) {
      if (quantiser.needsScale()) {
        source.feed(
            (info, shape, containers) -> quantiser.measure(info, containers), progress::step);
      }
      MapDump dumped = dump == null ? null : new MapDump(dump);
      MapSink sink = dumped == null ? evaluator : dumped.before(evaluator);
      source.feed(quantiser.quantise(sink), progress::step);
      List<MapEvaluation> maps = evaluator.results(this::leftOut);
      progress.end();
      if (dumped != null && !maps.isEmpty()) {
        dumped.finish();
        warn(dumped.size() + " maps and " + dump + "/index.csv written");
      }
      return maps;
    }
  }

  private List<String> compressors() {
    if (compressors == null) {
      List<String> available = Rivals.available().stream().map(RivalStatus::name).toList();
      return USUAL_COMPRESSORS.stream().filter(available::contains).toList();
    }
    return compressors.equals(NO_COMPRESSOR) ? List.of() : compressors;
  }

  private void tell(List<MapEvaluation> maps, List<NetworkSummary> networks) throws IOException {
    long lost = networks.stream().mapToLong(network -> network.total().unrestorable()).sum();
    if (lost > 0) {
      warn(
          "float16: the published evaluation's differences of values would not restore "
              + lost
              + " words; its sizes are estimates. The hardware code works on bit patterns and is lossless.");
    }
    boolean reported = htmlReport != null && !maps.isEmpty();
    if (reported) {
      write(EvaluationReport.html(networks, commandLine(), errors.findValuesAsText("file")));
    }
    if (csv) {
      EvaluationCsv.lines(maps).forEach(console().out()::println);
    } else if (!maps.isEmpty()) {
      EvalTable.lines(networks, report.isVerbose()).forEach(line -> say("%s", line));
    }
    if (report.json) {
      ObjectNode document = EvaluationJson.document(maps, networks);
      if (!errors.isEmpty()) {
        document.set("errors", errors);
      }
      document(document);
    }
    if (reported && !csv) {
      say("");
      say("Report: %s", htmlReport);
    }
  }

  private void write(String html) throws IOException {
    try (Output file = Output.file(htmlReport, true)) {
      try (OutputStream out = file.out()) {
        out.write(html.getBytes(StandardCharsets.UTF_8));
      }
      file.commit();
    }
  }

  private String commandLine() {
    List<String> words = spec.root().commandLine().getParseResult().originalArgs();
    return words.stream()
        .map(
            word -> word.matches("[\\w./:,=+@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
        .reduce("ebpc", (line, word) -> line + " " + word);
  }

  private void warn(String message) {
    if (!report.quiet) {
      console().complain(message);
    }
  }
}
