package dev.ebpc.model.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.model.HardwareParameters;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimatorTest {
  private static final HardwareParameters PUBLISHED = HardwareParameters.PUBLISHED;

  private static final Accelerator SMALL = new Accelerator(600, 1, 8, 12.8, 256, 256, 1, 1, 1);

  private static CodecArea encoder(HardwareParameters parameters) {
    return CodecArea.ofEncoder(parameters, CellAreas.TYPICAL, Estimator.PUBLISHED_ENCODER);
  }

  private static CodecArea decoder(HardwareParameters parameters) {
    return CodecArea.ofDecoder(parameters, CellAreas.TYPICAL, Estimator.PUBLISHED_DECODER);
  }

  private static Estimator estimator(Accelerator accelerator) {
    return new Estimator(
        PUBLISHED,
        accelerator,
        encoder(PUBLISHED),
        decoder(PUBLISHED),
        Estimator.LEAST_MULTIPLY_ADD);
  }

  @Test
  void thePublishedAreasComeOut() {
    assertEquals(2.8, encoder(PUBLISHED).kiloGates(), 1e-9);
    assertEquals(3.0, decoder(PUBLISHED).kiloGates(), 1e-9);
    // The count of the structure must be of the right size by itself.
    assertTrue(encoder(PUBLISHED).logicFactor() > 0.5 && encoder(PUBLISHED).logicFactor() < 1.5);
    assertTrue(decoder(PUBLISHED).logicFactor() > 0.5 && decoder(PUBLISHED).logicFactor() < 1.5);
    assertThrows(
        IllegalArgumentException.class,
        () -> CodecArea.ofEncoder(PUBLISHED, CellAreas.TYPICAL, 1.0));
  }

  @ParameterizedTest
  @CsvSource({"8,8,4, 8,8,5", "8,8,4, 16,8,4", "16,8,4, 16,16,4", "16,16,4, 32,16,4"})
  void moreOfAnythingTakesMoreArea(int w, int n, int z, int w2, int n2, int z2) {
    HardwareParameters small = new HardwareParameters(w, n, z);
    HardwareParameters large = new HardwareParameters(w2, n2, z2);
    assertTrue(encoder(large).kiloGates() > encoder(small).kiloGates());
    assertTrue(decoder(large).kiloGates() > decoder(small).kiloGates());
  }

  @Test
  void theSlowestDecides() {
    CodedLayer layer =
        new CodedLayer("x", 6_000_000, 3_000_000, 48_000_000, 24_000_000, 6_000_000, 7_500_000, 1);
    Accelerator base = SMALL;
    LayerEstimate byCodec = estimator(base).of(layer);
    assertEquals(2.0, layer.ratio());
    assertEquals(LayerEstimate.Bound.CODEC, byCodec.bound());
    assertEquals(7.5e6 / 600e6, byCodec.seconds(), 1e-12);
    assertEquals(6e6 / 600e6, byCodec.rawSeconds(), 1e-12);
    LayerEstimate byMemory = estimator(base.with(600, 4, 0.1)).of(layer);
    assertEquals(LayerEstimate.Bound.MEMORY, byMemory.bound());
    assertEquals(2 * 3e6 / 0.1e9, byMemory.seconds(), 1e-12);
    assertEquals(2 * byMemory.seconds(), byMemory.rawSeconds(), 1e-12);
    LayerEstimate byCompute = estimator(base.with(600, 4, 12.8)).of(layer);
    assertEquals(LayerEstimate.Bound.COMPUTE, byCompute.bound());
    assertEquals(byCompute.rawSeconds(), byCompute.seconds());
    Network network = new Network(List.of(byCodec, byMemory));
    assertEquals(byCodec.seconds() + byMemory.seconds(), network.total(LayerEstimate::seconds));
    assertEquals(12_000_000, network.sum().words());
  }

  @Test
  void energyIsOfMemoryAndCodecs() {
    CodedLayer layer = new CodedLayer("x", 1000, 500, 8000, 4000, 1000, 1000, 1);
    LayerEstimate estimate = estimator(SMALL).of(layer);
    assertEquals(2 * 8000 * 8e-12, estimate.rawMemoryEnergy(), 1e-20);
    assertEquals(2 * 4000 * 8e-12, estimate.memoryEnergy(), 1e-20);
    assertEquals(1000 * 5800 * 1e-15, estimate.codecEnergy(), 1e-20);
    assertEquals(estimate.memoryEnergy() + estimate.codecEnergy(), estimate.energy());
  }

  @Test
  void throughputAndCodecsForABandwidth() {
    Estimator estimator = estimator(SMALL);
    assertEquals(0.6, estimator.gigabytesPerSecond(1), 1e-12);
    assertEquals(0.48, estimator.gigabytesPerSecond(1.25), 1e-12);
    assertEquals(43, estimator.codecsFor(2, 1));
    assertEquals(7, estimator.multiplyAddUnits(), 1e-9);
  }

  @Test
  void worstCaseBuffersHoldTheDensestStreams() {
    Estimator estimator = estimator(SMALL);
    // 4096 words: 2048 zero runs of 5 bits, 2048 ones; 512 blocks of 8 + 9 * 8 bits.
    assertEquals((2048 * 5 + 2048) / 8, estimator.worstZnzBytes(4096));
    assertEquals(512 * 10, estimator.worstBpcBytes(4096));
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Accelerator.DEFAULT.with(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> Accelerator.DEFAULT.with(600, 0, 1));
    assertThrows(
        IllegalArgumentException.class, () -> Accelerator.DEFAULT.with(600, 1, Double.NaN));
  }
}
