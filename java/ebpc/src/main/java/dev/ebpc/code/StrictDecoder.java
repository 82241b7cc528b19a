package dev.ebpc.code;

/** Placeholder while the room is being laid out. */
final class StrictDecoder {
  private StrictDecoder() {}
}
