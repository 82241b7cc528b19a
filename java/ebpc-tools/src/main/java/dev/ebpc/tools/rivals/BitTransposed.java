package dev.ebpc.tools.rivals;

/** Bit transposition with another compressor behind it. */
final class BitTransposed extends OnArrays {
  private final String name;
  private final BitTransposition transposition;
  private final Rival rival;
  private byte[] planes = {};

  /**
   * Puts a transposition in front of a rival.
   *
   * @param rival closed with this one
   */
  BitTransposed(String name, int wordBytes, Rival rival) {
    this.name = name;
    this.transposition = new BitTransposition(wordBytes);
    this.rival = rival;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int maxCompressedLength(int bytes) {
    return rival.maxCompressedLength(bytes);
  }

  @Override
  public int compress(byte[] source, int bytes, byte[] target) {
    transposition.split(source, bytes, room(bytes));
    return rival.compress(planes, bytes, target);
  }

  @Override
  public void decompress(byte[] source, int compressedBytes, byte[] target, int bytes) {
    rival.decompress(source, compressedBytes, room(bytes), bytes);
    transposition.join(planes, bytes, target);
  }

  private byte[] room(int bytes) {
    if (planes.length < bytes) {
      planes = new byte[bytes];
    }
    return planes;
  }

  @Override
  public void close() {
    rival.close();
  }
}
