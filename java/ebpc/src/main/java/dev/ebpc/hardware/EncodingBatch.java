package dev.ebpc.hardware;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Chunks to be coded, and the streams that they become, which the batch owns.
 *
 * <p>Used in this order: {@link #begin}, chunks, {@link #reserve}, a coder, streams.
 */
public final class EncodingBatch extends Chunks {
  private int[] nonZeros = {};
  private byte[] znz = new byte[SLACK];
  private int[] znzStart = {};
  private int[] znzBits = {};
  private byte[] bpc = new byte[SLACK];
  private int[] bpcStart = {};
  private int[] bpcBits = {};

  /** Makes an empty batch. */
  public EncodingBatch() {}

  /**
   * Starts a batch without chunks.
   *
   * @param parameters the parameters of the code
   * @param format how the words lie in memory; its containers hold W bits
   * @param words memory that holds them
   * @return this
   * @throws IllegalArgumentException if W does not fit the containers
   */
  public EncodingBatch begin(CodeParameters parameters, NumberFormat format, MemorySegment words) {
    restart(parameters, format, words);
    return this;
  }

  /**
   * Adds a chunk.
   *
   * @param offset byte offset of its first word
   * @param words how many, at least 1
   * @return this
   * @throws IndexOutOfBoundsException if the words do not lie in the memory
   */
  public EncodingBatch add(long offset, int words) {
    addChunk(offset, words);
    return this;
  }

  /**
   * Cuts words that lie in a row into chunks.
   *
   * @param offset byte offset of the first one
   * @param words how many
   * @param chunkWords words of every chunk but the last
   * @return this
   */
  public EncodingBatch cut(long offset, int words, int chunkWords) {
    for (int done = 0; done < words; done += chunkWords) {
      long at = offset + (long) done * format().containerBytes();
      addChunk(at, Math.min(chunkWords, words - done));
    }
    return this;
  }

  /**
   * Makes room for the longest streams that the chunks' words can give.
   *
   * @return this
   */
  public EncodingBatch reserve() {
    long znzRoom = 0;
    long bpcRoom = 0;
    for (int i = 0; i < count(); i++) {
      znzRoom += bytes(parameters().maxZnzBits(wordCount(i)));
      bpcRoom += bytes(parameters().maxBpcBits(wordCount(i)));
    }
    znz = withRoom(znz, znzRoom);
    bpc = withRoom(bpc, bpcRoom);
    return this;
  }

  private static byte[] withRoom(byte[] streams, long room) {
    long needed = room + SLACK;
    return streams.length < needed ? new byte[Math.toIntExact(needed)] : streams;
  }

  @Override
  void resize(int room) {
    nonZeros = Arrays.copyOf(nonZeros, room);
    znzStart = Arrays.copyOf(znzStart, room);
    znzBits = Arrays.copyOf(znzBits, room);
    bpcStart = Arrays.copyOf(bpcStart, room);
    bpcBits = Arrays.copyOf(bpcBits, room);
  }

  // What a coder does

  /** Where ZNZ streams are written, with {@link #SLACK} bytes after the room for them. */
  public byte[] znz() {
    return znz;
  }

  /** Where BPC streams are written, with {@link #SLACK} bytes after the room for them. */
  public byte[] bpc() {
    return bpc;
  }

  /** Index in {@link #znz} where the ZNZ stream of a chunk is to begin: after the one before. */
  public int nextZnzStart(int chunk) {
    return chunk == 0 ? 0 : znzStart[chunk - 1] + znzBytes(chunk - 1);
  }

  /** Index in {@link #bpc} where the BPC stream of a chunk is to begin: after the one before. */
  public int nextBpcStart(int chunk) {
    return chunk == 0 ? 0 : bpcStart[chunk - 1] + bpcBytes(chunk - 1);
  }

  /**
   * Notes the streams of a chunk, which begin at {@link #nextZnzStart} and {@link #nextBpcStart}.
   * Chunks are done in order.
   *
   * @param chunk number of the chunk
   * @param nonZeroWords its non-zero words
   * @param bitsOfZnz exact bits of its ZNZ stream
   * @param bitsOfBpc exact bits of its BPC stream
   */
  public void done(int chunk, int nonZeroWords, int bitsOfZnz, int bitsOfBpc) {
    znzStart[chunk] = nextZnzStart(chunk);
    bpcStart[chunk] = nextBpcStart(chunk);
    nonZeros[chunk] = nonZeroWords;
    znzBits[chunk] = bitsOfZnz;
    bpcBits[chunk] = bitsOfBpc;
  }

  /** {@link #nonZeros(int)} of all chunks, to be filled in. */
  public int[] nonZeroCounts() {
    return nonZeros;
  }

  /** {@link #znzStart(int)} of all chunks, to be filled in. */
  public int[] znzStarts() {
    return znzStart;
  }

  /** {@link #znzBits(int)} of all chunks, to be filled in. */
  public int[] znzBitCounts() {
    return znzBits;
  }

  /** {@link #bpcStart(int)} of all chunks, to be filled in. */
  public int[] bpcStarts() {
    return bpcStart;
  }

  /** {@link #bpcBits(int)} of all chunks, to be filled in. */
  public int[] bpcBitCounts() {
    return bpcBits;
  }

  // What it became

  /** Non-zero words of a chunk. */
  public int nonZeros(int chunk) {
    return nonZeros[chunk];
  }

  /** Index in {@link #znz} of the first byte of a chunk's ZNZ stream. */
  public int znzStart(int chunk) {
    return znzStart[chunk];
  }

  /** Exact bits of a chunk's ZNZ stream. */
  public int znzBits(int chunk) {
    return znzBits[chunk];
  }

  /** Bytes of a chunk's ZNZ stream, its last bits padded with zeros. */
  public int znzBytes(int chunk) {
    return bytes(znzBits[chunk]);
  }

  /** Index in {@link #bpc} of the first byte of a chunk's BPC stream. */
  public int bpcStart(int chunk) {
    return bpcStart[chunk];
  }

  /** Exact bits of a chunk's BPC stream. */
  public int bpcBits(int chunk) {
    return bpcBits[chunk];
  }

  /** Bytes of a chunk's BPC stream, its last bits padded with zeros. */
  public int bpcBytes(int chunk) {
    return bytes(bpcBits[chunk]);
  }

  /** A copy of a chunk's ZNZ stream. */
  public byte[] znzOf(int chunk) {
    return Arrays.copyOfRange(znz, znzStart[chunk], znzStart[chunk] + znzBytes(chunk));
  }

  /** A copy of a chunk's BPC stream. */
  public byte[] bpcOf(int chunk) {
    return Arrays.copyOfRange(bpc, bpcStart[chunk], bpcStart[chunk] + bpcBytes(chunk));
  }

  private static int bytes(long bits) {
    return (int) ((bits + 7) >>> 3);
  }
}
