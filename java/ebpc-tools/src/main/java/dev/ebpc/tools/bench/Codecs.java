package dev.ebpc.tools.bench;

import dev.ebpc.Ebpc;
import dev.ebpc.EbpcBuilder;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Engines;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Codecs of ours by name: an engine and, unless it is that of the hardware, a profile. */
public final class Codecs {

  /**
   * A way of coding that the library knows.
   *
   * @param suffix what follows the engine's name
   * @param choice chooses it
   */
  private record Profile(String suffix, UnaryOperator<EbpcBuilder> choice) {}

  /** A further profile is a further line: {@code "-name"} and the builder's call. */
  private static final List<Profile> PROFILES = List.of(new Profile("", builder -> builder));

  /** An engine in a profile. */
  private record Choice(Engine engine, Profile profile) {
    String name() {
      return engine.name() + profile.suffix;
    }

    Codec codec(boolean direct, int threads) {
      EbpcBuilder builder = Ebpc.builder().engine(engine).threads(threads);
      return Codec.frame(name(), profile.choice.apply(builder).build(), direct);
    }
  }

  private Codecs() {}

  private static List<Choice> choices(List<Engine> engines) {
    List<Choice> choices = new ArrayList<>();
    for (Profile profile : PROFILES) {
      engines.forEach(engine -> choices.add(new Choice(engine, profile)));
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
    String wanted = name.equals(Engines.AUTO) ? Engines.auto().name() : name;
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
