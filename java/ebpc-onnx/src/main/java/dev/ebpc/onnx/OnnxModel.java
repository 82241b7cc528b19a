package dev.ebpc.onnx;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * An ONNX file, so far as it takes to tap it: the nodes of its graph and the names of its outputs.
 * Source: onnx.proto of the ONNX project, whose field numbers are below.
 */
final class OnnxModel {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_OUTPUT = 12;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_NAME = 3;
  private static final int NODE_OP_TYPE = 4;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int ATTRIBUTE_NAME = 1;
  private static final int ATTRIBUTE_FLOAT = 2;
  private static final int ATTRIBUTE_TENSOR = 5;
  private static final int VALUE_NAME = 1;

  /**
   * A node of the graph.
   *
   * @param name its name, empty if it has none
   * @param operator what it computes
   * @param inputs names of the values that it takes
   * @param outputs names of the values that it gives
   * @param attributes those that are numbers
   */
  record Node(
      String name,
      String operator,
      List<String> inputs,
      List<String> outputs,
      Map<String, Float> attributes) {

    /** An attribute that is a number. */
    OptionalDouble attribute(String attribute) {
      Float value = attributes.get(attribute);
      return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
  }

  private final byte[] model;
  private final List<Node> nodes = new ArrayList<>();
  private final Set<String> outputs = new LinkedHashSet<>();
  private final Scalars scalars = new Scalars();

  /** The bytes of names that are not what their text would be written as. */
  private final Map<String, byte[]> rawNames = new HashMap<>();

  private int graphField;
  private int graphStart;
  private int graphEnd = -1;

  /**
   * Reads a model.
   *
   * @throws IOException if it is none
   */
  OnnxModel(byte[] model) throws IOException {
    this.model = model;
    WireReader fields = new WireReader(model, 0, model.length);
    while (fields.next()) {
      if (fields.is(MODEL_GRAPH)) {
        graphField = fields.fieldStart();
        graphStart = fields.valueStart();
        graphEnd = fields.valueEnd();
        readGraph(fields.message());
      }
    }
    if (graphEnd < 0) {
      throw new IOException("there is no graph");
    }
  }

  private void readGraph(WireReader graph) throws IOException {
    while (graph.next()) {
      if (graph.is(GRAPH_NODE)) {
        nodes.add(node(graph.message()));
      } else if (graph.is(GRAPH_INITIALIZER)) {
        scalars.addTensor(graph.message());
      } else if (graph.is(GRAPH_OUTPUT)) {
        WireReader value = graph.message();
        while (value.next()) {
          if (value.is(VALUE_NAME)) {
            outputs.add(value.text());
          }
        }
      }
    }
  }

  private Node node(WireReader fields) throws IOException {
    String name = "";
    String operator = "";
    List<String> inputs = new ArrayList<>();
    List<String> results = new ArrayList<>();
    Map<String, Float> attributes = new HashMap<>();
    List<WireReader> constants = new ArrayList<>();
    while (fields.next()) {
      if (fields.is(NODE_NAME)) {
        name = fields.text();
      } else if (fields.is(NODE_OP_TYPE)) {
        operator = fields.text();
      } else if (fields.is(NODE_INPUT)) {
        inputs.add(fields.text());
      } else if (fields.is(NODE_OUTPUT)) {
        results.add(valueName(fields));
      } else if (fields.is(NODE_ATTRIBUTE)) {
        attribute(fields.message(), attributes, constants);
      }
    }
    if (operator.equals("Constant") && results.size() == 1) {
      for (WireReader constant : constants) {
        scalars.addTensor(constant, results.get(0));
      }
      scalars.add(results.get(0), attributes.get("value_float"));
    }
    return new Node(name, operator, inputs, results, attributes);
  }

  private String valueName(WireReader field) {
    String name = field.text();
    byte[] raw = field.raw();
    if (!Arrays.equals(raw, name.getBytes(StandardCharsets.UTF_8))) {
      rawNames.put(name, raw);
    }
    return name;
  }

  private static void attribute(
      WireReader attribute, Map<String, Float> numbers, List<WireReader> tensors)
      throws IOException {
    String name = "";
    Float number = null;
    while (attribute.next()) {
      if (attribute.is(ATTRIBUTE_NAME)) {
        name = attribute.text();
      } else if (attribute.isFloat(ATTRIBUTE_FLOAT)) {
        number = attribute.bytes().order(ByteOrder.LITTLE_ENDIAN).getFloat();
      } else if (attribute.is(ATTRIBUTE_TENSOR)) {
        tensors.add(attribute.message());
      }
    }
    if (number != null) {
      numbers.put(name, number);
    }
  }

  /** The nodes, in the order in which they are computed. */
  List<Node> nodes() {
    return nodes;
  }

  /** The constants of one element. */
  Scalars scalars() {
    return scalars;
  }

  /**
   * The same model with more outputs.
   *
   * @param taps values that shall be outputs, too; types are the runtime's to infer
   */
  byte[] withOutputs(List<Tap> taps) {
    WireWriter added = new WireWriter();
    for (Tap tap : taps) {
      if (tap.isRenamed()) {
        added.message(GRAPH_NODE, identity(tap));
      }
      if (!outputs.contains(tap.output())) {
        added.message(GRAPH_OUTPUT, new WireWriter().text(VALUE_NAME, tap.output()));
      }
    }
    byte[] more = added.toByteArray();
    // Fields of a message may come in any order: what is new goes after all others.
    return new WireWriter()
        .raw(model, 0, graphField)
        .key(MODEL_GRAPH, (long) graphEnd - graphStart + more.length)
        .raw(model, graphStart, graphEnd)
        .raw(more, 0, more.length)
        .raw(model, graphEnd, model.length)
        .toByteArray();
  }

  /** A node that gives a value another name. */
  private WireWriter identity(Tap tap) {
    byte[] plain = tap.value().getBytes(StandardCharsets.UTF_8);
    return new WireWriter()
        .bytes(NODE_INPUT, rawNames.getOrDefault(tap.value(), plain))
        .text(NODE_OUTPUT, tap.output())
        .text(NODE_OP_TYPE, "Identity");
  }
}
