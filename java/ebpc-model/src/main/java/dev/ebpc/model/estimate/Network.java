package dev.ebpc.model.estimate;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The layers of a network, done one after the other: each has a bound of its own, so times add up.
 *
 * @param layers at least one
 */
public record Network(List<LayerEstimate> layers) {
  /** Keeps the layers as they are. */
  public Network {
    layers = List.copyOf(layers);
  }

  /** All feature maps as one. */
  public CodedLayer sum() {
    return CodedLayer.sum("all", layers.stream().map(LayerEstimate::layer).toList());
  }

  /** Adds up a figure of all layers, for example {@code LayerEstimate::seconds}. */
  public double total(ToDoubleFunction<LayerEstimate> figure) {
    return layers.stream().mapToDouble(figure).sum();
  }
}
