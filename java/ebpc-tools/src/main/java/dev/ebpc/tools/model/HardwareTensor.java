package dev.ebpc.tools.model;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.WordRange;
import dev.ebpc.model.HardwareParameters;
import dev.ebpc.tools.tensor.Tensor;
import dev.ebpc.tools.tensor.TensorInfo;
import dev.ebpc.tools.tensor.Words;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tensor as the hardware takes it.
 *
 * @param label what people know it by
 * @param parameters what the hardware is built with
 * @param words its words, W bits right aligned
 * @param transmissionWords words of every transmission but the last
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, not compared
public record HardwareTensor(
    String label, HardwareParameters parameters, int[] words, int transmissionWords) {
  private static final int BUFFER = 1 << 20;

  /** The whole of it is one transmission. */
  public static final int WHOLE = 0;

  /** What a tensor of a file is called. */
  public static String label(String file, Tensor tensor) {
    String name = tensor.info().name();
    return name == null ? file : file + ": " + name;
  }

  /**
   * Reads a tensor.
   *
   * @param label what people know it by
   * @param tensor the tensor, read to its end
   * @param code the parameters of the code
   * @param transmissionWords words of a transmission, or {@link #WHOLE}
   * @throws IllegalArgumentException if the hardware cannot be built so or cannot take the tensor,
   *     with the reason
   */
  public static HardwareTensor read(
      String label, Tensor tensor, CodeParameters code, int transmissionWords) throws IOException {
    NumberFormat format = tensor.info().type().format();
    if (format.isStored()) {
      throw new IllegalArgumentException("the hardware takes no " + tensor.info().whyStored());
    }
    HardwareParameters parameters = HardwareParameters.of(code);
    requireWords(tensor.info().elements(), transmissionWords);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    for (int read = tensor.read(buffer); read > 0; read = tensor.read(buffer)) {
      bytes.write(buffer, 0, read);
      requireWords(bytes.size() / format.containerBytes(), transmissionWords);
    }
    int count = bytes.size() / format.containerBytes();
    requireWords(count, transmissionWords);
    MemorySegment containers = MemorySegment.ofArray(bytes.toByteArray());
    int outside = new WordRange().firstOutside(format, code.wordBits(), containers, 0, count);
    if (outside >= 0) {
      throw new IllegalArgumentException(
          "word " + outside + " does not fit " + code.wordBits() + " bits");
    }
    int[] words = Words.of(containers, format, code.wordBits(), 0, count);
    return new HardwareTensor(label, parameters, words, transmissionWords);
  }

  /**
   * Checks a length of transmissions.
   *
   * @throws IllegalArgumentException if no transmission can have it
   */
  public static void requireTransmissionWords(int words) {
    if (words != WHOLE) {
      HardwareParameters.requireWords(words);
    }
  }

  private static void requireWords(long words, int transmissionWords) {
    boolean unknown = words == TensorInfo.UNKNOWN;
    if (!unknown && (transmissionWords == WHOLE || words == 0)) {
      HardwareParameters.requireWords(words);
    }
  }

  /**
   * The same numbers for a codec of other parameters.
   *
   * @param codec the parameters; W no smaller than here
   * @param signed whether words are numbers in two's complement
   * @throws IllegalArgumentException if W is smaller
   */
  public HardwareTensor widened(HardwareParameters codec, boolean signed) {
    if (codec.wordBits() < parameters.wordBits()) {
      throw new IllegalArgumentException(
          label + ": words of " + parameters.wordBits() + " bits do not fit " + codec.wordBits());
    }
    int[] wide = words.clone();
    if (signed) {
      Arrays.setAll(wide, i -> parameters.signed(words[i]) & codec.wordMask());
    }
    return new HardwareTensor(label, codec, wide, transmissionWords);
  }

  /** The words of each transmission. */
  public List<int[]> transmissions() {
    int length = transmissionWords == WHOLE ? words.length : transmissionWords;
    List<int[]> parts = new ArrayList<>();
    for (int start = 0; start < words.length; start += length) {
      parts.add(Arrays.copyOfRange(words, start, Math.min(words.length, start + length)));
    }
    return parts;
  }
}
