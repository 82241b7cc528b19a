package dev.ebpc.tools.bench;

import dev.ebpc.Ebpc;
import dev.ebpc.code.Profile;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Engines;
import java.util.ArrayList;
import java.util.List;

/**
 * Codecs of ours by name: an engine and, unless it is that of the hardware, a profile. Whatever
 * profile an engine has a coder for is measured.
 */
public final class Codecs {

  /** An engine in a profile that it has a coder for. */
  private record Choice(Engine engine, Profile profile) {
    String name() {
      return profile == Profile.HARDWARE ? engine.name() : engine.name() + "-" + profile.label();
    }

    Codec codec(boolean direct, int threads) {
      Ebpc codec = Ebpc.builder().engine(engine).threads(threads).profile(profile).build();
      return Codec.frame(name(), codec, direct);
    }
  }

  private Codecs() {}

  private static List<Choice> choices(List<Engine> engines) {
    List<Choice> choices = new ArrayList<>();
    for (Profile profile : Profile.values()) {
      for (Engine engine : engines) {
        if (engine.coder(profile).isPresent()) {
          choices.add(new Choice(engine, profile));
        }
      }
    }
    return choices;
  }

  /** Engines inside the frame, in every profile, a single thread each. */
  public static List<Codec> frames(List<Engine> engines, boolean direct) {
    return choices(engines).stream().map(choice -> choice.codec(direct, 1)).toList();
  }

  /** Names of all codecs of engines that run here. */
  public static List<String> names() {
    return choices(Engines.available()).stream().map(Choice::name).toList();
  }

  /**
   * The codec of a name; {@code auto} is the best engine in the profile of the hardware.
   *
   * @param threads threads that share a frame
   * @throws IllegalArgumentException if there is none, or its engine does not run here
   */
  public static Codec frame(String name, boolean direct, int threads) {
    String wanted =
        name.equals(Engines.AUTO) ? Engines.auto().coder(Profile.HARDWARE, 1 << 20).engine() : name;
    return choices(Engines.available()).stream()
        .filter(choice -> choice.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no codec is called " + name + "; those that run here are " + names()))
        .codec(direct, threads);
  }
}
