package dev.ebpc.tools.bench;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.tools.demo.FeatureMap;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.tensor.FileFailures;
import dev.ebpc.tools.tensor.Tensor;
import dev.ebpc.tools.tensor.TensorFiles;
import dev.ebpc.tools.tensor.TensorReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gathers the words of many tensors by their format, each format one workload. */
public final class Workloads {
  /** 8-bit words are repeated up to this: several times what the caches next to a core hold. */
  private static final int NARROW_BYTES = 8 << 20;

  /** Wider words are repeated up to this. */
  private static final int WIDE_BYTES = 16 << 20;

  private static final int BUFFER = 1 << 16;

  private final Map<NumberFormat, ByteArrayOutputStream> words = new EnumMap<>(NumberFormat.class);

  private Workloads() {}

  /** The feature maps that come with the tools. */
  public static List<Workload> shipped() throws IOException {
    Workloads gathered = new Workloads();
    for (FeatureMap map : FeatureMap.shipped()) {
      gathered.of(map.format()).writeBytes(map.containers());
    }
    return gathered.list();
  }

  /**
   * Tensors of files; elements that are only stored are left out.
   *
   * @param files the files
   * @param failures told of files that cannot be read
   */
  public static List<Workload> of(List<Input> files, FileFailures failures) throws IOException {
    Workloads gathered = new Workloads();
    for (Input file : files) {
      try {
        Workloads one = new Workloads();
        one.add(file);
        one.words.forEach((format, words) -> gathered.of(format).writeBytes(words.toByteArray()));
      } catch (IOException | RuntimeException problem) {
        failures.tell(file.label(), problem);
      }
    }
    return gathered.list();
  }

  /** Uniform noise. */
  public static List<Workload> noise() {
    return List.of(
        Workload.noise(NumberFormat.INT8, NARROW_BYTES, Workload.PIECE_BYTES),
        Workload.noise(NumberFormat.INT16, NARROW_BYTES, Workload.PIECE_BYTES));
  }

  /** Nothing but zeros. */
  public static List<Workload> zeros() {
    return List.of(
        Workload.zeros(NumberFormat.INT8, NARROW_BYTES, Workload.PIECE_BYTES),
        Workload.zeros(NumberFormat.INT16, NARROW_BYTES, Workload.PIECE_BYTES));
  }

  private void add(Input file) throws IOException {
    try (TensorReader reader = TensorFiles.open(file.path(), null, null)) {
      while (reader.hasNext()) {
        add(file, reader.next());
      }
      reader.requireEnd();
    }
  }

  private void add(Input file, Tensor tensor) throws IOException {
    NumberFormat format = formatOf(file, tensor);
    if (format == NumberFormat.OPAQUE) {
      tensor.skip();
      return;
    }
    ByteArrayOutputStream target = of(format);
    byte[] buffer = new byte[BUFFER];
    for (int read = tensor.read(buffer); read > 0; read = tensor.read(buffer)) {
      target.write(buffer, 0, read);
    }
  }

  /** No kind of tensor file knows words of 12 bits, so the file's name has to tell. */
  private static NumberFormat formatOf(Input file, Tensor tensor) {
    NumberFormat format = tensor.info().type().format();
    String name = file.path().getFileName().toString().toLowerCase(Locale.ROOT);
    boolean narrower = format == NumberFormat.INT16 && name.contains(NumberFormat.FIXED12.label());
    return narrower ? NumberFormat.FIXED12 : format;
  }

  private ByteArrayOutputStream of(NumberFormat format) {
    return words.computeIfAbsent(format, none -> new ByteArrayOutputStream());
  }

  private List<Workload> list() {
    List<Workload> list = new ArrayList<>();
    words.forEach(
        (format, gathered) -> {
          int least = format.containerBytes() == 1 ? NARROW_BYTES : WIDE_BYTES;
          byte[] all = gathered.toByteArray();
          list.add(Workload.cut(format.label(), format, all, Workload.PIECE_BYTES).repeated(least));
        });
    return list;
  }
}
