package dev.ebpc.tools.bench;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.tools.rivals.Rival;
import dev.ebpc.tools.rivals.RivalStatus;
import java.util.Map;
import java.util.TreeMap;

/** A rival opened for every size of word that a workload has, since some want to be told. */
final class OpenRivals implements AutoCloseable {
  private final Map<Integer, Rival> byWordBytes = new TreeMap<>();
  private final Rival[] byPiece;

  OpenRivals(RivalStatus rival, Workload workload) {
    byPiece = new Rival[workload.pieces().size()];
    try {
      for (int piece = 0; piece < byPiece.length; piece++) {
        NumberFormat format = workload.pieces().get(piece).format();
        byPiece[piece] = byWordBytes.computeIfAbsent(format.containerBytes(), rival::open);
      }
    } catch (RuntimeException refused) {
      close();
      throw refused;
    }
  }

  /** The rival for a piece. */
  Rival of(int piece) {
    return byPiece[piece];
  }

  /** Room for a piece compressed, whichever rival does it. */
  int maxCompressedLength(int bytes) {
    return byWordBytes.values().stream()
        .mapToInt(rival -> rival.maxCompressedLength(bytes))
        .max()
        .getAsInt();
  }

  @Override
  public void close() {
    byWordBytes.values().forEach(Rival::close);
  }
}
