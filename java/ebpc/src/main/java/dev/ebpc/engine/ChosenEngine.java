package dev.ebpc.engine;

/**
 * What {@code auto} stands for where calls of the best engine cost more than plain Java needs for a
 * small batch: that engine from its {@link Engine#fewestBytes} on, plain Java below.
 */
final class ChosenEngine implements Engine {
  private final Engine best;
  private final Engine plain;
  private final int fewestBytes;

  ChosenEngine(Engine best, Engine plain) {
    this.best = best;
    this.plain = plain;
    fewestBytes = best.fewestBytes();
  }

  /** Memory of both engines, made when it is first needed. */
  private static final class Both implements Scratch {
    Scratch best;
    Scratch plain;
  }

  @Override
  public String name() {
    return best.name();
  }

  @Override
  public String description() {
    return best.description();
  }

  @Override
  public Scratch newScratch() {
    return new Both();
  }

  @Override
  public void encodeChunks(ChunkBatch batch, Scratch scratch) {
    Both both = (Both) scratch;
    if (isSmall(batch)) {
      plain.encodeChunks(batch, plainOf(both));
    } else {
      best.encodeChunks(batch, bestOf(both));
    }
  }

  @Override
  public boolean decodeChunks(ChunkBatch batch, Scratch scratch) {
    Both both = (Both) scratch;
    return isSmall(batch)
        ? plain.decodeChunks(batch, plainOf(both))
        : best.decodeChunks(batch, bestOf(both));
  }

  private boolean isSmall(ChunkBatch batch) {
    long bytes = 0;
    for (int chunk = 0; chunk < batch.chunks && bytes < fewestBytes; chunk++) {
      bytes += (long) batch.wordCount[chunk] * batch.format.containerBytes();
    }
    return bytes < fewestBytes;
  }

  private Scratch plainOf(Both both) {
    if (both.plain == null) {
      both.plain = plain.newScratch();
    }
    return both.plain;
  }

  private Scratch bestOf(Both both) {
    if (both.best == null) {
      both.best = best.newScratch();
    }
    return both.best;
  }
}
