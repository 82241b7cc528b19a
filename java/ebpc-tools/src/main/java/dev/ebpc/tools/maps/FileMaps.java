package dev.ebpc.tools.maps;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.tools.io.Names;
import dev.ebpc.tools.io.OutputException;
import dev.ebpc.tools.io.UsageException;
import dev.ebpc.tools.maps.Manifest.Entry;
import dev.ebpc.tools.tensor.ElementType;
import dev.ebpc.tools.tensor.FileFailures;
import dev.ebpc.tools.tensor.Tensor;
import dev.ebpc.tools.tensor.TensorFileException;
import dev.ebpc.tools.tensor.TensorFiles;
import dev.ebpc.tools.tensor.TensorInfo;
import dev.ebpc.tools.tensor.TensorReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Feature maps that lie in tensor files. */
public final class FileMaps implements MapSource {
  private static final int PIECE = 1 << 20;

  @SuppressWarnings("ArrayRecordComponent") // handed on, not compared
  private record Found(MapInfo info, long[] shape, byte[] containers) {

    /** Where maps go to, failures are not those of the file they come from. */
    void giveTo(MapSink sink) {
      try {
        sink.accept(info, shape, containers);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  private final Set<Entry> entries;
  private final ElementType type;
  private final Consumer<String> told;
  private final FileFailures failures;
  private final Set<Entry> broken = new HashSet<>();
  private final long bytes;

  /** What was told, so that it is told once however often maps are fed. */
  private final Set<String> saidBefore = new HashSet<>();

  /**
   * Looks at the files, but not into them.
   *
   * @param entries the files
   * @param type what their elements are where the entry does not say; null for what the file says
   * @param told told of tensors that are left out
   * @param failures told of files that are not there, broken, or not of the type; the others are
   *     read
   */
  public FileMaps(
      Set<Entry> entries, ElementType type, Consumer<String> told, FileFailures failures)
      throws IOException {
    this.entries = entries;
    this.type = type;
    this.told = told;
    this.failures = failures;
    long sum = 0;
    for (Entry entry : entries) {
      sum += sizeOf(entry);
    }
    bytes = sum;
  }

  @Override
  public long steps() {
    return bytes;
  }

  @Override
  public void feed(MapSink sink, LongConsumer progress) throws IOException {
    for (Entry entry : entries) {
      if (broken.contains(entry)) {
        continue;
      }
      try {
        feed(entry, sink);
      } catch (UncheckedIOException ofSink) {
        throw ofSink.getCause();
      } catch (UsageException | OutputException ofOutputs) {
        throw ofOutputs;
      } catch (IOException | RuntimeException problem) {
        leaveOut(entry, problem);
      } catch (OutOfMemoryError large) {
        String message = "a tensor does not fit into memory; EBPC_JAVA_OPTIONS=-Xmx4g gives more";
        leaveOut(entry, new IOException(message, large));
      }
      progress.accept(sizeOf(entry));
    }
  }

  private void leaveOut(Entry entry, Exception problem) throws IOException {
    broken.add(entry);
    failures.tell(entry.info().file(), problem);
  }

  private static long sizeOf(Entry entry) throws IOException {
    return Files.isRegularFile(entry.path()) ? Files.size(entry.path()) : 0;
  }

  private void tell(String message) {
    if (saidBefore.add(message)) {
      told.accept(message);
    }
  }

  /** Hands on each map once what comes after it in the file has shown that it is whole. */
  private void feed(Entry entry, MapSink sink) throws IOException {
    if (!Files.isRegularFile(entry.path())) {
      throw new NoSuchFileException(Names.text(entry.path()));
    }
    NumberFormat known = entry.info().format();
    ElementType elements = known == null ? type : ElementType.of(known);
    try (TensorReader file = TensorFiles.open(entry.path(), elements, null)) {
      Optional<Found> found = Optional.empty();
      while (file.hasNext()) {
        Tensor tensor = file.next();
        found.ifPresent(whole -> whole.giveTo(sink));
        found = find(entry, tensor);
      }
      file.requireEnd();
      found.ifPresent(whole -> whole.giveTo(sink));
    }
  }

  private Optional<Found> find(Entry entry, Tensor tensor) throws IOException {
    MapInfo info = infoOf(entry, tensor.info());
    if (tensor.info().type().format().isStored()) {
      tell(info.file() + ": left out: " + tensor.info().whyStored());
      tensor.skip();
      return Optional.empty();
    }
    byte[] containers = readAll(tensor);
    if (containers.length == 0) {
      tell(info.file() + ": left out: no elements");
      return Optional.empty();
    }
    return Optional.of(new Found(info, shapeOf(tensor.info(), containers.length), containers));
  }

  private static MapInfo infoOf(Entry entry, TensorInfo tensor) {
    MapInfo known = entry.info();
    NumberFormat format = tensor.type().format();
    int wordBits = entry.wordBits() == 0 ? format.wordBits() : entry.wordBits();
    if (wordBits < 2
        || wordBits > 8 * format.containerBytes()
        || (format.fixedWidth() && wordBits != format.wordBits())) {
      throw new IllegalArgumentException(
          "words of " + wordBits + " bits do not go with " + format.label());
    }
    return new MapInfo(
        tensor.name() == null ? known.file() : known.file() + ":" + tensor.name(),
        known.network(),
        known.image(),
        known.layer(),
        known.layerName().isEmpty() && tensor.name() != null ? tensor.name() : known.layerName(),
        known.kind(),
        known.label().isEmpty() ? format.label() : known.label(),
        format,
        wordBits);
  }

  private static long[] shapeOf(TensorInfo info, int bytes) {
    return info.shape() == null ? new long[] {bytes / info.type().bytes()} : info.shape();
  }

  /** Reads a tensor whole. Memory grows with what the file holds, not with what it declares. */
  private static byte[] readAll(Tensor tensor) throws IOException {
    long declared = tensor.info().bytes();
    if (declared > Integer.MAX_VALUE - 8) {
      throw new TensorFileException("tensors of 2 GiB and more are not evaluated");
    }
    byte[] piece = new byte[PIECE];
    byte[] all = {};
    int filled = 0;
    for (int got = tensor.read(piece); got > 0; got = tensor.read(piece)) {
      if (filled + got > all.length) {
        long room = Math.max(filled + got, 2L * all.length);
        long most = declared == TensorInfo.UNKNOWN ? Integer.MAX_VALUE - 8 : declared;
        all = Arrays.copyOf(all, (int) Math.min(room, most));
      }
      System.arraycopy(piece, 0, all, filled, got);
      filled += got;
    }
    return Arrays.copyOf(all, filled);
  }

  @Override
  public void close() {}
}
