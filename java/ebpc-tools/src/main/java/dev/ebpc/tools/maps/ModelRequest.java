package dev.ebpc.tools.maps;

import dev.ebpc.tools.tensor.FileFailures;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A model and what it shall be run on.
 *
 * @param model an ONNX file
 * @param inputs pictures, or tensors in .npy files
 * @param tap names of the outputs to tap; null for those of every activation function
 * @param raw whether the inputs are tensors that the model takes as they are
 * @param shape dimensions of the model's input where it leaves them open; null for what it says
 * @param failures told of inputs that cannot be read
 */
@SuppressWarnings("ArrayRecordComponent") // made from the user's words and looked at once
public record ModelRequest(
    Path model, List<Path> inputs, Pattern tap, boolean raw, long[] shape, FileFailures failures) {

  /** A request that the first input that cannot be read puts an end to. */
  public ModelRequest(Path model, List<Path> inputs, Pattern tap, boolean raw, long[] shape) {
    this(model, inputs, tap, raw, shape, FileFailures::refuse);
  }
}
