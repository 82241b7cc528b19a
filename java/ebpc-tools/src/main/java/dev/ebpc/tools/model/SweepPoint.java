package dev.ebpc.tools.model;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.estimate.Accelerator;
import dev.ebpc.model.estimate.CodedLayer;
import dev.ebpc.model.estimate.Estimator;
import dev.ebpc.model.estimate.LayerEstimate;
import dev.ebpc.model.estimate.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One point of the design space.
 *
 * @param estimator codecs and accelerator
 * @param network what they bring
 */
public record SweepPoint(Estimator estimator, Network network) {

  /**
   * Every codec in every accelerator.
   *
   * @param codecs parameters of codecs
   * @param accelerators what they are built into
   * @param measure measures the feature maps for a codec
   * @param estimators estimates for a codec in an accelerator
   */
  public static List<SweepPoint> sweep(
      List<HardwareParameters> codecs,
      List<Accelerator> accelerators,
      Function<HardwareParameters, List<CodedLayer>> measure,
      BiFunction<HardwareParameters, Accelerator, Estimator> estimators) {
    List<SweepPoint> points = new ArrayList<>();
    for (HardwareParameters codec : codecs) {
      List<CodedLayer> layers = measure.apply(codec);
      for (Accelerator accelerator : accelerators) {
        points.add(of(estimators.apply(codec, accelerator), layers));
      }
    }
    return points;
  }

  private static SweepPoint of(Estimator estimator, List<CodedLayer> layers) {
    return new SweepPoint(estimator, new Network(layers.stream().map(estimator::of).toList()));
  }

  /** The same codecs and feature maps with another accelerator. */
  public SweepPoint with(Accelerator accelerator) {
    Estimator other =
        new Estimator(
            parameters(),
            accelerator,
            estimator.encoder(),
            estimator.decoder(),
            estimator.multiplyAddKiloGates());
    return of(other, network.layers().stream().map(LayerEstimate::layer).toList());
  }

  /** Parameters of the codecs. */
  public HardwareParameters parameters() {
    return estimator.parameters();
  }

  /** All feature maps. */
  public CodedLayer sum() {
    return network.sum();
  }
}
