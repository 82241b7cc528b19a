package dev.ebpc.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The working memory of those coders that somebody has called, made on their first call. Few: an
 * engine has one coder for a profile, and {@code auto} two.
 *
 * <p>Not thread-safe.
 */
public final class Scratches {
  private final List<Coder> coders = new ArrayList<>(2);
  private final List<Coder.Scratch> scratches = new ArrayList<>(2);

  /** Makes room for working memory. */
  public Scratches() {}

  /** The working memory of a coder. */
  @SuppressWarnings("ReferenceEquality") // the same object is meant
  public Coder.Scratch of(Coder coder) {
    for (int i = 0; i < coders.size(); i++) {
      if (coders.get(i) == coder) {
        return scratches.get(i);
      }
    }
    Coder.Scratch made = coder.newScratch();
    coders.add(coder);
    scratches.add(made);
    return made;
  }
}
