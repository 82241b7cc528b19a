package dev.ebpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Profile;
import dev.ebpc.engine.CoderStatus;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Engines;
import dev.ebpc.hardware.ChunkCoder;
import dev.ebpc.hardware.DecodingBatch;
import dev.ebpc.hardware.EncodingBatch;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From memory to memory with one thread, a call has a short way from the facade to a coder. */
class CallDepthTest {
  private static final int MOST_FRAMES = 4;

  /** Notes the methods of the library that led to each call. */
  private static final class Watching implements ChunkCoder {
    final ChunkCoder coder =
        (ChunkCoder) Engines.named("scalar").coder(Profile.HARDWARE).orElseThrow();
    final List<List<String>> ways = new ArrayList<>();

    @Override
    public String engine() {
      return "watching";
    }

    @Override
    public int rank() {
      return coder.rank();
    }

    @Override
    public Scratch newScratch() {
      return coder.newScratch();
    }

    @Override
    public void encodeChunks(EncodingBatch batch, Scratch scratch) {
      note();
      coder.encodeChunks(batch, scratch);
    }

    @Override
    public boolean decodeChunks(DecodingBatch batch, Scratch scratch) {
      note();
      return coder.decodeChunks(batch, scratch);
    }

    private void note() {
      ways.add(
          StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
              .walk(
                  frames ->
                      frames
                          .skip(2)
                          .takeWhile(frame -> frame.getDeclaringClass() != Ebpc.class)
                          .map(StackWalker.StackFrame::toString)
                          .toList()));
    }
  }

  private record OneCoder(Watching coder) implements Engine {
    @Override
    public String name() {
      return "watching";
    }

    @Override
    public String description() {
      return "test";
    }

    @Override
    public List<CoderStatus> coders() {
      return List.of(CoderStatus.available(coder, "test"));
    }
  }

  @Test
  void fewCallsLieBetweenTheFacadeAndACoder() {
    Watching watching = new Watching();
    Ebpc codec = Ebpc.builder().engine(new OneCoder(watching)).build();
    byte[] words = new byte[400_000];
    for (int i = 0; i < words.length; i++) {
      words[i] = (byte) (i % 11);
    }
    MemorySegment source = MemorySegment.ofArray(words);
    byte[] frame = codec.compress(NumberFormat.INT8, source);
    MemorySegment target = MemorySegment.ofArray(new byte[400_000]);
    codec.compress(NumberFormat.INT8, source, target);
    codec.decompress(MemorySegment.ofArray(frame), target);
    assertEquals(-1, target.mismatch(source));
    assertEquals(3 * 4, watching.ways.size(), "four batches, three times");
    for (List<String> way : watching.ways) {
      assertTrue(way.size() <= MOST_FRAMES, String.join("\n", way));
    }
  }
}
