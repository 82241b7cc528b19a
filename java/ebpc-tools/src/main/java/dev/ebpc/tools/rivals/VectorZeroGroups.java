package dev.ebpc.tools.rivals;

import dev.ebpc.code.Profile;
import dev.ebpc.engine.CoderStatus;
import dev.ebpc.engine.EngineStatus;
import dev.ebpc.engine.Engines;
import dev.ebpc.vector.ZeroValues;

/**
 * The Vector API: one compress or expand per register. Runs where the vector engine has the
 * hardware profile; its module holds the kernels, since no other may need the incubator.
 */
final class VectorZeroGroups implements ZeroGroups {
  private static final String ENGINE = "vector";

  private final int wordBytes;

  /**
   * Makes the kernel.
   *
   * @param wordBytes bytes of a word: 1, 2 or 4
   * @throws IllegalStateException if the vector engine does not have it here, with its reason
   */
  VectorZeroGroups(int wordBytes) {
    this.wordBytes = wordBytes;
    EngineStatus engine =
        Engines.all().stream()
            .filter(status -> status.name().equals(ENGINE))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the vector engine is not there"));
    if (engine.engine().isEmpty()) {
      throw new IllegalStateException(engine.reason());
    }
    // Without compress and expand it is there for other profiles.
    for (CoderStatus coder : engine.engine().get().coders()) {
      if (coder.profile() == Profile.HARDWARE && coder.coder().isEmpty()) {
        throw new IllegalStateException(coder.reason());
      }
    }
  }

  @Override
  public int compress(byte[] source, int from, int groups, byte[] target, int to) {
    return ZeroValues.compress(wordBytes, source, from, groups, target, to);
  }

  @Override
  public int expand(byte[] source, int from, int groups, byte[] target, int to) {
    return ZeroValues.expand(wordBytes, source, from, groups, target, to);
  }
}
