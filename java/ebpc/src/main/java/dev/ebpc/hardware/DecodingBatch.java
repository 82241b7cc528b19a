package dev.ebpc.hardware;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;

/**
 * Chunks to be decoded: their streams, what is declared of them, and where their words go.
 *
 * <p>Streams lie in two arrays, in any order, with {@link #SLACK} readable bytes after the last
 * one. Used in this order: {@link #begin}, {@link #reserve} and the streams, chunks, a coder.
 */
public final class DecodingBatch extends Chunks {

  /** In place of a non-zero count that a coder has to find out by itself. */
  public static final int UNKNOWN = -1;

  private boolean paddedToWords;
  private int[] declared = {};
  private int[] nonZeros = {};
  private byte[] ownZnz = new byte[SLACK];
  private byte[] ownBpc = new byte[SLACK];

  /** Its own array, or that of a batch whose streams it decodes. */
  private byte[] znz = ownZnz;

  private int[] znzStart = {};
  private int[] znzBytes = {};

  /** Its own array, or that of a batch whose streams it decodes. */
  private byte[] bpc = ownBpc;

  private int[] bpcStart = {};
  private int[] bpcBytes = {};

  /** Makes an empty batch. */
  public DecodingBatch() {}

  /**
   * Starts a batch without chunks.
   *
   * @param parameters the parameters of the code
   * @param format how the words shall lie in memory; its containers hold W bits
   * @param words memory that takes them
   * @param padded whether streams are padded to whole words (bare streams) and not only to bytes
   * @return this
   * @throws IllegalArgumentException if W does not fit the containers
   */
  public DecodingBatch begin(
      CodeParameters parameters, NumberFormat format, MemorySegment words, boolean padded) {
    restart(parameters, format, words);
    paddedToWords = padded;
    return this;
  }

  /**
   * Makes room for streams of the given bytes; what the arrays held may be lost.
   *
   * @param znzRoom bytes of all ZNZ streams
   * @param bpcRoom bytes of all BPC streams
   * @return this
   */
  public DecodingBatch reserve(int znzRoom, int bpcRoom) {
    ownZnz = withRoom(ownZnz, znzRoom);
    ownBpc = withRoom(ownBpc, bpcRoom);
    znz = ownZnz;
    bpc = ownBpc;
    return this;
  }

  private static byte[] withRoom(byte[] streams, int room) {
    int needed = Math.addExact(room, SLACK);
    return streams.length < needed ? new byte[needed] : streams;
  }

  /**
   * Adds a chunk.
   *
   * @param offset byte offset of its first word
   * @param words how many, at least 1
   * @param nonZeroWords non-zero words as declared, or {@link #UNKNOWN}
   * @param startOfZnz index in {@link #znz} of its ZNZ stream
   * @param bytesOfZnz bytes of that stream
   * @param startOfBpc index in {@link #bpc} of its BPC stream
   * @param bytesOfBpc bytes of that stream
   * @return this
   * @throws IndexOutOfBoundsException if the words do not lie in the memory, or a stream and {@link
   *     #SLACK} bytes after it not in its array
   */
  public DecodingBatch add(
      long offset,
      int words,
      int nonZeroWords,
      int startOfZnz,
      int bytesOfZnz,
      int startOfBpc,
      int bytesOfBpc) {
    Objects.checkFromIndexSize(startOfZnz, bytesOfZnz, znz.length - SLACK);
    Objects.checkFromIndexSize(startOfBpc, bytesOfBpc, bpc.length - SLACK);
    int chunk = addChunk(offset, words);
    declared[chunk] = nonZeroWords;
    nonZeros[chunk] = nonZeroWords;
    znzStart[chunk] = startOfZnz;
    znzBytes[chunk] = bytesOfZnz;
    bpcStart[chunk] = startOfBpc;
    bpcBytes[chunk] = bytesOfBpc;
    return this;
  }

  /**
   * Makes the batch one chunk with streams from elsewhere, which are copied.
   *
   * @param words words of the chunk, which go to the start of the memory
   * @param znzStream its ZNZ stream
   * @param bpcStream its BPC stream
   * @return this
   */
  public DecodingBatch addOnly(int words, byte[] znzStream, byte[] bpcStream) {
    reserve(znzStream.length, bpcStream.length);
    System.arraycopy(znzStream, 0, znz, 0, znzStream.length);
    System.arraycopy(bpcStream, 0, bpc, 0, bpcStream.length);
    return add(0, words, UNKNOWN, 0, znzStream.length, 0, bpcStream.length);
  }

