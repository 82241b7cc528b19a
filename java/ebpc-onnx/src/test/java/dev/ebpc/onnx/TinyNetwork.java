package dev.ebpc.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A small network of our own, written as ONNX: three convolutions whose weights are cosine patterns
 * and therefore answer to edges, textures and colours, each with another activation function.
 */
final class TinyNetwork {
  static final String PLAIN_INPUT = "picture";

  private static final int FLOAT = 1;
  private static final int KERNEL = 3;
  private static final int OPSET = 13;

  private final WireWriter graph = new WireWriter();

  /** The network that ships as an example: a batch of any size, pictures of 64 by 64. */
  static byte[] example() {
    TinyNetwork network = new TinyNetwork();
    network.convolution("edges", PLAIN_INPUT, 3, 8, 0.35);
    network.node("Relu", "edges_relu", "edges");
    network.convolution("textures", "edges_relu", 8, 12, 0.1);
    network.scalar("zero", 0);
    network.scalar("six", 6);
    network.node("Clip", "textures_relu6", "textures", "zero", "six");
    network.convolution("objects", "textures_relu6", 12, 16, 0.05);
    network.node("LeakyRelu", "objects_leaky", "objects");
    network.node("GlobalAveragePool", "scores", "objects_leaky");
    return network.model("N", 64);
  }

  /** A network of one operator. */
  static byte[] of(String operator, String batch, long pixels) {
    TinyNetwork network = new TinyNetwork();
    network.node(operator, "scores", PLAIN_INPUT);
    return network.model(batch, pixels);
  }

  /**
   * A hard-swish as exporters write it out, beside a ReLU and a ReLU6.
   *
   * @param constants whether numbers are outputs of nodes instead of initial values
   * @param dividedFirst whether the gate is divided by six before it meets its factor
   */
  static byte[] hardSwish(boolean constants, boolean dividedFirst) {
    TinyNetwork network = new TinyNetwork();
    for (String number : new String[] {"0", "3", "6"}) {
      if (constants) {
        network.constant(number, Float.parseFloat(number));
      } else {
        network.scalar(number, Float.parseFloat(number));
      }
    }
    network.node("Relu", "relu", PLAIN_INPUT);
    network.node("Clip", "relu6", PLAIN_INPUT, "0", "6");
    network.node("Add", "shifted", PLAIN_INPUT, "3");
    network.node("Clip", "gate", "shifted", "0", "6");
    if (dividedFirst) {
      network.node("Div", "sixth", "gate", "6");
      network.node("Mul", "swish", "sixth", PLAIN_INPUT);
    } else {
      network.node("Mul", "six_times", PLAIN_INPUT, "gate");
      network.node("Div", "swish", "six_times", "6");
    }
    network.node("Add", "shifted_only", PLAIN_INPUT, "3");
    network.node("Clip", "no_gate", "shifted_only", "0", "6");
    network.node("Add", "scores", "swish", "no_gate");
    return network.model("N", 8);
  }

  /** A network with values of several types. */
  static byte[] manyTypes() {
    TinyNetwork network = new TinyNetwork();
    network.scalar("0", 0);
    network.node("Shape", "numbers", PLAIN_INPUT);
    network.node("Greater", "truths", PLAIN_INPUT, "0");
    WireWriter to = new WireWriter().text(1, "to").number(3, 8).number(20, 2);
    network.node("Cast", "texts", new WireWriter().message(5, to), PLAIN_INPUT);
    network.node("Relu", "scores", PLAIN_INPUT);
    return network.model("N", 8);
  }

  /** A network with a ReLU whose output has a name. */
  static byte[] named(byte[] name) {
    TinyNetwork network = new TinyNetwork();
    WireWriter relu = new WireWriter().text(1, PLAIN_INPUT).bytes(2, name).text(4, "Relu");
    network.graph.message(1, relu);
    network.graph.message(1, new WireWriter().bytes(1, name).text(2, "scores").text(4, "Abs"));
    return network.model("N", 8);
  }

