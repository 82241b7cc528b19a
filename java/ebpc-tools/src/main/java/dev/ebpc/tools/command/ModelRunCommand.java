package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.model.Behaviour;
import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.probe.Utilisation;
import dev.ebpc.model.rtl.Signals;
import dev.ebpc.model.run.CycleObserver;
import dev.ebpc.tools.io.FileKind;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.Progress;
import dev.ebpc.tools.io.UsageException;
import dev.ebpc.tools.model.Direction;
import dev.ebpc.tools.model.HardwareTensor;
import dev.ebpc.tools.model.Playback;
import dev.ebpc.tools.model.UtilisationReport;
import dev.ebpc.tools.tensor.Tensor;
import dev.ebpc.tools.tensor.TensorReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ebpc model run}: tensors through encoder and decoder, cycle by cycle. */
@Command(
    name = "run",
    description = {
      "Play tensors into the model of encoder and decoder and count the cycles: for the encoder",
      "from the first to the last word in, for the decoder from the number of words to the last",
      "word out."
    })
final class ModelRunCommand extends FileCommand {
  private static final String RUNS = "runs";
  private static final int CYCLES_PER_STEP = 1 << 16;

  @Mixin TensorOptions tensors = new TensorOptions();
  @Mixin CodingOptions coding = new CodingOptions();
  @Mixin StallOptions stalls = new StallOptions();
  @Mixin GenerateOptions generate = new GenerateOptions();
  @Mixin WatchOptions watch = new WatchOptions();

  @Option(
      names = "--direction",
      paramLabel = "DIRECTION",
      description = "encode or decode (default: both).")
  Direction only;

  @Option(names = "--corrected", description = "Mend the known faults of the published hardware.")
  boolean corrected;

  @Option(
      names = "--transmission",
      paramLabel = "WORDS",
      description = {
        "Cut tensors into transmissions of so many words, each started when the one before is",
        "through; drain and restart count (default: a tensor is one transmission)."
      })
  int transmissionWords = HardwareTensor.WHOLE;

  @Option(
      names = "--utilisation",
      description = "Tell how busy units are, who waits for whom, and how full storages are.")
  boolean utilisation;

  private final Map<Direction, Long> totalCycles = new EnumMap<>(Direction.class);
  private long totalWords;
  private int tensorsDone;
  private Progress progress;

  @Override
  FileKind kind() {
    return TensorOptions.FILES;
  }

  @Override
  public Integer call() throws IOException {
    HardwareTensor.requireTransmissionWords(transmissionWords);
    if (!generate.wanted()) {
      int code = super.call();
      sayTotal();
      return code;
    }
    if (!words.isEmpty()) {
      throw new UsageException("words are generated or read, not both");
    }
    runGenerated();
    return ExitCode.OK;
  }

  private void runGenerated() throws IOException {
    HardwareParameters parameters = HardwareParameters.of(coding.generated());
    List<HardwareTensor> all = generate.tensors(parameters, transmissionWords);
    watch.check(all.size());
    watch.ask(directions(), runOutputs());
    ObjectNode document = Json.object();
    progress = progress("model", 0);
    for (HardwareTensor tensor : all) {
      play(tensor.label(), tensor, 0, document.withArray(RUNS));
    }
    document(document);
  }

  @Override
  void prepare(List<Input> inputs) throws IOException {
    watch.check(inputs.size());
    watch.ask(directions(), runOutputs());
    progress = progress("model", Input.totalSize(inputs) * directions().size());
  }

  @Override
  ObjectNode process(Input input) throws IOException {
    ObjectNode document = Json.object();
    ArrayNode runs = document.putArray(RUNS);
    try (TensorReader file = tensors.open(input, console())) {
      while (file.hasNext()) {
        Tensor tensor = file.next();
        NumberFormat format = tensor.info().type().format();
        watch.check(file.hasNext() ? 2 : 1);
        HardwareTensor words =
            HardwareTensor.read(
                HardwareTensor.label(input.label(), tensor),
                tensor,
                coding.of(format),
                transmissionWords);
        if (!file.hasNext()) {
          file.requireEnd();
        }
        play(input.label(), words, format.containerBytes(), runs);
      }
    } finally {
      progress.end();
    }
    return document;
  }

  /** Runs the directions asked for. */
  private void play(String file, HardwareTensor tensor, int wordBytes, ArrayNode runs)
      throws IOException {
    Behaviour behaviour = corrected ? Behaviour.CORRECTED : Behaviour.AS_PUBLISHED;
    Playback playback = new Playback(tensor, stalls.stalls(), behaviour);
    totalWords += tensor.words().length;
    tensorsDone++;
    for (Direction direction : directions()) {
      List<Utilisation> uses = new ArrayList<>();
      Playback.Result result;
      try (WatchOptions.Watch files = watch.open(direction)) {
        result = playback.run(direction, signals -> observer(signals, files, uses, wordBytes));
        files.commit();
      }
      progress.end();
      totalCycles.merge(direction, result.cycles(), Long::sum);
      ObjectNode run =
          runs.addObject()
              .put("file", file)
              .put("direction", direction.toString())
              .put("words", result.words())
              .put("cycles", result.cycles())
              .put("cyclesPerWord", result.cyclesPerWord());
      sayRun(tensor.label(), direction, result.words(), result.cycles());
      for (Utilisation use : uses) {
        UtilisationReport.lines(use).forEach(line -> say("%s", line));
        UtilisationReport.describe(use, run);
      }
      warn(tensor.label(), result);
    }
  }

  private List<Direction> directions() {
    return only == null ? List.of(Direction.values()) : List.of(only);
  }

  /** All that looks on, one after the other. */
  private CycleObserver observer(
      Signals signals, WatchOptions.Watch files, List<Utilisation> uses, int wordBytes) {
    if (utilisation) {
      uses.add(new Utilisation(signals));
    }
    List<CycleObserver> all = new ArrayList<>(uses);
    all.addAll(files.observers(signals));
    all.add(cycle -> step(cycle, wordBytes));
    CycleObserver[] observers = all.toArray(new CycleObserver[0]);
    return cycle -> {
      for (CycleObserver observer : observers) {
        observer.cycle(cycle);
      }
    };
  }

  /** Moves the bar on: about a word per cycle. */
  private void step(int cycle, int wordBytes) {
    if (cycle % CYCLES_PER_STEP == CYCLES_PER_STEP - 1) {
      progress.step((long) CYCLES_PER_STEP * wordBytes);
    }
  }

  private void sayRun(String label, Direction direction, long words, long cycles) {
    say(
        "%-48s %s %9d words %9d cycles %6.3f cycles/word %6.3f words/cycle (published: 1)",
        label, direction, words, cycles, (double) cycles / words, (double) words / cycles);
  }

  private void sayTotal() {
    if (tensorsDone > 1) {
      totalCycles.forEach((direction, cycles) -> sayRun("all", direction, totalWords, cycles));
    }
  }

  /** The published encoder may keep a last word back. */
  private void warn(String label, Playback.Result result) {
    if (!result.faithful()) {
      warn(
          label
              + ": as published, the encoder does not deliver the streams of the code here:"
              + " a last BPC word is held back (--corrected fixes it)");
    }
  }

  @Override
  JsonNode summary(ArrayNode results) {
    ObjectNode document = Json.object();
    ArrayNode runs = document.putArray(RUNS);
    for (JsonNode result : results) {
      if (result.has(RUNS)) {
        result.get(RUNS).forEach(runs::add);
      }
    }
    failures().describe(document);
    return document;
  }
}
