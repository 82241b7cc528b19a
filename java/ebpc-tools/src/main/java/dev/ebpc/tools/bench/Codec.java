package dev.ebpc.tools.bench;

import dev.ebpc.Ebpc;
import dev.ebpc.engine.Engine;
import dev.ebpc.tools.rivals.Rival;
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

  /** An engine inside the frame, one thread for each piece. */
  public static Codec frame(Engine engine, boolean direct) {
    Ebpc codec = Ebpc.builder().engine(engine).build();
    return new Codec(engine.name(), true, workload -> new FrameContender(codec, workload, direct));
  }

  /** An engine inside the frame, several threads sharing every piece. */
  public static Codec frame(Engine engine, boolean direct, int threads) {
    Ebpc codec = Ebpc.builder().engine(engine).threads(threads).build();
    return new Codec(engine.name(), true, workload -> new FrameContender(codec, workload, direct));
  }

  /** An engine alone. */
  public static Codec engine(Engine engine, boolean direct) {
    return new Codec(
        engine.name(), true, workload -> new EngineContender(engine, workload, direct));
  }

  /** A rival. */
  public static Codec rival(RivalStatus rival, boolean direct) {
    return new Codec(
        rival.name(),
        false,
        workload -> {
          Rival opened = rival.open(workload.format().containerBytes());
          return direct
              ? new DirectRivalContender(opened, workload)
              : new RivalContender(opened, workload);
        });
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
