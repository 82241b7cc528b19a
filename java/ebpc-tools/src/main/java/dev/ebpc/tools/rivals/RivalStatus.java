package dev.ebpc.tools.rivals;

import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A rival as the list knows it: there, or not and why.
 *
 * @param name its name
 * @param description what it is, in a few words
 * @param maker makes one for words of 1, 2 or 4 bytes; empty if it does not run here
 * @param reason why it does not run here, empty if it does
 */
public record RivalStatus(
    String name, String description, Optional<IntFunction<Rival>> maker, String reason) {

  /**
   * Makes a rival that runs here.
   *
   * @param wordBytes bytes of a word of the data: 1, 2 or 4
   * @return the rival, to be closed
   * @throws IllegalStateException if it does not run here
   */
  public Rival open(int wordBytes) {
    return maker
        .orElseThrow(() -> new IllegalStateException(name + ": " + reason))
        .apply(wordBytes);
  }

  /** Whether it runs here. */
  public boolean isAvailable() {
    return maker.isPresent();
  }

  /** Tries a rival on a few bytes: what cannot be loaded becomes a reason. */
  static RivalStatus probe(String name, String description, IntFunction<Rival> maker) {
    try (Rival rival = maker.apply(1)) {
      byte[] data = new byte[64];
      byte[] target = new byte[rival.maxCompressedLength(data.length)];
      rival.decompress(target, rival.compress(data, data.length, target), data, data.length);
      return new RivalStatus(name, description, Optional.of(maker), "");
    } catch (LinkageError | RuntimeException broken) {
      return new RivalStatus(name, description, Optional.empty(), reason(broken));
    }
  }

  private static String reason(Throwable broken) {
    Throwable cause = broken instanceof ExceptionInInitializerError ? broken.getCause() : broken;
    return cause.getMessage() == null
        ? cause.toString()
        : cause.getMessage().lines().findFirst().orElse("");
  }
}
