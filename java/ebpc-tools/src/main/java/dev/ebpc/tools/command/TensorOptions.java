package dev.ebpc.tools.command;

import dev.ebpc.tools.io.Console;
import dev.ebpc.tools.io.FileKind;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.tensor.ElementType;
import dev.ebpc.tools.tensor.TensorFiles;
import dev.ebpc.tools.tensor.TensorReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What the elements of an input are where the file does not say, or is to be read otherwise. */
final class TensorOptions {
  /** What is taken from folders. */
  static final FileKind FILES =
      new FileKind(".npy, .npz or .safetensors file", TensorFiles::hasTensorSuffix);

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      completionCandidates = Types.class,
      description =
          "Type of raw elements: ${COMPLETION-CANDIDATES}. Also reads .npy elements as another type of the same size.")
  String type;

  @Option(
      names = "--shape",
      split = ",",
      paramLabel = "N",
      description = "Dimensions of raw elements, the slowest first (default: one, up to the end).")
  long[] shape;

  /** Opens an input. */
  TensorReader open(Input input, Console console) throws IOException {
    ElementType elements = type == null ? null : ElementType.ofLabel(type);
    requireDimensions();
    return input.isStandard()
        ? TensorFiles.open(console.in(), elements, shape)
        : TensorFiles.open(input.path(), elements, shape);
  }

  private void requireDimensions() {
    if (shape == null) {
      return;
    }
    for (long dimension : shape) {
      if (dimension < 0) {
        throw new IllegalArgumentException("a dimension must not be negative, found " + dimension);
      }
    }
  }

  private static final class Types extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Types() {
      super(List.copyOf(ElementType.labels()));
    }
  }
}
