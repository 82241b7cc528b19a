package dev.ebpc.model.estimate;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.Transmission;
import dev.ebpc.model.HardwareParameters;

/**
 * From measured layers to times, energies and areas. Immutable and thread-safe.
 *
 * @param parameters what the codecs are built with
 * @param accelerator what they are built into
 * @param encoder area of one encoder
 * @param decoder area of one decoder
 * @param multiplyAddKiloGates area of one 8-bit multiply-add unit, 1000 gate equivalents
 */
public record Estimator(
    HardwareParameters parameters,
    Accelerator accelerator,
    CodecArea encoder,
    CodecArea decoder,
    double multiplyAddKiloGates) {
  private static final double FEMTO = 1e-15;
  private static final double PICO = 1e-12;
  private static final double GIGA = 1e9;

  /** Area of the encoder of the paper, 65 nm, 1000 gate equivalents. */
  public static final double PUBLISHED_ENCODER = 2.8;

  /** Area of the decoder of the paper, 65 nm, 1000 gate equivalents. */
  public static final double PUBLISHED_DECODER = 3.0;

  /** Both codecs are published as smaller than seven units, so one has at least this area. */
  public static final double LEAST_MULTIPLY_ADD = (PUBLISHED_ENCODER + PUBLISHED_DECODER) / 7;

  /** What compression brings for a layer. */
  public LayerEstimate of(CodedLayer layer) {
    double accesses = accelerator.writes() + accelerator.reads();
    double rawTraffic = layer.rawBits() * accesses;
    double traffic = layer.streamBits() * accesses;
    double encoderCycles = layer.encoderCycles() * accelerator.writes();
    double decoderCycles = layer.decoderCycles() * accelerator.reads();
    double multiplyAdds = layer.words() * accelerator.multiplyAddsPerWord();
    double perBit = accelerator.dram().picojoulesPerBit() * PICO;
    double gates =
        1000 * (encoder.kiloGates() * encoderCycles + decoder.kiloGates() * decoderCycles);
    return new LayerEstimate(
        layer,
        rawTraffic,
        traffic,
        multiplyAdds / accelerator.multiplyAddUnits() / accelerator.clock(),
        memorySeconds(rawTraffic),
        memorySeconds(traffic),
        Math.max(encoderCycles, decoderCycles) / accelerator.codecs() / accelerator.clock(),
        rawTraffic * perBit,
        traffic * perBit,
        gates * accelerator.gateFemtojoules() * FEMTO);
  }

  private double memorySeconds(double bits) {
    return bits / 8 / (accelerator.bandwidth() * GIGA);
  }

  /** Uncompressed words of one codec, 10^9 bytes per second, at a number of cycles per word. */
  public double gigabytesPerSecond(double cyclesPerWord) {
    return parameters.wordBits() / 8.0 * accelerator.clock() / cyclesPerWord / GIGA;
  }

  /**
   * Codecs that keep up with the memory when all of its bandwidth goes one way.
   *
   * @param ratio compression ratio
   * @param cyclesPerWord of one codec
   */
  public long codecsFor(double ratio, double cyclesPerWord) {
    return (long) Math.ceil(accelerator.bandwidth() * ratio / gigabytesPerSecond(cyclesPerWord));
  }

  /** Area of all encoders and decoders, 1000 gate equivalents. */
  public double kiloGates() {
    return accelerator.codecs() * (encoder.kiloGates() + decoder.kiloGates());
  }

  /** How many 8-bit multiply-add units would fit in the area of all codecs. */
  public double multiplyAddUnits() {
    return kiloGates() / multiplyAddKiloGates;
  }

  /**
   * Bytes that a transmission's ZNZ stream can grow to.
   *
   * @param words N
   */
  public long worstZnzBytes(long words) {
    CodeParameters code = parameters.code();
    return Transmission.paddedBytes(code.maxZnzBits(words), code.wordBits());
  }

  /**
   * Bytes that a transmission's BPC stream can grow to.
   *
   * @param words N
   */
  public long worstBpcBytes(long words) {
    CodeParameters code = parameters.code();
    return Transmission.paddedBytes(code.maxBpcBits(words), code.wordBits());
  }
}
