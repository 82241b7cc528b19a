package dev.ebpc.hardware;

import dev.ebpc.code.BatchContent;
import java.util.List;

/**
 * What the head of a batch of the hardware profile says.
 *
 * @param chunks its chunks in order
 */
public record ChunkDirectory(List<ChunkEntry> chunks) implements BatchContent {

  /** Keeps a copy of the list. */
  public ChunkDirectory {
    chunks = List.copyOf(chunks);
  }
}
