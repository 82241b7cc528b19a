package dev.ebpc.tools.maps;

import dev.ebpc.tools.tensor.FileFailures;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A model and what it shall be run on.
 *
 * @param model an ONNX file
 * @param inputs pictures, or tensors in .npy files
 * @param tap names of the outputs to tap; null for those of every activation function
 * @param raw whether the inputs are tensors that the model takes as they are
 * @param shape dimensions of the model's input where it leaves them open; null for what it says
 * @param told told of values that are left out
 * @param failures told of inputs that are left out
 */
@SuppressWarnings("ArrayRecordComponent") // made from the user's words and looked at once
public record ModelRequest(
    Path model,
    List<Path> inputs,
    Pattern tap,
    boolean raw,
    long[] shape,
    Consumer<String> told,
    FileFailures failures) {}
