package dev.ebpc.tools.model;

import dev.ebpc.model.estimate.Accelerator;
import dev.ebpc.model.estimate.CodecArea;
import dev.ebpc.model.estimate.CodedLayer;
import dev.ebpc.model.estimate.Constant;
import dev.ebpc.model.estimate.Estimator;
import dev.ebpc.model.estimate.LayerEstimate;
import dev.ebpc.model.estimate.Network;
import dev.ebpc.model.estimate.RegisterBits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An estimate in lines for people. */
public final class EstimateReport {
  private static final double MICRO = 1e6;
  private static final double MEGABYTE = 8e6;

  private final Estimator estimator;
  private final Network network;
  private final int transmissionWords;
  private final List<String> lines = new ArrayList<>();

  /**
   * Makes a report.
   *
   * @param estimator what estimated
   * @param network the layers
   * @param transmissionWords words of the longest transmission
   */
  public EstimateReport(Estimator estimator, Network network, int transmissionWords) {
    this.estimator = estimator;
    this.network = network;
    this.transmissionWords = transmissionWords;
  }

  /** All lines. */
  public List<String> lines(List<Constant> constants) {
    lines.clear();
    layers();
    memory();
    throughput();
    area("encoder", estimator.encoder(), Estimator.PUBLISHED_ENCODER, true);
    area("decoder", estimator.decoder(), Estimator.PUBLISHED_DECODER, false);
    areaTotal();
    add("");
    add("measured on the tensors: words, bits of the streams, cycles; registers counted exactly");
    constants.forEach(
        c ->
            add(
                "%-10s %-20s %10.4g %-6s %s",
                c.basis().name().toLowerCase(Locale.ROOT),
                c.name(),
                c.value(),
                c.unit(),
                c.source()));
    return lines;
  }

  private void layers() {
    add(
        "%-48s %9s %6s %6s %7s %7s %9s %9s %8s %9s %9s",
        "feature map",
        "words",
        "dense",
        "ratio",
        "enc c/w",
        "dec c/w",
        "raw us",
        "EBPC us",
        "bound",
        "raw uJ",
        "EBPC uJ");
    for (LayerEstimate layer : network.layers()) {
      CodedLayer coded = layer.layer();
      row(
          coded,
          layer.rawSeconds(),
          layer.seconds(),
          layer.bound().name().toLowerCase(Locale.ROOT),
          layer.rawMemoryEnergy(),
          layer.energy());
    }
    if (network.layers().size() > 1) {
      row(
          network.sum(),
          network.total(LayerEstimate::rawSeconds),
          network.total(LayerEstimate::seconds),
          "",
          network.total(LayerEstimate::rawMemoryEnergy),
          network.total(LayerEstimate::energy));
    }
  }

  private void row(
      CodedLayer coded,
      double rawSeconds,
      double seconds,
      String bound,
      double rawEnergy,
      double energy) {
    add(
        "%-48s %9d %5.1f%% %6.2f %7.3f %7.3f %9.1f %9.1f %8s %9.2f %9.2f",
        shortened(coded.name()),
        coded.words(),
        100 * coded.density(),
        coded.ratio(),
        perWord(coded.encoderCycles(), coded),
        perWord(coded.decoderCycles(), coded),
        rawSeconds * MICRO,
        seconds * MICRO,
        bound,
        rawEnergy * MICRO,
        energy * MICRO);
  }

  private void memory() {
    double raw = network.total(LayerEstimate::rawTraffic);
    double traffic = network.total(LayerEstimate::traffic);
    add("");
    add(
        "memory traffic %.3f MB, with EBPC %.3f MB (%.2f times less); memory energy %.2f uJ, with"
            + " EBPC %.2f uJ, codecs %.2f uJ",
        raw / MEGABYTE,
        traffic / MEGABYTE,
        raw / traffic,
        network.total(LayerEstimate::rawMemoryEnergy) * MICRO,
        network.total(LayerEstimate::memoryEnergy) * MICRO,
        network.total(LayerEstimate::codecEnergy) * MICRO);
    add(
        "codec energy per word coded and decoded: %.2f pJ",
        network.total(LayerEstimate::codecEnergy) / network.sum().words() * MICRO * MICRO);
    add(
        "transmissions of at most %d words: worst-case buffers %d bytes ZNZ, %d bytes BPC",
        transmissionWords,
        estimator.worstZnzBytes(transmissionWords),
        estimator.worstBpcBytes(transmissionWords));
  }

  private void throughput() {
    CodedLayer all = network.sum();
    Accelerator accelerator = estimator.accelerator();
    add(
        "at %.0f MHz: published one word per cycle, %.3f GB/s per codec",
        accelerator.clockMegahertz(), estimator.gigabytesPerSecond(1));
    direction("encoder", perWord(all.encoderCycles(), all), all.ratio());
    direction("decoder", perWord(all.decoderCycles(), all), all.ratio());
  }

  private void direction(String name, double cyclesPerWord, double ratio) {
    Accelerator accelerator = estimator.accelerator();
    double one = estimator.gigabytesPerSecond(cyclesPerWord);
    add(
        "%s: measured %.3f words per cycle, %.3f GB/s, %d of them %.3f GB/s; %d keep up with %.1f"
            + " GB/s of memory",
        name,
        1 / cyclesPerWord,
        one,
        accelerator.codecs(),
        accelerator.codecs() * one,
        estimator.codecsFor(ratio, cyclesPerWord),
        accelerator.bandwidth());
  }

  private void area(String name, CodecArea area, double published, boolean encoder) {
    RegisterBits registers =
        encoder
            ? RegisterBits.ofEncoder(estimator.parameters())
            : RegisterBits.ofDecoder(estimator.parameters());
    add("");
    add(
        "%s %s: %d flip-flops (%d data, %d state), %.2f kGE; published at (8,8,Z=4): %.1f kGE",
        name,
        estimator.parameters(),
        registers.bits(),
        registers.dataBits(),
        registers.stateBits(),
        area.kiloGates(),
        published);
    for (int i = 0; i < area.units().size(); i++) {
      CodecArea.Unit unit = area.units().get(i);
      RegisterBits.Unit bits = registers.units().get(i);
      add(
          "  %-16s %5d bits %8.0f GE registers %8.0f GE logic",
          unit.name(), bits.dataBits() + bits.stateBits(), unit.registers(), unit.logic());
    }
  }

  private void areaTotal() {
    add(
        "%d x (encoder + decoder): %.2f kGE, as large as %.1f 8-bit multiply-add units, %.1f %% of the"
            + " %d there are (published: less than 7 for one of each at 8 bits)",
        estimator.accelerator().codecs(),
        estimator.kiloGates(),
        estimator.multiplyAddUnits(),
        100 * estimator.multiplyAddUnits() / estimator.accelerator().multiplyAddUnits(),
        estimator.accelerator().multiplyAddUnits());
  }

  private static double perWord(long cycles, CodedLayer layer) {
    return (double) cycles / layer.words();
  }

  /** The end of a long name tells more than its start. */
  private static String shortened(String name) {
    int most = 48;
    return name.length() <= most ? name : "..." + name.substring(name.length() - most + 3);
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more library
  private void add(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }
}
