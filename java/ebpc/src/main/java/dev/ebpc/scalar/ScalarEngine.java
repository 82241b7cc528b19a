package dev.ebpc.scalar;

import dev.ebpc.engine.CoderStatus;
import dev.ebpc.engine.Engine;
import java.util.List;

/**
 * Plain Java: table-driven, 64-bit bit buffers, PEXT and PDEP, and small loops that HotSpot's C2
 * vectorises. The engine that the others are measured against, and the one that is always there.
 */
public final class ScalarEngine implements Engine {
  static final String NAME = "scalar";
  static final String REASON = "plain Java, always there";

  private final List<CoderStatus> coders =
      List.of(
          CoderStatus.available(new ScalarChunkCoder(), REASON),
          CoderStatus.available(new ScalarPackedCoder(), REASON));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "plain Java, tables and 64-bit bit buffers";
  }

  @Override
  public List<CoderStatus> coders() {
    return coders;
  }
}
