package dev.ebpc.tools.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.model.estimate.CodecArea;
import dev.ebpc.model.estimate.CodedLayer;
import dev.ebpc.model.estimate.Constant;
import dev.ebpc.model.estimate.Estimator;
import dev.ebpc.model.estimate.LayerEstimate;
import dev.ebpc.model.estimate.Network;
import dev.ebpc.model.estimate.RegisterBits;
import dev.ebpc.tools.io.Json;
import java.util.List;
import java.util.Locale;

/** An estimate as a document for programs: SI units, bits, and 1000 gate equivalents. */
public final class EstimateDocument {
  private EstimateDocument() {}

  /**
   * Describes an estimate.
   *
   * @param estimator what estimated
   * @param network the layers
   * @param transmissionWords words of the longest transmission
   * @param constants what it rests on
   */
  public static ObjectNode of(
      Estimator estimator, Network network, int transmissionWords, List<Constant> constants) {
    ObjectNode document = Json.object();
    document
        .putObject("parameters")
        .put("wordBits", estimator.parameters().wordBits())
        .put("blockSize", estimator.parameters().blockSize())
        .put("maxZeroRun", estimator.parameters().maxZeroRun());
    ArrayNode layers = document.putArray("layers");
    network.layers().forEach(layer -> describe(layer, layers.addObject()));
    describeTotal(estimator, network, document.putObject("network"));
    document
        .putObject("worstCaseBufferBytes")
        .put("transmissionWords", transmissionWords)
        .put("znz", estimator.worstZnzBytes(transmissionWords))
        .put("bpc", estimator.worstBpcBytes(transmissionWords));
    ObjectNode areas = document.putObject("area");
    describe(
        estimator.encoder(),
        RegisterBits.ofEncoder(estimator.parameters()),
        Estimator.PUBLISHED_ENCODER,
        areas.putObject("encoder"));
    describe(
        estimator.decoder(),
        RegisterBits.ofDecoder(estimator.parameters()),
        Estimator.PUBLISHED_DECODER,
        areas.putObject("decoder"));
    areas
        .put("kiloGates", estimator.kiloGates())
        .put("multiplyAddUnits", estimator.multiplyAddUnits());
    ArrayNode rests = document.putArray("constants");
    for (Constant constant : constants) {
      rests
          .addObject()
          .put("name", constant.name())
          .put("value", constant.value())
          .put("unit", constant.unit())
          .put("basis", constant.basis().name().toLowerCase(Locale.ROOT))
          .put("source", constant.source());
    }
    return document;
  }

  private static void describe(CodedLayer layer, ObjectNode node) {
    node.put("words", layer.words())
        .put("nonZeros", layer.nonZeros())
        .put("rawBits", layer.rawBits())
        .put("streamBits", layer.streamBits())
        .put("ratio", layer.ratio())
        .put("transmissions", layer.transmissions())
        .put("encoderCycles", layer.encoderCycles())
        .put("decoderCycles", layer.decoderCycles());
  }

  private static void describe(LayerEstimate layer, ObjectNode node) {
    node.put("name", layer.layer().name());
    describe(layer.layer(), node);
    node.put("rawTrafficBits", layer.rawTraffic())
        .put("trafficBits", layer.traffic())
        .put("computeSeconds", layer.computeSeconds())
        .put("rawMemorySeconds", layer.rawMemorySeconds())
        .put("memorySeconds", layer.memorySeconds())
        .put("codecSeconds", layer.codecSeconds())
        .put("rawSeconds", layer.rawSeconds())
        .put("seconds", layer.seconds())
        .put("bound", layer.bound().name().toLowerCase(Locale.ROOT))
        .put("rawMemoryJoules", layer.rawMemoryEnergy())
        .put("memoryJoules", layer.memoryEnergy())
        .put("codecJoules", layer.codecEnergy());
  }

  private static void describeTotal(Estimator estimator, Network network, ObjectNode node) {
    CodedLayer all = network.sum();
    describe(all, node);
    double encoderCycles = (double) all.encoderCycles() / all.words();
    double decoderCycles = (double) all.decoderCycles() / all.words();
    node.put("rawTrafficBits", network.total(LayerEstimate::rawTraffic))
        .put("trafficBits", network.total(LayerEstimate::traffic))
        .put("rawSeconds", network.total(LayerEstimate::rawSeconds))
        .put("seconds", network.total(LayerEstimate::seconds))
        .put("rawMemoryJoules", network.total(LayerEstimate::rawMemoryEnergy))
        .put("memoryJoules", network.total(LayerEstimate::memoryEnergy))
        .put("codecJoules", network.total(LayerEstimate::codecEnergy))
        .put("encoderWordsPerCycle", 1 / encoderCycles)
        .put("decoderWordsPerCycle", 1 / decoderCycles)
        .put("publishedWordsPerCycle", 1)
        .put("encoderGBps", estimator.gigabytesPerSecond(encoderCycles))
        .put("decoderGBps", estimator.gigabytesPerSecond(decoderCycles))
        .put("encodersForBandwidth", estimator.codecsFor(all.ratio(), encoderCycles))
        .put("decodersForBandwidth", estimator.codecsFor(all.ratio(), decoderCycles));
  }

  private static void describe(
      CodecArea area, RegisterBits registers, double published, ObjectNode node) {
    node.put("dataBits", registers.dataBits())
        .put("stateBits", registers.stateBits())
        .put("kiloGates", area.kiloGates())
        .put("publishedKiloGates", published);
    ArrayNode units = node.putArray("units");
    for (int i = 0; i < area.units().size(); i++) {
      CodecArea.Unit unit = area.units().get(i);
      units
          .addObject()
          .put("unit", unit.name())
          .put("dataBits", registers.units().get(i).dataBits())
          .put("stateBits", registers.units().get(i).stateBits())
          .put("registerGates", unit.registers())
          .put("logicGates", unit.logic());
    }
  }
}
