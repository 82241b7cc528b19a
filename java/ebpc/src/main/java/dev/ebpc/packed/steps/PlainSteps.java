package dev.ebpc.packed.steps;

/** The steps in plain Java, 8 bytes at a time, by PEXT and PDEP and loops that are vectorised. */
public class PlainSteps implements PackedSteps {
  private final ZeroWords zeroWords = new ZeroWords();
  private final PlaneWriter writer = new PlaneWriter();
  private final PlaneReader reader = new PlaneReader();

  /** Makes working memory. */
  public PlainSteps() {}

  @Override
  public int split(
      byte[] tile,
      int words,
      int wordBytes,
      byte[] flags,
      int flagsAt,
      byte[] values,
      int valuesAt) {
    return zeroWords.split(tile, words, 8 * wordBytes, flags, flagsAt, values, valuesAt);
  }

  @Override
  public int join(
      byte[] flags,
      int flagsAt,
      int words,
      int wordBytes,
      byte[] values,
      int valuesAt,
      byte[] tile) {
    return ZeroWords.join(flags, flagsAt, words, 8 * wordBytes, values, valuesAt, tile);
  }

  @Override
  public void takeColumn(byte[] tile, int wordBytes, int shift, int count, byte[] bytes, int to) {
    Columns.take(tile, wordBytes, shift, count, bytes, to);
  }

  @Override
  public void putColumn(byte[] bytes, int from, int wordBytes, int shift, int count, byte[] tile) {
    Columns.put(bytes, from, wordBytes, shift, count, tile);
  }

  @Override
  public void takeRest(byte[] tile, int wordBytes, int shift, int count, byte[] bytes, int to) {
    Columns.takeRest(tile, wordBytes, shift, count, bytes, to);
  }

  @Override
  public void putRest(byte[] bytes, int from, int wordBytes, int shift, int count, byte[] tile) {
    Columns.putRest(bytes, from, wordBytes, shift, count, tile);
  }

  @Override
  public int estimate(byte[] values, int count) {
    return writer.estimate(values, count);
  }

  @Override
  public void encodeBlocks(byte[] values, int from, int count, Blocks blocks) {
    writer.write(values, from, count, blocks);
  }

  @Override
  public boolean decodeBlocks(Blocks blocks, int count, byte[] values, int to) {
    return reader.read(blocks, count, values, to);
  }
}
