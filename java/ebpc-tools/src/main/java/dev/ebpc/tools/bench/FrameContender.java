package dev.ebpc.tools.bench;

import dev.ebpc.Ebpc;
import dev.ebpc.frame.FrameHeader;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** An engine as users meet it: every piece becomes one frame with its shape, checksums and all. */
final class FrameContender implements Contender {
  private final Ebpc codec;
  private final PieceMemory memory;
  private final List<FrameHeader> headers;
  private final MemorySegment frame;

  /** The frame's part of that memory, by piece; made once, since it would be garbage of ours. */
  private final MemorySegment[] coded;

  private int piece;

  FrameContender(Ebpc codec, Workload workload, boolean direct) {
    this.codec = codec;
    memory = new PieceMemory(workload, direct);
    headers =
        workload.pieces().stream()
            .map(piece -> codec.header(piece.format()).shape(piece.shape()).build())
            .toList();
    frame =
        memory.allocate(headers.stream().mapToLong(FrameHeader::maxFrameBytes).max().getAsLong());
    coded = new MemorySegment[headers.size()];
  }

  @Override
  public int encode(int number) {
    piece = number;
    long bytes = codec.compress(headers.get(piece), memory.piece(piece), frame);
    if (coded[piece] == null || coded[piece].byteSize() != bytes) {
      coded[piece] = frame.asSlice(0, bytes);
    }
    return (int) bytes;
  }

  @Override
  public void decode() {
    codec.decompress(coded[piece], memory.target(piece));
  }

  /** What the frame of a piece says about it. */
  FrameHeader header(int number) {
    return codec.info(coded[number]);
  }

  @Override
  public boolean restored() {
    return memory.restored(piece);
  }

  @Override
  public void close() {
    memory.close();
  }
}
