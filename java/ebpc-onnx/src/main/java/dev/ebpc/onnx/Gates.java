package dev.ebpc.onnx;

import dev.ebpc.onnx.OnnxModel.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Finds the gates of hard-swish and hard-sigmoid where exporters write them out: {@code Clip(x + m
 * / 2, 0, m)}, with m = 6 or 1, by which something else is multiplied. Such a Clip is no ReLU6: its
 * output is no feature map, and few of its values are zero.
 */
final class Gates {
  /** Nodes between a Clip and the product, such as a division by 6. */
  private static final int LONGEST_WAY = 4;

  private final Scalars scalars;
  private final Map<String, Node> makers = new HashMap<>();
  private final Map<String, List<Node>> takers = new HashMap<>();

  private Gates(OnnxModel model) {
    scalars = model.scalars();
    for (Node node : model.nodes()) {
      node.outputs().forEach(output -> makers.put(output, node));
      node.inputs()
          .forEach(input -> takers.computeIfAbsent(input, none -> new ArrayList<>()).add(node));
    }
  }

  /** Names of all values that are gates. */
  static Set<String> of(OnnxModel model) {
    Gates gates = new Gates(model);
    Set<String> found = new HashSet<>();
    for (Node node : model.nodes()) {
      if (!node.outputs().isEmpty() && gates.isGate(node)) {
        found.add(node.outputs().get(0));
      }
    }
    return found;
  }

  private boolean isGate(Node clip) {
    if (!clip.operator().equals("Clip") || clip.inputs().isEmpty()) {
      return false;
    }
    OptionalDouble least = bound(clip, "min", 1);
    OptionalDouble most = bound(clip, "max", 2);
    boolean fromZero = least.isPresent() && least.getAsDouble() == 0;
    return fromZero
        && most.isPresent()
        && isShifted(clip.inputs().get(0), most.getAsDouble() / 2)
        && isMultiplied(clip.outputs().get(0), LONGEST_WAY);
  }

  /** A bound of a Clip: an attribute before version 11 of the operators, an input since. */
  private OptionalDouble bound(Node clip, String attribute, int input) {
    return clip.inputs().size() > input
        ? scalars.get(clip.inputs().get(input))
        : clip.attribute(attribute);
  }

  private boolean isShifted(String value, double by) {
    Node add = makers.get(value);
    return add != null
        && add.operator().equals("Add")
        && add.inputs().stream().anyMatch(input -> scalars.isAbout(input, by));
  }

  /** Whether a value, perhaps scaled, is a factor of something that is no constant. */
  private boolean isMultiplied(String value, int way) {
    if (way == 0) {
      return false;
    }
    for (Node taker : takers.getOrDefault(value, List.of())) {
      boolean product = taker.operator().equals("Mul");
      boolean scaled = taker.inputs().stream().anyMatch(input -> scalars.get(input).isPresent());
      if (product && !scaled) {
        return true;
      }
      boolean goesOn =
          scaled
              ? product || taker.operator().equals("Div")
              : taker.operator().equals("Identity") || taker.operator().equals("Cast");
      if (goesOn && !taker.outputs().isEmpty() && isMultiplied(taker.outputs().get(0), way - 1)) {
        return true;
      }
    }
    return false;
  }
}
