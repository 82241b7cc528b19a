package dev.ebpc.model.estimate;

/**
 * A figure that an estimate rests on.
 *
 * @param name what it is
 * @param value its value
 * @param unit its unit
 * @param basis how it is known
 * @param source where from, or why so
 */
public record Constant(String name, double value, String unit, Basis basis, String source) {

  /** How a figure is known. */
  public enum Basis {
    /** Stated in the paper. */
    PUBLISHED,
    /** Counted on the tensor at hand. */
    MEASURED,
    /** Chosen so that a published figure comes out. */
    CALIBRATED,
    /** Taken from other literature, or for want of anything better. */
    ASSUMED,
    /** Given by the user. */
    GIVEN
  }
}
