package dev.ebpc.frame;

/** How one chunk is kept in a frame. */
public enum ChunkKind {
  /** As a ZNZ stream and a BPC stream. */
  CODED,
  /** As its containers, because the streams would not have been shorter. */
  RAW,
  /** Not at all: every word is zero. */
  ZERO
}
