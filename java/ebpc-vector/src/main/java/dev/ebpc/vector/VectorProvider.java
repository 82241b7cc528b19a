package dev.ebpc.vector;

import dev.ebpc.engine.Engine;
import dev.ebpc.engine.EngineProvider;
import dev.ebpc.engine.EngineStatus;
import java.util.Optional;

/**
 * Offers the vector engine where it is faster than plain Java.
 *
 * <p>Compress and expand of bytes need AVX-512 with VBMI2 and a JVM that compiles them; anywhere
 * else they are emulated lane by lane and a hundred times slower. A timing would tell, but only
 * after seconds of warm-up, so the reasons are looked up. Touches the incubator module only once it
 * is known to be there.
 */
public final class VectorProvider implements EngineProvider {

  /**
   * System property that forces the register width, 128, 256 or 512 bits, for tests: the engine
   * then runs wherever the module is, however slowly.
   */
  static final String WIDTH_PROPERTY = "dev.ebpc.vector.bits";

  private static final String MODULE = "jdk.incubator.vector";
  private static final String DESCRIPTION = "Vector API";
  private static final int FAST_WIDTH = 512;
  private static final int RANK = EngineStatus.SCALAR_RANK + 1;

  @Override
  public String name() {
    return VectorEngine.NAME;
  }

  @Override
  public EngineStatus probe() {
    Optional<String> missing = missingModule();
    if (missing.isPresent()) {
      return refuse(missing.get());
    }
    try {
      return probeWithModule();
    } catch (LinkageError | RuntimeException broken) {
      return refuse("the Vector API cannot be used: " + broken);
    }
  }

  private static EngineStatus probeWithModule() {
    String forced = System.getProperty(WIDTH_PROPERTY);
    if (forced == null) {
      Optional<String> slow = VirtualMachine.running().whySlow().or(VectorProvider::whyNarrow);
      if (slow.isPresent()) {
        return refuse(slow.get());
      }
    }
    Engine engine = new VectorEngine();
    return EngineStatus.available(
        engine, RANK, forced == null ? "AVX-512 with VBMI2" : "forced by " + WIDTH_PROPERTY);
  }

  private static Optional<String> missingModule() {
    ModuleLayer layer = VectorProvider.class.getModule().getLayer();
    boolean there = (layer == null ? ModuleLayer.boot() : layer).findModule(MODULE).isPresent();
    return there
        ? Optional.empty()
        : Optional.of(
            "module " + MODULE + " is not there; start Java with --add-modules " + MODULE);
  }

  private static Optional<String> whyNarrow() {
    return Width.PREFERRED < FAST_WIDTH
        ? Optional.of("registers have " + Width.PREFERRED + " bits, it takes " + FAST_WIDTH)
        : Optional.empty();
  }

  private static EngineStatus refuse(String reason) {
    return EngineStatus.unavailable(VectorEngine.NAME, DESCRIPTION, reason);
  }
}
