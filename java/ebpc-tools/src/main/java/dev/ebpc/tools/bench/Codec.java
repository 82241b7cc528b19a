package dev.ebpc.tools.bench;

import dev.ebpc.Ebpc;
import dev.ebpc.engine.Engine;
import dev.ebpc.tools.rivals.RivalStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * A codec that takes part, whatever the workload.
 *
 * @param name what tables call it
 * @param ours whether it is one of our engines and not a rival
 * @param maker makes contenders
 */
public record Codec(String name, boolean ours, Maker maker) {

  /** Makes contenders. */
  public interface Maker {
    /** A contender for one thread. */
    Contender make(Workload workload);
  }

  /** One of ours inside the frame. */
  static Codec frame(String name, Ebpc codec, boolean direct) {
    return new Codec(name, true, workload -> new FrameContender(codec, workload, direct));
  }

  /** An engine alone, in the hardware profile. */
  public static Codec engine(Engine engine, boolean direct) {
    return new Codec(
        engine.name(), true, workload -> new EngineContender(engine, workload, direct));
  }

  /** A rival. */
  public static Codec rival(RivalStatus rival, boolean direct) {
    return new Codec(
        rival.name(),
        false,
        workload ->
            direct
                ? new DirectRivalContender(rival, workload)
                : new RivalContender(rival, workload));
  }

  /** Contenders for several threads; they are all closed again if one cannot be made. */
  List<Contender> contenders(Workload workload, int threads) {
    List<Contender> made = new ArrayList<>();
    try {
      for (int i = 0; i < threads; i++) {
        made.add(maker.make(workload));
      }
      return made;
    } catch (RuntimeException refused) {
      made.forEach(Contender::close);
      throw refused;
    }
  }
}
