package dev.ebpc.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.tools.maps.MapInfo;
import dev.ebpc.tools.maps.MapSink;
import dev.ebpc.tools.maps.MapSource;
import dev.ebpc.tools.maps.ModelRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * The activations of a model that is run on one batch of pictures after the other: no more than one
 * batch of activations is in memory. Steps are bytes of picture files. Not thread-safe.
 */
final class OnnxMaps implements MapSource {
  /** Values that are named in full where several are left out. */
  private static final int NAMED = 5;

  private record Layer(int number, Tap tap) {}

  @SuppressWarnings("ArrayRecordComponent") // handed on, not compared
  private record Prepared(Path file, float[] values) {}

  private final ModelRequest request;

  /** What it would log it also throws; its log would print names as they are. */
  private final OrtEnvironment environment =
      OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "ebpc");

  private final OrtSession session;

  /** What is tapped, by the names of the model's outputs. */
  private final Map<String, Layer> layers = new LinkedHashMap<>();

  /** Pictures that were not found wanting. */
  private final List<Path> pictures;

  private final String input;
  private final InputShape shape;
  private final long bytes;

  OnnxMaps(ModelRequest request, byte[] model, List<Tap> taps) throws OrtException, IOException {
    this.request = request;
    pictures = new ArrayList<>(request.inputs());
    long sum = 0;
    for (Path file : request.inputs()) {
      sum += Files.size(file);
    }
    bytes = sum;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      Path folder = request.model().toAbsolutePath().getParent();
      options.addConfigEntry(
          "session.model_external_initializers_file_folder_path", folder.toString());
      session = environment.createSession(model, options);
    }
    try {
      input = onlyInput();
      TensorInfo declared = tensor(session.getInputInfo().get(input), "input " + input);
      shape = InputShape.settle(input, declared.getShape(), request.shape());
      if (!request.raw() && !shape.takesPictures()) {
        throw new IllegalArgumentException(
            "input " + input + " of dimensions " + shape + " takes no pictures; use --raw");
      }
      chooseLayers(taps);
    } catch (OrtException | RuntimeException refused) {
      session.close();
      throw refused;
    }
  }

  private String onlyInput() throws OrtException {
    Set<String> names = session.getInputNames();
    if (names.size() != 1) {
      throw new IllegalArgumentException(
          "the model takes " + names.size() + " inputs, " + names + ", not one picture");
    }
    return names.iterator().next();
  }

  private static TensorInfo tensor(NodeInfo node, String what) {
    if (!(node.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
      throw new IllegalArgumentException(what + " is no tensor of float32: " + node.getInfo());
    }
    return tensor;
  }

  /** Values that are no float32 tensors are left out. */
  private void chooseLayers(List<Tap> taps) throws OrtException {
    Map<String, NodeInfo> outputs = session.getOutputInfo();
    List<String> others = new ArrayList<>();
    for (Tap tap : taps) {
      String type = typeOf(outputs.get(tap.output()));
      if (type.equals(OnnxJavaType.FLOAT.name())) {
        layers.putIfAbsent(tap.output(), new Layer(layers.size(), tap));
      } else {
        others.add(tap.value() + " (" + type + ")");
      }
    }
    if (!others.isEmpty()) {
      String more = others.size() > NAMED ? " and " + (others.size() - NAMED) + " more" : "";
      request
          .told()
          .accept(
              "left out, since no tensors of float32: "
                  + String.join(", ", others.subList(0, Math.min(NAMED, others.size())))
                  + more);
    }
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("nothing that is tapped is a tensor of float32");
    }
  }

  private static String typeOf(NodeInfo output) {
    if (output == null) {
      return "not to be reached";
    }
    return output.getInfo() instanceof TensorInfo tensor ? tensor.type.name() : "no tensor";
  }

  @Override
  public long steps() {
    return bytes;
  }

  /** A picture that is broken is left out, and the next one takes its place in the batch. */
  @Override
  public void feed(MapSink sink, LongConsumer progress) throws IOException {
    List<Prepared> batch = new ArrayList<>();
    for (Path file : List.copyOf(pictures)) {
      try {
        batch.add(new Prepared(file, request.raw() ? RawInput.read(file, shape) : pictureIn(file)));
      } catch (IOException | IllegalArgumentException broken) {
        pictures.remove(file);
        request.failures().tell(file.toString(), broken);
      }
      if (batch.size() == shape.batch()) {
        run(batch, sink);
        batch.clear();
      }
      progress.accept(Files.size(file));
    }
    if (!batch.isEmpty()) {
      run(batch, sink);
    }
  }

  private void run(List<Prepared> batch, MapSink sink) throws IOException {
    try {
      runModel(batch, sink);
    } catch (OrtException failed) {
      throw new IOException("ONNX Runtime: " + failed.getMessage(), failed);
    }
  }

  /** Runs the model once. A last batch that is not full is filled up with zeros. */
  private void runModel(List<Prepared> batch, MapSink sink) throws OrtException, IOException {
    if (layers.isEmpty()) {
      return;
    }
    FloatBuffer values =
        ByteBuffer.allocateDirect(
                Math.multiplyExact(shape.batch() * Float.BYTES, shape.valuesOfOne()))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    batch.forEach(picture -> values.put(picture.values));
    values.rewind();
    List<Path> files = batch.stream().map(Prepared::file).toList();
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, values, shape.dimensions());
        OrtSession.Result result = session.run(Map.of(input, tensor), layers.keySet())) {
      for (Layer layer : List.copyOf(layers.values())) {
        OnnxTensor activations = (OnnxTensor) result.get(layer.tap.output()).orElseThrow();
        give(files, layer, activations, sink);
      }
    }
  }

  private void give(List<Path> batch, Layer layer, OnnxTensor activations, MapSink sink)
      throws IOException {
    long[] dimensions = activations.getInfo().getShape();
    FloatBuffer values = activations.getFloatBuffer();
    boolean perPicture = dimensions.length > 0 && dimensions[0] == shape.batch();
    if (!values.hasRemaining() || (!perPicture && shape.batch() > 1)) {
      layers.remove(layer.tap.output());
      String why = values.hasRemaining() ? "not one part per picture" : "no elements";
      request.told().accept("left out: value " + layer.tap.value() + ": " + why);
      return;
    }
    int count = perPicture ? values.remaining() / shape.batch() : values.remaining();
    long[] one = dimensions.clone();
    if (perPicture) {
      one[0] = 1;
    }
    for (Path file : batch) {
      byte[] containers = new byte[count * Float.BYTES];
      FloatBuffer part = values.slice().limit(count);
      ByteBuffer.wrap(containers).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(part);
      values.position(values.position() + count);
      sink.accept(info(file, layer), one, containers);
    }
  }

  private MapInfo info(Path file, Layer layer) {
    String network = request.model().getFileName().toString().replaceAll("\\.onnx$", "");
    String image = file.getFileName().toString();
    String name = layer.tap.value();
    String origin = network + "/" + image + "/" + name;
    return new MapInfo(
        origin,
        network,
        image,
        layer.number,
        name,
        layer.tap.kind(),
        NumberFormat.FLOAT32.label(),
        NumberFormat.FLOAT32,
        NumberFormat.FLOAT32.wordBits());
  }

  private float[] pictureIn(Path file) throws IOException {
    int rows = shape.rows();
    int columns = shape.columns();
    float[] planes = Picture.prepare(file, rows, columns);
    if (!shape.channelsLast()) {
      return planes;
    }
    float[] values = new float[planes.length];
    for (int channel = 0; channel < Picture.CHANNELS; channel++) {
      for (int i = 0; i < rows * columns; i++) {
        values[i * Picture.CHANNELS + channel] = planes[channel * rows * columns + i];
      }
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    try {
      session.close();
    } catch (OrtException failed) {
      throw new IOException(failed);
    }
  }
}
