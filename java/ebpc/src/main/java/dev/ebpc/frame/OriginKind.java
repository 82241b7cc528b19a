package dev.ebpc.frame;

/** What the opaque origin section of a frame header was cut from. */
public enum OriginKind {
  /** There is no origin section. */
  NONE(0),
  /** The header of an {@code .npy} file. */
  NPY(1),
  /** The header of a {@code .safetensors} file. */
  SAFETENSORS(2),
  /** The header of an {@code .npy} member of an {@code .npz} archive. */
  NPZ_MEMBER(3);

  private final int code;

  OriginKind(int code) {
    this.code = code;
  }

  /** The number that stands for this kind in a frame header. */
  public int code() {
    return code;
  }

  /**
   * The kind of a frame header's number.
   *
   * @param code a number as {@link #code()} gives it
   * @return the kind, or null if there is none
   */
  public static OriginKind ofCode(int code) {
    for (OriginKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    return null;
  }
}
