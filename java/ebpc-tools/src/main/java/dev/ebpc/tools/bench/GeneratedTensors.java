package dev.ebpc.tools.bench;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.tools.maps.MapInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Made-up tensors of the kinds that inference servers hold and that no small sample ships for: some
 * 9 MB, the same on every machine. Their ratios under zstd -1 and bit shuffle with LZ4 are those of
 * real tensors of the same kinds, within some percent.
 */
public final class GeneratedTensors {
  private static final String ACTIVATION = "activation";
  private static final String EMBEDDING = "embedding";
  private static final String GRADIENT = "gradient";
  private static final String KV = "kv";
  private static final String QUANTISED = "quantised";
  private static final String WEIGHT = "weight";

  // Dimensions of a small transformer, and of planes in the middle of a network for pictures.
  private static final int HEADS = 8;
  private static final int TOKENS = 128;
  private static final int HEAD_DIM = 64;
  private static final int WIDTH = 384;
  private static final int INNER = 1536;
  private static final int PLANES = 192;
  private static final int SIDE = 28;

  private final List<Piece> tensors = new ArrayList<>();

  private GeneratedTensors() {}

  /** All of them, in the order of their kinds. */
  public static List<Piece> all() {
    GeneratedTensors made = new GeneratedTensors();
    made.addKeysAndValues();
    made.addActivations();
    made.addEmbeddings();
    made.addWeights();
    made.addGradients();
    made.addQuantised();
    return made.tensors;
  }

  /** Heads x tokens x dimensions; keys are larger than values, and have channels that stand out. */
  private void addKeysAndValues() {
    long[] shape = {1, HEADS, TOKENS, HEAD_DIM};
    float[] keys = new SyntheticValues(1).channels(HEADS, TOKENS, HEAD_DIM, 0.9, 0.4, 0.6, 0.04);
    float[] values = new SyntheticValues(2).channels(HEADS, TOKENS, HEAD_DIM, 0.35, 0.3, 0.2, 0);
    for (float[] some : List.of(keys, values)) {
      add(KV, NumberFormat.BFLOAT16, SyntheticWords.bfloat16(some), shape);
      add(KV, NumberFormat.FLOAT16, SyntheticWords.float16(some), shape);
      add(KV, NumberFormat.FLOAT32, SyntheticWords.float32(some), shape);
      // A scale for the tensor, and a scale for each token of each head.
      add(KV, NumberFormat.INT8, SyntheticWords.int8(some, some.length), shape);
      add(KV, NumberFormat.INT8, SyntheticWords.int8(some, HEAD_DIM), shape);
      addFloat8("fp8e4m3", SyntheticWords.fp8e4m3(some), shape);
      addFloat8("fp8e5m2", SyntheticWords.fp8e5m2(some), shape);
    }
  }

  /** Hidden states, GELU and attention. */
  private void addActivations() {
    long[] hiddenShape = {1, 2 * TOKENS, WIDTH};
    float[] hidden = new SyntheticValues(3).channels(1, 2 * TOKENS, WIDTH, 0.5, 0.4, 0.5, 0.01);
    add(ACTIVATION, NumberFormat.BFLOAT16, SyntheticWords.bfloat16(hidden), hiddenShape);
    add(ACTIVATION, NumberFormat.FLOAT16, SyntheticWords.float16(hidden), hiddenShape);
    add(ACTIVATION, NumberFormat.FLOAT32, SyntheticWords.float32(hidden), hiddenShape);
    long[] geluShape = {1, TOKENS, INNER};
    float[] gelu = new SyntheticValues(4).gelu(TOKENS, INNER, 0.9, -0.5);
    add(ACTIVATION, NumberFormat.BFLOAT16, SyntheticWords.bfloat16(gelu), geluShape);
    add(ACTIVATION, NumberFormat.FLOAT16, SyntheticWords.float16(gelu), geluShape);
    add(ACTIVATION, NumberFormat.FLOAT32, SyntheticWords.float32(gelu), geluShape);
    float[] softmax = new SyntheticValues(5).softmax(HEADS, 2 * TOKENS);
    long[] softmaxShape = {1, HEADS, 2 * TOKENS, 2 * TOKENS};
    add(ACTIVATION, NumberFormat.FLOAT16, SyntheticWords.float16(softmax), softmaxShape);
  }

