package dev.ebpc.model.run;

/** Looks at a model in every cycle, when all wires have their values. */
@FunctionalInterface
public interface CycleObserver {
  /**
   * One cycle, before its clock edge.
   *
   * @param cycle number of the cycle, from 0
   */
  void cycle(int cycle);

  /**
   * Both look, this one first.
   *
   * @param next the other one
   * @return both as one
   */
  default CycleObserver andThen(CycleObserver next) {
    return cycle -> {
      cycle(cycle);
      next.cycle(cycle);
    };
  }
}
