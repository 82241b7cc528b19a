package dev.ebpc.onnx;

import ai.onnxruntime.OrtException;
import dev.ebpc.tools.maps.MapInfo;
import dev.ebpc.tools.maps.MapSource;
import dev.ebpc.tools.maps.ModelRequest;
import dev.ebpc.tools.maps.ModelTap;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Taps ONNX models: the outputs of activation functions become outputs of the model. */
public final class OnnxTap implements ModelTap {
  private static final Set<String> ACTIVATIONS = Set.of("Relu", "Clip", "LeakyRelu");

  /** Made by the service loader. */
  public OnnxTap() {}

  @Override
  public MapSource open(ModelRequest request) throws IOException {
    OnnxModel model = read(request);
    List<Tap> taps = taps(model, request);
    try {
      return new OnnxMaps(request, model.withOutputs(taps), taps);
    } catch (OrtException refused) {
      throw new IOException(
          request.model() + ": ONNX Runtime refuses the model: " + refused.getMessage(), refused);
    } catch (LinkageError missing) {
      throw new IOException("ONNX Runtime does not run here: " + missing.getMessage(), missing);
    }
  }

  private static OnnxModel read(ModelRequest request) throws IOException {
    try {
      return new OnnxModel(Files.readAllBytes(request.model()));
    } catch (IOException broken) {
      throw new IOException(request.model() + ": no ONNX model: " + broken.getMessage(), broken);
    } catch (OutOfMemoryError large) {
      throw new IOException(request.model() + ": models of 2 GiB and more are not run", large);
    }
  }

  private static List<Tap> taps(OnnxModel model, ModelRequest request) {
    Set<String> gates = Gates.of(model);
    List<Tap> taps = new ArrayList<>();
    int gatesLeftOut = 0;
    for (OnnxModel.Node node : model.nodes()) {
      for (String value : node.outputs()) {
        if (value.isEmpty() || !isMeant(node, value, request.tap())) {
          continue;
        }
        boolean gate = gates.contains(value);
        if (gate && request.tap() == null) {
          gatesLeftOut++;
        } else {
          String kind = gate ? MapInfo.GATE : MapInfo.FEATURE_MAP;
          taps.add(Tap.of(value, taps.size(), kind));
        }
      }
    }
    if (gatesLeftOut > 0) {
      request
          .told()
          .accept(
              "left out: gates of hard-swish or hard-sigmoid, which are no ReLU6: "
                  + gatesLeftOut
                  + " (--tap taps them)");
    }
    if (taps.isEmpty()) {
      throw new IllegalArgumentException(
          request.tap() == null
              ? "the model has no Relu, Clip or LeakyRelu; name what to tap with --tap"
              : "--tap " + request.tap() + " matches no output of a node");
    }
    return taps;
  }

  private static boolean isMeant(OnnxModel.Node node, String value, Pattern wanted) {
    return wanted == null
        ? ACTIVATIONS.contains(node.operator())
        : wanted.matcher(value).find() || wanted.matcher(node.name()).find();
  }
}
