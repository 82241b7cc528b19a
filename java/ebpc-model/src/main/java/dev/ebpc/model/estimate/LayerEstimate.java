package dev.ebpc.model.estimate;

/**
 * What compression brings for one feature map, by a roofline: computation, memory and codecs work
 * at the same time, and the slowest of them decides.
 *
 * @param layer what was measured
 * @param rawTraffic bits to and from memory without compression
 * @param traffic bits with it
 * @param computeSeconds time of the multiply-add units
 * @param rawMemorySeconds time of the memory without compression
 * @param memorySeconds time of the memory with it
 * @param codecSeconds time of the encoders or the decoders, whichever takes longer
 * @param rawMemoryEnergy joules of the memory without compression
 * @param memoryEnergy joules of the memory with it
 * @param codecEnergy joules of the codecs
 */
public record LayerEstimate(
    CodedLayer layer,
    double rawTraffic,
    double traffic,
    double computeSeconds,
    double rawMemorySeconds,
    double memorySeconds,
    double codecSeconds,
    double rawMemoryEnergy,
    double memoryEnergy,
    double codecEnergy) {

  /** What decides about the time. */
  public enum Bound {
    /** The multiply-add units. */
    COMPUTE,
    /** The memory. */
    MEMORY,
    /** The codecs. */
    CODEC
  }

  /** Time without compression. */
  public double rawSeconds() {
    return Math.max(computeSeconds, rawMemorySeconds);
  }

  /** Time with it. */
  public double seconds() {
    return Math.max(computeSeconds, Math.max(memorySeconds, codecSeconds));
  }

  /** Energy with compression: memory and codecs. */
  public double energy() {
    return memoryEnergy + codecEnergy;
  }

  /** What decides about the time with compression. */
  public Bound bound() {
    if (computeSeconds >= memorySeconds && computeSeconds >= codecSeconds) {
      return Bound.COMPUTE;
    }
    return memorySeconds >= codecSeconds ? Bound.MEMORY : Bound.CODEC;
  }
}
