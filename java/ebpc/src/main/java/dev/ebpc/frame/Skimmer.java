package dev.ebpc.frame;

import java.util.function.Consumer;

/** Tells of chunks and adds them up, directory after directory. */
final class Skimmer {
  private final Consumer<ChunkEntry> visitor;
  private long chunk;
  private long words;
  private long batches;
  private long coded;
  private long raw;
  private long zero;
  private long codedWords;
  private long nonZeros;
  private long znzBytes;
  private long bpcBytes;

  Skimmer(long firstChunk, Consumer<ChunkEntry> visitor) {
    chunk = firstChunk;
    this.visitor = visitor;
  }

  void add(Directory directory) {
    batches++;
    for (int i = 0; i < directory.chunks(); i++) {
      ChunkEntry entry =
          new ChunkEntry(
              chunk++,
              directory.wordsOf(i),
              directory.kind[i],
              directory.nonZeros[i],
              directory.znzBytes[i],
              directory.bpcBytes[i]);
      add(entry);
      visitor.accept(entry);
    }
  }

  FrameSummary summary(long frameBytes) {
    return new FrameSummary(
        words, batches, coded, raw, zero, codedWords, nonZeros, znzBytes, bpcBytes, frameBytes);
  }

  private void add(ChunkEntry entry) {
    words += entry.words();
    nonZeros += entry.nonZeros();
    znzBytes += entry.znzBytes();
    bpcBytes += entry.bpcBytes();
    switch (entry.kind()) {
      case CODED -> {
        coded++;
        codedWords += entry.words();
      }
      case RAW -> raw++;
      case ZERO -> zero++;
    }
  }
}
