package dev.ebpc.code;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads a BPC stream block by block, symbol by symbol, and says exactly what is wrong with it.
 *
 * <p>Gives each block's base and delta bit planes; {@link BitPlanes} turns them into words. A plane
 * is the n-1 low bits of a long, the oldest delta in the highest of them. Not thread-safe.
 */
public final class BpcReader {
  private static final VarHandle BIG_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** DBP planes 0 (least significant) to W (sign) of the block read last. */
  public final long[] planes = new long[33];

  private CodeParameters parameters;
  private byte[] stream;
  private int start;
  private long limit;
  private long bit;
  private long chunk;
  private int base;

  // Derived from the parameters; kept since reading them anew for every symbol is slow.
  private int wordBits;
  private int planeBits;
  private int positionBits;
  private int planeRunBits;

  /**
   * Begins a stream.
   *
   * @param code the parameters of the code
   * @param bytes array with at least 24 readable bytes behind the stream
   * @param from index of the stream's first byte
   * @param length bytes of the stream
   * @param chunkNumber number of the chunk, for exceptions
   */
  public void begin(CodeParameters code, byte[] bytes, int from, int length, long chunkNumber) {
    parameters = code;
    stream = bytes;
    start = from;
    limit = 8L * length;
    bit = 0;
    chunk = chunkNumber;
    wordBits = parameters.wordBits();
    planeBits = parameters.blockSize() - 1;
    positionBits = parameters.positionBits();
    planeRunBits = parameters.planeRunBits();
  }

  /** Bits read so far. */
  public long bit() {
    return bit;
  }

  /** Base word of the block read last: W bits, all higher ones zero. */
  public int base() {
    return base;
  }

  /**
   * Reads the next block.
   *
   * @throws EbpcException if a position or a run is out of range or the stream ends inside a symbol
   */
  public void readBlock() {
    require(wordBits, "a base word");
    base = (int) (window(bit) >>> (64 - wordBits));
    bit += wordBits;
    long dbp = 0;
    for (int plane = 0; plane <= wordBits; ) {
      require(1, "a symbol");
      long window = window(bit);
      if (window < 0) {
        require(1 + planeBits, "a raw plane");
        dbp ^= window << 1 >>> (64 - planeBits);
        bit += 1 + planeBits;
        planes[plane++] = dbp;
      } else if (window >>> 61 == 0) {
        dbp = readShortSymbol(window, dbp);
        planes[plane++] = dbp;
      } else {
        for (int run = readPlaneRun(window, plane); run > 0; run--) {
          planes[plane++] = dbp;
        }
      }
    }
  }

  /** {@code 01} and {@code 001}: planes equal to the one before. */
  private int readPlaneRun(long window, int plane) {
    if (window >>> 62 == 0b01) {
      require(2, "a zero plane");
      bit += 2;
      return 1;
    }
    require(3 + planeRunBits, "a run of zero planes");
    int run = (int) (window << 3 >>> (64 - planeRunBits)) + 2;
    int left = wordBits + 1 - plane;
    if (run > left) {
      throw bad(
          ErrorCode.PLANE_RUN_PAST_BLOCK,
          "expected a run of at most " + left + " zero planes, found " + run);
    }
    bit += 3 + planeRunBits;
    return run;
  }

  /** The codes that begin with {@code 000}; gives the plane's DBP. */
  private long readShortSymbol(long window, long dbp) {
    require(5, "a symbol");
    int prefix = (int) (window >>> 59);
    if (prefix < 2) {
      bit += 5;
      return prefix == 0 ? dbp ^ ((1L << planeBits) - 1) : 0;
    }
    require(5 + positionBits, "a position");
    int position = (int) (window << 5 >>> (64 - positionBits));
    boolean single = prefix == 0b00011;
    int last = planeBits - (single ? 1 : 2);
    if (position > last) {
      throw bad(
          ErrorCode.POSITION_OUT_OF_RANGE,
          "expected a position of at most " + last + ", found " + position);
    }
    bit += 5 + positionBits;
    return dbp ^ ((single ? 1L : 3L) << (last - position));
  }

  /** The next 64 bits of the stream, the first one in the sign place. */
  private long window(long from) {
    int at = start + (int) (from >>> 3);
    int shift = (int) from & 7;
    return (long) BIG_ENDIAN_LONG.get(stream, at) << shift
        | (stream[at + 8] & 0xFF) >>> (8 - shift);
  }

  private void require(int length, String what) {
    if (bit + length > limit) {
      throw bad(
          ErrorCode.STREAM_TOO_SHORT, "expected " + what + "; the stream ends at bit " + limit);
    }
  }

  private EbpcException bad(ErrorCode code, String detail) {
    return new EbpcException(code, EbpcException.Place.BPC, chunk, bit, detail);
  }
}
