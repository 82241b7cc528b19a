package dev.ebpc.tools.tensor;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.frame.FrameHeader;
import dev.ebpc.frame.OriginKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a file says of one tensor, apart from its elements.
 *
 * @param name its name within the file, null if it has none
 * @param type what its elements are
 * @param shape its dimensions as the elements lie in the file, the slowest first; null if unknown
 * @param origin the kind of file it comes from
 * @param header the bytes of that file which the elements, type and shape do not tell; empty if
 *     they tell all
 */
@SuppressWarnings("ArrayRecordComponent") // handed from a reader to a writer, never compared
public record TensorInfo(
    String name, ElementType type, long[] shape, OriginKind origin, byte[] header) {

  /** That there are more elements to come than anybody has counted. */
  public static final long UNKNOWN = -1;

  /** Elements of the tensor, or {@link #UNKNOWN}. */
  public long elements() throws TensorFileException {
    return shape == null ? UNKNOWN : Shapes.elements(shape);
  }

  /** Bytes of the tensor, or {@link #UNKNOWN}. */
  public long bytes() throws TensorFileException {
    return shape == null ? UNKNOWN : Shapes.bytes(shape, type.bytes());
  }

  /**
   * Whether the file says that the first dimension runs fastest: then {@link #shape} and elements
   * are those of the transposed array.
   */
  public boolean isTransposed() {
    return npyHeader().map(NpyHeader::fortran).orElse(false);
  }

  /** Why elements are stored and not coded, and what makes them be coded if something does. */
  public String whyStored() {
    return "elements without a bit-plane meaning" + typeHint().map(hint -> "; " + hint).orElse("");
  }

  /** What to say of elements that a file does not name, but whose size is that of a known type. */
  public Optional<String> typeHint() {
    String types =
        switch (type.format() == NumberFormat.OPAQUE ? type.bytes() : 0) {
          case 1 -> "uint8";
          case 2 -> "bfloat16 or float16";
          case 4 -> "float32";
          default -> "";
        };
    return types.isEmpty()
        ? Optional.empty()
        : npyHeader()
            .filter(header -> header.dtype().matches("[<>=|]?[Vfg][0-9]+"))
            .map(header -> "--type " + types + " reads dtype " + header.dtype() + " as that type");
  }

  /** The .npy header that came with the elements, if it is not the usual one. */
  private Optional<NpyHeader> npyHeader() {
    boolean has = origin == OriginKind.NPY || origin == OriginKind.NPZ_MEMBER;
    try {
      return has && NpyHeader.recognises(header)
          ? Optional.of(NpyHeader.read(new ByteArrayInputStream(header)))
          : Optional.empty();
    } catch (IOException broken) {
      return Optional.empty();
    }
  }

  /** The header of a frame that holds this tensor, so far as the tensor decides about it. */
  public FrameHeader.Builder toFrameHeader() {
    FrameHeader.Builder builder =
        FrameHeader.builder(type.format())
            .elementBytes(type.bytes())
            .name(frameName())
            .origin(origin, header);
    return shape == null ? builder : builder.shape(shape);
  }

  /** The name, if a frame has a place for it; a .safetensors header tells longer ones itself. */
  private String frameName() {
    if (name == null || name.isEmpty()) {
      return null;
    }
    boolean tooLong = name.getBytes(StandardCharsets.UTF_8).length > FrameHeader.MAX_NAME_BYTES;
    return tooLong && origin == OriginKind.SAFETENSORS ? null : name;
  }

  /** What a frame's header says of its tensor. */
  public static TensorInfo ofFrameHeader(FrameHeader frame) {
    ElementType type = new ElementType(frame.format(), frame.elementBytes(), false);
    long[] flat = frame.wordsKnown() ? new long[] {frame.words()} : null;
    return new TensorInfo(
        frame.name().orElse(null),
        type,
        frame.shape().orElse(flat),
        frame.originKind(),
        frame.origin());
  }
}
