package dev.ebpc.tools.command;

import static dev.ebpc.model.estimate.Constant.Basis.ASSUMED;
import static dev.ebpc.model.estimate.Constant.Basis.CALIBRATED;
import static dev.ebpc.model.estimate.Constant.Basis.GIVEN;
import static dev.ebpc.model.estimate.Constant.Basis.PUBLISHED;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.estimate.Accelerator;
import dev.ebpc.model.estimate.CellAreas;
import dev.ebpc.model.estimate.CodecArea;
import dev.ebpc.model.estimate.Constant;
import dev.ebpc.model.estimate.Constant.Basis;
import dev.ebpc.model.estimate.Dram;
import dev.ebpc.model.estimate.Estimator;
import dev.ebpc.tools.io.UsageException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the codecs are built into, and every other figure that an estimate rests on. */
final class AcceleratorOptions {
  private static final String PAPER = "Cavigelli, Rutishauser, Benini, JETCAS 2019, 65 nm";
  private static final String DEFAULT = " (default: ${DEFAULT-VALUE}).";
  private static final Accelerator STANDARD = Accelerator.DEFAULT;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(names = "--clock", split = ",", paramLabel = "MHZ", description = "Clock" + DEFAULT)
  List<Double> clocks = List.of(STANDARD.clockMegahertz());

  @Option(
      names = "--codecs",
      split = ",",
      paramLabel = "K",
      description = "Encoders, and as many decoders, side by side" + DEFAULT)
  List<Integer> codecs = List.of(STANDARD.codecs());

  @Option(
      names = "--dram",
      paramLabel = "NAME",
      description = "Memory: lpddr4, ddr4 or hbm2" + DEFAULT)
  Dram memory = Dram.LPDDR4;

  @Option(
      names = "--dram-energy",
      paramLabel = "PJ",
      description = "Picojoules per bit of memory traffic (default: that of the memory).")
  Double dramEnergy;

  @Option(
      names = "--bandwidth",
      split = ",",
      paramLabel = "GB/s",
      description = "Bandwidth of the memory (default: one channel or stack).")
  List<Double> bandwidths = List.of();

  @Option(
      names = "--mac-units",
      paramLabel = "N",
      description = "Multiply-adds per cycle" + DEFAULT)
  int macUnits = STANDARD.multiplyAddUnits();

  @Option(
      names = "--macs-per-word",
      paramLabel = "N",
      description = "Multiply-adds that a word of a feature map costs" + DEFAULT)
  double macsPerWord = STANDARD.multiplyAddsPerWord();

  @Option(
      names = "--writes",
      paramLabel = "N",
      description = "Times that each map is written" + DEFAULT)
  double writes = STANDARD.writes();

  @Option(
      names = "--reads",
      paramLabel = "N",
      description = "Times that each map is read" + DEFAULT)
  double reads = STANDARD.reads();

  @Option(
      names = "--gate-energy",
      paramLabel = "FJ",
      description = "Femtojoules per gate equivalent and busy cycle" + DEFAULT)
  double gateEnergy = STANDARD.gateFemtojoules();

  @Option(
      names = "--mac-area",
      paramLabel = "KGE",
      description = "Area of an 8-bit multiply-add unit" + DEFAULT)
  double macArea = Estimator.LEAST_MULTIPLY_ADD;

  @Option(
      names = "--encoder-area",
      paramLabel = "KGE",
      description = "Area of the published encoder" + DEFAULT)
  double encoderArea = Estimator.PUBLISHED_ENCODER;

  @Option(
      names = "--decoder-area",
      paramLabel = "KGE",
      description = "Area of the published decoder" + DEFAULT)
  double decoderArea = Estimator.PUBLISHED_DECODER;

  @Option(
      names = "--flip-flop-area",
      paramLabel = "GE",
      description = "Area of a flip-flop" + DEFAULT)
  double flipFlop = CellAreas.TYPICAL.flipFlop();

  @Option(
      names = "--multiplexer-area",
      paramLabel = "GE",
      description = "Area of a one-bit multiplexer" + DEFAULT)
  double multiplexer = CellAreas.TYPICAL.multiplexer();

  @Option(names = "--adder-area", paramLabel = "GE", description = "Area of a full adder" + DEFAULT)
  double adder = CellAreas.TYPICAL.adder();