  /**
   * Takes over the chunks of a batch that was coded, to decode its streams into other memory. They
   * are read where they lie.
   *
   * @param coded the batch, not to be used until this one was decoded
   * @param words memory that takes the words, at the same offsets
   * @return this
   */
  public DecodingBatch of(EncodingBatch coded, MemorySegment words) {
    return of(coded, 0, coded.count(), words);
  }

  /** Takes over some chunks only; see the form for all. */
  public DecodingBatch of(EncodingBatch coded, int first, int chunks, MemorySegment words) {
    begin(coded.parameters(), coded.format(), words, false);
    znz = coded.znz();
    bpc = coded.bpc();
    for (int i = first; i < first + chunks; i++) {
      add(
          coded.wordOffset(i),
          coded.wordCount(i),
          coded.nonZeros(i),
          coded.znzStart(i),
          coded.znzBytes(i),
          coded.bpcStart(i),
          coded.bpcBytes(i));
    }
    return this;
  }

  @Override
  void resize(int room) {
    declared = Arrays.copyOf(declared, room);
    nonZeros = Arrays.copyOf(nonZeros, room);
    znzStart = Arrays.copyOf(znzStart, room);
    znzBytes = Arrays.copyOf(znzBytes, room);
    bpcStart = Arrays.copyOf(bpcStart, room);
    bpcBytes = Arrays.copyOf(bpcBytes, room);
  }

  /** Whether streams are padded to whole words and not only to bytes. */
  public boolean paddedToWords() {
    return paddedToWords;
  }

  /** Bytes that a stream of a given number of bits must have, padded as this batch has it. */
  public int streamBytes(long bits) {
    int unit = paddedToWords ? parameters().wordBits() : 1;
    return (int) (((bits + unit - 1) / unit * unit + 7) >>> 3);
  }

  /** The ZNZ streams. */
  public byte[] znz() {
    return znz;
  }

  /** The BPC streams. */
  public byte[] bpc() {
    return bpc;
  }

  /** Non-zero words of a chunk as declared, or {@link #UNKNOWN}. */
  public int declaredNonZeros(int chunk) {
    return declared[chunk];
  }

  /** Non-zero words of a chunk after it was decoded. */
  public int nonZeros(int chunk) {
    return nonZeros[chunk];
  }

  /**
   * Notes how many non-zero words a coder has counted.
   *
   * @return false if another number was declared
   */
  public boolean counted(int chunk, int nonZeroWords) {
    nonZeros[chunk] = nonZeroWords;
    return declared[chunk] == UNKNOWN || declared[chunk] == nonZeroWords;
  }

  /** Index in {@link #znz} of the first byte of a chunk's ZNZ stream. */
  public int znzStart(int chunk) {
    return znzStart[chunk];
  }

  /** Bytes of a chunk's ZNZ stream. */
  public int znzBytes(int chunk) {
    return znzBytes[chunk];
  }

  /** Index in {@link #bpc} of the first byte of a chunk's BPC stream. */
  public int bpcStart(int chunk) {
    return bpcStart[chunk];
  }

  /** Bytes of a chunk's BPC stream. */
  public int bpcBytes(int chunk) {
    return bpcBytes[chunk];
  }

  /**
   * For a library that checks and fills in the counts of non-zero words: those declared at first.
   */
  public int[] nonZeroCounts() {
    return nonZeros;
  }

  /** Sets {@link #nonZeroCounts} back to what was declared. */
  public void restoreDeclared() {
    System.arraycopy(declared, 0, nonZeros, 0, count());
  }

  /** {@link #znzStart(int)} of all chunks; not to be changed. */
  public int[] znzStarts() {
    return znzStart;
  }

  /** {@link #znzBytes(int)} of all chunks; not to be changed. */
  public int[] znzByteCounts() {
    return znzBytes;
  }

  /** {@link #bpcStart(int)} of all chunks; not to be changed. */
  public int[] bpcStarts() {
    return bpcStart;
  }

  /** {@link #bpcBytes(int)} of all chunks; not to be changed. */
  public int[] bpcByteCounts() {
    return bpcBytes;
  }
}
