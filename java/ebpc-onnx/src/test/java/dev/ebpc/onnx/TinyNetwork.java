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
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    WireWriter tensor = new WireWriter();
    for (long dimension : dimensions) {
      tensor.number(1, dimension);
    }
    graph.message(5, tensor.number(2, FLOAT).text(8, name).bytes(9, bytes.array()));
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
