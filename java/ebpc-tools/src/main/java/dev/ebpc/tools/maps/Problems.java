package dev.ebpc.tools.maps;

/** Told of what is left out because something is wrong with it; the rest goes on. */
@FunctionalInterface
public interface Problems {

  /**
   * Takes a problem.
   *
   * @param item what is left out, as the user knows it
   * @param problem why
   */
  void leftOut(String item, Exception problem);
}
