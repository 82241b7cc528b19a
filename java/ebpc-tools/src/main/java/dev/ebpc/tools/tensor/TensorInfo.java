package dev.ebpc.tools.tensor;

import dev.ebpc.frame.FrameHeader;
import dev.ebpc.frame.OriginKind;

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

  /** The header of a frame that holds this tensor, so far as the tensor decides about it. */
  public FrameHeader.Builder toFrameHeader() {
    FrameHeader.Builder builder =
        FrameHeader.builder(type.format())
            .elementBytes(type.bytes())
            .name(name == null || name.isEmpty() ? null : name)
            .origin(origin, header);
    return shape == null ? builder : builder.shape(shape);
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
