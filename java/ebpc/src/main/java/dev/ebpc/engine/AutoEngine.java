package dev.ebpc.engine;

import dev.ebpc.code.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code auto} stands for: of each profile the coder on the highest rung, and plain Java for
 * batches that are too small for it.
 */
final class AutoEngine implements Engine {

  /** The best coder of a profile, and the one that takes what is too small for it. */
  private record Choice(Coder best, Coder plain, int fewestBytes) {
    Coder of(long wordBytes) {
      return wordBytes < fewestBytes ? plain : best;
    }
  }

  private final Map<Profile, Choice> choices = new EnumMap<>(Profile.class);
  private final List<CoderStatus> coders = new ArrayList<>();

  /**
   * Chooses among engines.
   *
   * @param plain the engine in plain Java
   * @param engines all that run here, it among them
   */
  AutoEngine(Engine plain, List<Engine> engines) {
    for (CoderStatus status : plain.coders()) {
      status.coder().ifPresent(coder -> choose(coder, engines));
    }
  }

  private void choose(Coder plain, List<Engine> engines) {
    Coder best =
        engines.stream()
            .flatMap(engine -> engine.coder(plain.profile()).stream())
            .max(Comparator.comparingInt(Coder::rank))
            .orElse(plain);
    choices.put(plain.profile(), new Choice(best, plain, best.fewestBytes()));
    coders.add(CoderStatus.available(best, best.engine()));
  }

  @Override
  public String name() {
    return Engines.AUTO;
  }

  /** Which engine it takes for which profiles. */
  @Override
  public String description() {
    Map<String, List<String>> profilesByEngine =
        coders.stream()
            .collect(
                Collectors.groupingBy(
                    CoderStatus::reason,
                    LinkedHashMap::new,
                    Collectors.mapping(s -> s.profile().label(), Collectors.toList())));
    return profilesByEngine.entrySet().stream()
        .map(entry -> entry.getKey() + " for " + String.join(" and ", entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  @Override
  public List<CoderStatus> coders() {
    return List.copyOf(coders);
  }

  @Override
  public Optional<Coder> coder(Profile profile) {
    Choice choice = choices.get(profile);
    return choice == null ? Optional.empty() : Optional.of(choice.best);
  }

  @Override
  public Coder coder(Profile profile, long wordBytes) {
    Choice choice = choices.get(profile);
    return choice == null ? Engine.super.coder(profile, wordBytes) : choice.of(wordBytes);
  }
}