  private void constant(String name, float value) {
    WireWriter tensor = constantOf("unused", new float[] {value});
    WireWriter attribute = new WireWriter().text(1, "value").message(5, tensor).number(20, 4);
    node("Constant", name, new WireWriter().message(5, attribute));
  }

  private void node(String operator, String output, String... inputs) {
    node(operator, output, new WireWriter(), inputs);
  }

  private void node(String operator, String output, WireWriter attributes, String... inputs) {
    WireWriter node = new WireWriter();
    for (String input : inputs) {
      node.text(1, input);
    }
    byte[] more = attributes.toByteArray();
    node.text(2, output).text(3, output + "_node").text(4, operator).raw(more, 0, more.length);
    graph.message(1, node);
  }

  private void convolution(String name, String input, int from, int to, double threshold) {
    float[] weights = new float[to * from * KERNEL * KERNEL];
    float[] biases = new float[to];
    for (int filter = 0, i = 0; filter < to; filter++) {
      biases[filter] = (float) -threshold;
      for (int channel = 0; channel < from; channel++) {
        for (int tap = 0; tap < KERNEL * KERNEL; tap++) {
          weights[i++] = (float) weight(filter, channel, tap, from);
        }
      }
    }
    tensor(name + "_weights", weights, to, from, KERNEL, KERNEL);
    tensor(name + "_biases", biases, to);
    WireWriter attributes = new WireWriter();
    attributes.message(5, integers("strides", 2, 2)).message(5, integers("pads", 1, 1, 1, 1));
    node("Conv", name, attributes, input, name + "_weights", name + "_biases");
  }

  /** A cosine that runs over the kernel in the filter's own direction and phase. */
  private static double weight(int filter, int channel, int tap, int from) {
    double angle = Math.PI * filter / 8;
    double along =
        (tap % KERNEL - 1) * StrictMath.cos(angle) + (tap / KERNEL - 1) * StrictMath.sin(angle);
    double colour = StrictMath.cos(2 * Math.PI * channel * (filter % 5 + 1) / (from + 1.0));
    return StrictMath.sin(1.2 * along + 0.4 * filter) * (0.6 + 0.4 * colour) / Math.sqrt(from);
  }

  private static WireWriter integers(String name, long... values) {
    WireWriter attribute = new WireWriter().text(1, name);
    for (long value : values) {
      attribute.number(8, value);
    }
    return attribute.number(20, 7);
  }

  private void scalar(String name, float value) {
    tensor(name, new float[] {value});
  }

  private void tensor(String name, float[] values, long... dimensions) {
    graph.message(5, constantOf(name, values, dimensions));
  }

  private static WireWriter constantOf(String name, float[] values, long... dimensions) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    WireWriter tensor = new WireWriter();
    for (long dimension : dimensions) {
      tensor.number(1, dimension);
    }
    return tensor.number(2, FLOAT).text(8, name).bytes(9, bytes.array());
  }

  private byte[] model(String batch, long pixels) {
    graph.text(2, "tiny");
    graph.message(11, value(PLAIN_INPUT, batch, 3, pixels, pixels));
    graph.message(12, new WireWriter().text(1, "scores"));
    WireWriter opset = new WireWriter().number(2, OPSET);
    return new WireWriter()
        .number(1, 8)
        .text(2, "ebpc")
        .message(7, graph)
        .message(8, opset)
        .toByteArray();
  }

  /** A float32 input; dimensions of 0 are left open. */
  private static WireWriter value(String name, String batch, long... dimensions) {
    WireWriter shape = new WireWriter();
    shape.message(1, new WireWriter().text(2, batch));
    for (long dimension : dimensions) {
      WireWriter one = new WireWriter();
      shape.message(1, dimension > 0 ? one.number(1, dimension) : one.text(2, "open"));
    }
    WireWriter tensor = new WireWriter().number(1, FLOAT).message(2, shape);
    return new WireWriter().text(1, name).message(2, new WireWriter().message(1, tensor));
  }
}