  private void addEmbeddings() {
    int rows = 2 * TOKENS;
    long[] shape = {rows, WIDTH};
    float[] sentences = new SyntheticValues(6).unitRows(rows, WIDTH);
    add(EMBEDDING, NumberFormat.BFLOAT16, SyntheticWords.bfloat16(sentences), shape);
    add(EMBEDDING, NumberFormat.FLOAT16, SyntheticWords.float16(sentences), shape);
    add(EMBEDDING, NumberFormat.FLOAT32, SyntheticWords.float32(sentences), shape);
    add(EMBEDDING, NumberFormat.INT8, SyntheticWords.int8(sentences, sentences.length), shape);
  }

  private void addWeights() {
    long[] shape = {WIDTH, WIDTH};
    float[] weights = new SyntheticValues(7).weights(WIDTH, WIDTH, 0.045, 0.15, 0.05);
    add(WEIGHT, NumberFormat.BFLOAT16, SyntheticWords.bfloat16(weights), shape);
    add(WEIGHT, NumberFormat.FLOAT16, SyntheticWords.float16(weights), shape);
    add(WEIGHT, NumberFormat.FLOAT32, SyntheticWords.float32(weights), shape);
    add(WEIGHT, NumberFormat.INT8, SyntheticWords.int8(weights, weights.length), shape);
  }

  private void addGradients() {
    long[] shape = {1, PLANES, SIDE, SIDE};
    float[] gradients = new SyntheticValues(8).gradients(PLANES, SIDE, SIDE, 1e-4);
    add(GRADIENT, NumberFormat.BFLOAT16, SyntheticWords.bfloat16(gradients), shape);
    add(GRADIENT, NumberFormat.FLOAT32, SyntheticWords.float32(gradients), shape);
  }

  /** What quantised networks hold: maps after a ReLU, and dense tensors around a zero point. */
  private void addQuantised() {
    long[] shape = {1, PLANES, SIDE, SIDE};
    float[] map =
        SyntheticValues.relu(new SyntheticValues(9).planes(PLANES, SIDE, SIDE, 0.15, -0.4, 1.1));
    add(QUANTISED, NumberFormat.INT8, SyntheticWords.int8Affine(map), shape);
    float[] sparse =
        SyntheticValues.relu(
            new SyntheticValues(10).planes(4 * PLANES, SIDE, SIDE, 0.1, -1.0, 1.1));
    add(QUANTISED, NumberFormat.UINT8, SyntheticWords.uint8(sparse), 1, 4 * PLANES, SIDE, SIDE);
    float[] gelu = new SyntheticValues(11).gelu(TOKENS, INNER, 0.9, -0.5);
    add(QUANTISED, NumberFormat.UINT8, SyntheticWords.uint8(gelu), 1, TOKENS, INNER);
    float[] attention = new SyntheticValues(12).channels(1, TOKENS, WIDTH, 0.35, 0.3, 0.2, 0);
    add(QUANTISED, NumberFormat.UINT8, SyntheticWords.uint8(attention), 1, TOKENS, WIDTH);
  }

  private void add(String kind, NumberFormat format, byte[] words, long... shape) {
    add(kind, format.label(), format, words, shape);
  }

  /** The library codes 8-bit floats as bytes. */
  private void addFloat8(String label, byte[] words, long... shape) {
    add(KV, label, MapInfo.formatOf(label), words, shape);
  }

  private void add(String kind, String label, NumberFormat format, byte[] words, long... shape) {
    long product = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (product * format.containerBytes() != words.length) {
      throw new IllegalStateException(kind + " " + label + ": the shape has not as many words");
    }
    tensors.add(new Piece(new Group(kind, label, true), format, words, shape));
  }
}
