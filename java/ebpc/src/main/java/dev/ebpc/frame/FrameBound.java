package dev.ebpc.frame;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;

/** The exact upper bound of a frame's length, from the longest streams that words can give. */
final class FrameBound {
  private FrameBound() {}

  static long maxFrameBytes(FrameHeader header) {
    long fullChunks = header.words() / header.chunkWords();
    int lastChunk = (int) (header.words() % header.chunkWords());
    long streams =
        Math.addExact(
            Math.multiplyExact(fullChunks, maxChunkBytes(header, header.chunkWords())),
            maxChunkBytes(header, lastChunk));
    return Math.addExact(bytesWithoutStreams(header, header.words()), streams);
  }

  /** Bytes of header, directories, checksums, end mark and index for a number of words. */
  static long bytesWithoutStreams(FrameHeader header, long words) {
    BatchLayout layout = header.layout();
    long batches = layout.batches(words);
    long chunks = words / layout.chunkWords() + (words % layout.chunkWords() == 0 ? 0 : 1);
    long directories =
        Math.addExact(
            Math.multiplyExact(batches, layout.overheadBytes(0)),
            Math.multiplyExact(chunks, layout.entryBytes(1)));
    long ends = FrameEnd.MARK_BYTES + (header.index() ? FrameIndex.bytes(batches) : 0);
    return Math.addExact(header.encoded().byteSize() + ends, directories);
  }

  /** A chunk that hardly shrinks is kept raw, so only narrow words can stay below that. */
  private static long maxChunkBytes(FrameHeader header, int words) {
    long raw = (long) words * header.elementBytes();
    if (header.format() == NumberFormat.OPAQUE || words == 0) {
      return raw;
    }
    CodeParameters parameters = header.parameters();
    long most = 0;
    for (int nonZeros = words; nonZeros > 0 && ChunkKind.paysCoded(most, raw); nonZeros--) {
      long znz = (maxZnzBits(parameters, words, nonZeros) + 7) / 8;
      long bpc = (parameters.maxBpcBits(nonZeros) + 7) / 8;
      most = Math.max(most, znz + bpc);
    }
    return ChunkKind.paysCoded(most, raw) ? most : raw;
  }

  /** The zeros lie so that they need the most symbols: one in each gap, the rest in full runs. */
  private static long maxZnzBits(CodeParameters parameters, int words, int nonZeros) {
    int zeros = words - nonZeros;
    int gaps = Math.min(zeros, nonZeros + 1);
    int runs = gaps + (zeros - gaps) / parameters.maxZeroRun();
    return nonZeros + (long) runs * (1 + parameters.zeroRunBits());
  }
}