  @Option(names = "--xor-area", paramLabel = "GE", description = "Area of an XOR gate" + DEFAULT)
  double xor = CellAreas.TYPICAL.xor();

  @Option(
      names = "--gate-area",
      paramLabel = "GE",
      description = "Area of an AND or OR gate" + DEFAULT)
  double gate = CellAreas.TYPICAL.gate();

  /** The one accelerator that is asked for. */
  Accelerator one() {
    List<Accelerator> all = all();
    if (all.size() != 1) {
      throw new UsageException("one clock, number of codecs and bandwidth; sweep takes several");
    }
    return all.get(0);
  }

  /** Every clock with every number of codecs and every bandwidth. */
  List<Accelerator> all() {
    List<Accelerator> all = new ArrayList<>();
    for (double clock : clocks) {
      for (int count : codecs) {
        for (double bandwidth : bandwidths()) {
          all.add(of(clock, count, bandwidth));
        }
      }
    }
    return all;
  }

  private List<Double> bandwidths() {
    return bandwidths.isEmpty() ? List.of(memory.gigabytesPerSecond()) : bandwidths;
  }

  private Accelerator of(double clock, int count, double bandwidth) {
    double energy = dramEnergy == null ? memory.picojoulesPerBit() : dramEnergy;
    return new Accelerator(
        clock, count, energy, bandwidth, macUnits, macsPerWord, writes, reads, gateEnergy);
  }

  /** What estimates for codecs of given parameters. */
  Estimator estimator(HardwareParameters parameters, Accelerator accelerator) {
    CellAreas cells = new CellAreas(flipFlop, multiplexer, adder, xor, gate);
    return new Estimator(
        parameters,
        accelerator,
        CodecArea.ofEncoder(parameters, cells, encoderArea),
        CodecArea.ofDecoder(parameters, cells, decoderArea),
        macArea);
  }

  /** Every figure that the estimates of an estimator rest on. */
  List<Constant> constants(Estimator estimator) {
    Accelerator with = estimator.accelerator();
    String library = "usual in 65 nm libraries";
    String factor = "makes the published area come out at (8,8,Z=4)";
    return List.of(
        of("--clock", with.clockMegahertz(), "MHz", PUBLISHED, PAPER),
        of(
            "--codecs",
            with.codecs(),
            "",
            ASSUMED,
            "16 words per cycle at any density; shared evenly"),
        of("--dram-energy", with.picojoulesPerBit(), "pJ/bit", ASSUMED, memory.energySource()),
        of("--bandwidth", with.bandwidth(), "GB/s", ASSUMED, memory.bandwidthSource()),
        of("--mac-units", with.multiplyAddUnits(), "", ASSUMED, "an array of 64 x 64"),
        of("--macs-per-word", macsPerWord, "", ASSUMED, "100 to 1000 in usual networks"),
        of("--writes", writes, "", ASSUMED, "each feature map goes to memory once"),
        of("--reads", reads, "", ASSUMED, "and comes back once"),
        of("--gate-energy", gateEnergy, "fJ", ASSUMED, "order of magnitude in 65 nm at 1.2 V"),
        of("--mac-area", macArea, "kGE", CALIBRATED, "both codecs take less than seven: " + PAPER),
        of("--encoder-area", encoderArea, "kGE", PUBLISHED, PAPER),
        of("--decoder-area", decoderArea, "kGE", PUBLISHED, PAPER),
        of("--flip-flop-area", flipFlop, "GE", ASSUMED, library),
        of("--multiplexer-area", multiplexer, "GE", ASSUMED, library),
        of("--adder-area", adder, "GE", ASSUMED, library),
        of("--xor-area", xor, "GE", ASSUMED, library),
        of("--gate-area", gate, "GE", ASSUMED, library),
        of("encoder logic factor", estimator.encoder().logicFactor(), "", CALIBRATED, factor),
        of("decoder logic factor", estimator.decoder().logicFactor(), "", CALIBRATED, factor));
  }

  private Constant of(String name, double value, String unit, Basis basis, String source) {
    boolean given =
        name.startsWith("-") && command.commandLine().getParseResult().hasMatchedOption(name);
    return given
        ? new Constant(name, value, unit, GIVEN, "command line")
        : new Constant(name, value, unit, basis, source);
  }
}
