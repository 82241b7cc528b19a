package dev.ebpc.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.tools.maps.FileMaps;
import dev.ebpc.tools.maps.Manifest;
import dev.ebpc.tools.maps.MapInfo;
import dev.ebpc.tools.maps.MapSink;
import dev.ebpc.tools.maps.MapSource;
import dev.ebpc.tools.maps.ModelRequest;
import dev.ebpc.tools.tensor.FileFailures;
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
  private final ModelRequest request;

  /** The inputs but those that could not be read. */
  private final List<Path> files;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /** Layer numbers by the names of tapped values. */
  private final Map<String, Integer> layers = new LinkedHashMap<>();

  private final String input;
  private final InputShape shape;
  private final long bytes;

  OnnxMaps(ModelRequest request, byte[] model, List<String> taps) throws OrtException, IOException {
    this.request = request;
    this.files = new ArrayList<>(request.inputs());
    long sum = 0;
    for (Path file : request.inputs()) {
      sum += Files.size(file);
    }
    bytes = sum;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
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

  /** Values that are no float32 tensors are left out unless the user named them. */
  private void chooseLayers(List<String> taps) throws OrtException {
    Map<String, NodeInfo> outputs = session.getOutputInfo();
    for (String tap : taps) {
      boolean isFloat =
          outputs.get(tap).getInfo() instanceof TensorInfo tensor
              && tensor.type == OnnxJavaType.FLOAT;
      if (request.tap() != null || isFloat) {
        tensor(outputs.get(tap), "value " + tap);
        layers.put(tap, layers.size());
      }
    }
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("no activation of the model is a tensor of float32");
    }
  }

  @Override
  public long steps() {
    return bytes;
  }

  @Override
  public void feed(MapSink sink, LongConsumer progress) throws IOException {
    List<Path> all = List.copyOf(files);
    for (int first = 0; first < all.size(); first += shape.batch()) {
      List<Path> batch = all.subList(first, Math.min(all.size(), first + shape.batch()));
      try {
        run(batch, sink);
      } catch (OrtException failed) {
        throw new IOException("ONNX Runtime: " + failed.getMessage(), failed);
      }
      for (Path file : batch) {
        progress.accept(Files.size(file));
      }
    }
  }

  /** Runs the model once. A last batch that is not full is filled up with zeros. */
  private void run(List<Path> batch, MapSink sink) throws OrtException, IOException {
    FloatBuffer values =
        ByteBuffer.allocateDirect(
                Math.multiplyExact(shape.batch() * Float.BYTES, shape.valuesOfOne()))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    List<Path> read = new ArrayList<>();
    for (Path file : batch) {
      try {
        values.put(request.raw() ? tensorIn(file) : pictureIn(file));
        read.add(file);
      } catch (IOException | IllegalArgumentException problem) {
        files.remove(file);
        request.failures().tell(file.toString(), problem);
      }
    }
    if (read.isEmpty()) {
      return;
    }
    values.rewind();
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, values, shape.dimensions());
        OrtSession.Result result = session.run(Map.of(input, tensor), layers.keySet())) {
      for (Map.Entry<String, Integer> layer : layers.entrySet()) {
        OnnxTensor activations = (OnnxTensor) result.get(layer.getKey()).orElseThrow();
        give(read, layer.getKey(), layer.getValue(), activations, sink);
      }
    }
  }

  private void give(List<Path> batch, String name, int layer, OnnxTensor activations, MapSink sink)
      throws IOException {
    long[] dimensions = activations.getInfo().getShape();
    FloatBuffer values = activations.getFloatBuffer();
    boolean perPicture = dimensions.length > 0 && dimensions[0] == shape.batch();
    if (!perPicture && batch.size() > 1) {
      throw new IOException("value " + name + " is not one part per picture");
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
      sink.accept(info(file, name, layer), one, containers);
    }
  }

  private MapInfo info(Path file, String name, int layer) {
    String network = request.model().getFileName().toString().replaceAll("\\.onnx$", "");
    String image = file.getFileName().toString();
    String origin = network + "/" + image + "/" + name;
    return new MapInfo(
        origin,
        network,
        image,
        layer,
        name,
        MapInfo.FEATURE_MAP,
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

  private float[] tensorIn(Path file) throws IOException {
    List<float[]> found = new ArrayList<>();
    try (FileMaps tensors =
        new FileMaps(
            Set.of(Manifest.ofName(file, file.getFileName())),
            null,
            told -> {},
            FileFailures::refuse)) {
      tensors.feed(
          (info, dimensions, containers) -> {
            if (info.format() != NumberFormat.FLOAT32) {
              throw new IllegalArgumentException(
                  "holds " + info.format().label() + ", not float32");
            }
            float[] values = new float[containers.length / Float.BYTES];
            ByteBuffer.wrap(containers).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
            found.add(values);
          },
          bytesDone -> {});
    }
    if (found.size() != 1 || found.get(0).length != shape.valuesOfOne()) {
      throw new IllegalArgumentException(
          file + ": expected one tensor of " + shape.valuesOfOne() + " values for input " + input);
    }
    return found.get(0);
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
