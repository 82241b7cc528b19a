package dev.ebpc.tools.tensor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ebpc.frame.OriginKind;
import dev.ebpc.tools.io.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Reads a .safetensors file: eight bytes of header length, a JSON header that gives every tensor's
 * dtype, shape and place, then the elements of all tensors without holes.
 *
 * <p>Tensors come in the order in which they lie. The first one carries the JSON header, so that
 * the file can be written again byte for byte.
 */
final class SafetensorsReader implements TensorReader {
  /** The limit of the format's own library. */
  private static final long MAX_HEADER = 100_000_000;

  private static final String METADATA = "__metadata__";

  @SuppressWarnings("ArrayRecordComponent") // looked at, never compared
  private record Entry(String name, ElementType type, long[] shape, long begin, long end) {}

  private final InputStream in;
  private final List<TensorInfo> tensors;
  private int next;

  SafetensorsReader(InputStream in) throws IOException {
    this.in = in;
    byte[] header = readHeader(in);
    this.tensors = describe(entries(header), header);
  }

  private static byte[] readHeader(InputStream in) throws IOException {
    byte[] size = in.readNBytes(Long.BYTES);
    if (size.length < Long.BYTES) {
      throw new TensorFileException("the file ends inside the safetensors header length");
    }
    long length = ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > MAX_HEADER) {
      throw new TensorFileException(
          "the safetensors header declares "
              + Long.toUnsignedString(length)
              + " bytes, expected 2 to "
              + MAX_HEADER);
    }
    byte[] header = in.readNBytes((int) length);
    if (header.length < length) {
      throw new TensorFileException(
          "the file ends after " + header.length + " of the " + length + " header bytes");
    }
    if (header[0] != '{') {
      throw new TensorFileException("the safetensors header does not begin with '{'");
    }
    return header;
  }

  private static List<Entry> entries(byte[] header) throws IOException {
    JsonNode root;
    try {
      root = Json.parse(header);
    } catch (IOException malformed) {
      throw new TensorFileException("safetensors header: " + malformed.getMessage());
    }
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : root.properties()) {
      if (!property.getKey().equals(METADATA)) {
        entries.add(entry(property.getKey(), property.getValue()));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    requireNoHoles(entries);
    return entries;
  }

  private static Entry entry(String name, JsonNode node) throws TensorFileException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new TensorFileException(
          "safetensors header: the name " + name + " has surrogates without their pair");
    }
    JsonNode dtype = node.path("dtype");
    long[] shape = whole(name, "shape", node.path("shape"));
    long[] offsets = whole(name, "data_offsets", node.path("data_offsets"));
    if (!dtype.isTextual() || offsets.length != 2 || offsets[0] > offsets[1]) {
      throw new TensorFileException(
          "tensor " + name + " of the safetensors header lacks a dtype or a pair of data_offsets");
    }
    long bytes = offsets[1] - offsets[0];
    ElementType type = ElementType.ofSafetensors(dtype.textValue());
    if (type == null) {
      type = ElementType.BYTES;
      shape = new long[] {bytes};
    } else if (Shapes.bytes(shape, type.bytes()) != bytes) {
      throw new TensorFileException(
          "tensor " + name + ": its data_offsets span " + bytes + " bytes, its shape needs others");
    }
    return new Entry(name, type, Shapes.storable(shape), offsets[0], offsets[1]);
  }

  private static long[] whole(String name, String field, JsonNode array)
      throws TensorFileException {
    long[] numbers = new long[array.size()];
    boolean sound = array.isArray();
    for (int i = 0; sound && i < numbers.length; i++) {
      numbers[i] = array.get(i).longValue();
      sound = array.get(i).canConvertToLong() && array.get(i).isIntegralNumber() && numbers[i] >= 0;
    }
    if (!sound) {
      throw new TensorFileException(
          "tensor " + name + ": " + field + " is not a list of whole numbers");
    }
    return numbers;
  }

  private static void requireNoHoles(List<Entry> entries) throws TensorFileException {
    long end = 0;
    for (Entry entry : entries) {
      if (entry.begin != end) {
        throw new TensorFileException(
            "tensor " + entry.name + " begins at byte " + entry.begin + ", expected " + end);
      }
      end = entry.end;
    }
  }

  private static List<TensorInfo> describe(List<Entry> entries, byte[] header) {
    List<TensorInfo> tensors = new ArrayList<>();
    byte[] origin = header;
    for (Entry entry : entries) {
      tensors.add(
          new TensorInfo(entry.name, entry.type, entry.shape, OriginKind.SAFETENSORS, origin));
      origin = new byte[0];
    }
    if (tensors.isEmpty()) {
      // The header of a file without tensors still needs a frame to travel in.
      tensors.add(
          new TensorInfo(null, ElementType.BYTES, new long[] {0}, OriginKind.SAFETENSORS, header));
    }
    return tensors;
  }

  @Override
  public boolean hasNext() {
    return next < tensors.size();
  }

  @Override
  public Tensor next() throws IOException {
    return new Tensor(tensors.get(next++), in);
  }

  @Override
  public void requireEnd() throws IOException {
    if (in.read() >= 0) {
      throw new TensorFileException("bytes follow the last tensor of the safetensors file");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
