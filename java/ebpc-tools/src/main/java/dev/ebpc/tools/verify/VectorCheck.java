package dev.ebpc.tools.verify;

import java.util.Optional;

/** One way to compute the code that is held against golden vectors: a row of the report. */
interface VectorCheck {

  /** The name of the row. */
  String name();

  /** Whether it computes the code that a case is of. */
  boolean covers(VectorCase vector);

  /**
   * Computes a case.
   *
   * @return where it first departs from the vector; empty if it agrees
   */
  Optional<String> firstDifference(VectorCase vector);
}
