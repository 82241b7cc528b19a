package dev.ebpc.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An ONNX file, so far as it takes to tap it: the nodes of its graph and the names of its outputs.
 * Source: onnx.proto of the ONNX project, whose field numbers are below.
 */
final class OnnxModel {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_OUTPUT = 12;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_NAME = 3;
  private static final int NODE_OP_TYPE = 4;
  private static final int VALUE_NAME = 1;

  /**
   * A node of the graph.
   *
   * @param name its name, empty if it has none
   * @param operator what it computes
   * @param outputs names of the values that it gives
   */
  record Node(String name, String operator, List<String> outputs) {}

  private final byte[] model;
  private final List<Node> nodes = new ArrayList<>();
  private final Set<String> outputs = new LinkedHashSet<>();
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

  private static Node node(WireReader fields) throws IOException {
    String name = "";
    String operator = "";
    List<String> outputs = new ArrayList<>();
    while (fields.next()) {
      if (fields.is(NODE_NAME)) {
        name = fields.text();
      } else if (fields.is(NODE_OP_TYPE)) {
        operator = fields.text();
      } else if (fields.is(NODE_OUTPUT)) {
        outputs.add(fields.text());
      }
    }
    return new Node(name, operator, outputs);
  }

  /** The nodes, in the order in which they are computed. */
  List<Node> nodes() {
    return nodes;
  }

  /**
   * The same model with more outputs.
   *
   * @param values names of values that shall be outputs, too; types are the runtime's to infer
   */
  byte[] withOutputs(List<String> values) {
    WireWriter added = new WireWriter();
    for (String value : values) {
      if (!outputs.contains(value)) {
        added.message(GRAPH_OUTPUT, new WireWriter().text(VALUE_NAME, value));
      }
    }
    byte[] more = added.toByteArray();
    // Fields of a message may come in any order: the new outputs go behind all others.
    return new WireWriter()
        .raw(model, 0, graphField)
        .key(MODEL_GRAPH, (long) graphEnd - graphStart + more.length)
        .raw(model, graphStart, graphEnd)
        .raw(more, 0, more.length)
        .raw(model, graphEnd, model.length)
        .toByteArray();
  }
}
