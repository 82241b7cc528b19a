package dev.ebpc.tools.tensor;

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
}
