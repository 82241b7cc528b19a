package dev.ebpc.tools.bench;

import dev.ebpc.Ebpc;
import dev.ebpc.frame.FrameHeader;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** An engine as users meet it: every piece becomes one frame, checksums and all. */
final class FrameContender implements Contender {
  private final Ebpc codec;
  private final PieceMemory memory;
  private final List<FrameHeader> headers;
  private final MemorySegment frame;
  private int piece;
  private long frameBytes;

  FrameContender(Ebpc codec, Workload workload, boolean direct) {
    this.codec = codec;
    memory = new PieceMemory(workload, direct);
    int wordBytes = workload.format().containerBytes();
    headers =
        workload.pieces().stream()
            .map(words -> codec.header(workload.format()).words(words.length / wordBytes).build())
            .toList();
    frame = memory.allocate(headers.get(0).maxFrameBytes());
  }

  @Override
  public int encode(int number) {
    piece = number;
    frameBytes = codec.compress(headers.get(piece), memory.piece(piece), frame);
    return (int) frameBytes;
  }

  @Override
  public void decode() {
    codec.decompress(frame.asSlice(0, frameBytes), memory.target(piece));
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
