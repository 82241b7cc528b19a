package dev.ebpc.scalar;

import dev.ebpc.code.BitPlanes;
import dev.ebpc.code.BitWriter;
import dev.ebpc.code.BpcReader;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.PlaneSymbol;

/** Blocks of any width and size, plane by plane. */
final class GeneralBlocks implements BlockCoder {
  private final CodeParameters parameters;
  private final int containerBytes;
  private final boolean signed;
  private final int wordBits;
  private final int blockSize;
  private final int planeBits;
  private final int positionBits;
  private final int planeRunBits;

  /** Symbols by DBX, null if the planes are too long for a table. */
  private final int[] symbols;

  private final int[] words;
  private final int[] deltas;
  private final long[] planes = new long[33];
  private final BpcReader reader = new BpcReader();

  GeneralBlocks(CodeParameters parameters, NumberFormat format) {
    this.parameters = parameters;
    containerBytes = format.containerBytes();
    signed = format.signed();
    wordBits = parameters.wordBits();
    blockSize = parameters.blockSize();
    planeBits = blockSize - 1;
    positionBits = parameters.positionBits();
    planeRunBits = parameters.planeRunBits();
    symbols = PlaneSymbols.table(planeBits, positionBits);
    words = new int[blockSize];
    deltas = new int[blockSize];
  }

  @Override
  public void encode(byte[] values, int blocks, BitWriter out) {
    long baseMask = -1L >>> (64 - wordBits);
    for (int block = 0; block < blocks; block++) {
      load(values, block * blockSize * containerBytes);
      for (int i = 1; i < blockSize; i++) {
        deltas[i] = words[i] - words[i - 1];
      }
      BitPlanes.ofDeltas(deltas, blockSize, wordBits, planes);
      planes[wordBits] = BitPlanes.signPlane(words, blockSize);
      out.put(words[0] & baseMask, wordBits);
      putPlanes(out);
    }
  }

  private void putPlanes(BitWriter out) {
    long previous = 0;
    int zeroPlanes = 0;
    for (int plane = 0; plane <= wordBits; plane++) {
      long dbp = planes[plane];
      long dbx = dbp ^ previous;
      previous = dbp;
      if (dbx == 0) {
        zeroPlanes++;
        continue;
      }
      putPlaneRun(zeroPlanes, out);
      zeroPlanes = 0;
      putSymbol(dbx, dbp, out);
    }
    putPlaneRun(zeroPlanes, out);
  }

  private void putSymbol(long dbx, long dbp, BitWriter out) {
    if (symbols != null) {
      boolean dbpZero = dbp == 0 && dbx != symbols.length - 1;
      int symbol = symbols[dbpZero ? 0 : (int) dbx];
      out.put(symbol >>> 8, symbol & 0xFF);
      return;
    }
    PlaneSymbol symbol = PlaneSymbol.of(dbx, dbp, planeBits);
    out.put(symbol.bits(dbx, planeBits, positionBits), symbol.length(planeBits, positionBits));
  }

  private void putPlaneRun(int zeroPlanes, BitWriter out) {
    if (zeroPlanes == 1) {
      out.put(0b01, 2);
    } else if (zeroPlanes > 1) {
      out.put(0b001L << planeRunBits | (zeroPlanes - 2), 3 + planeRunBits);
    }
  }

  @Override
  public void begin(byte[] stream, int start, int bytes) {
    reader.begin(parameters, stream, start, bytes, 0);
  }

  @Override
  public boolean decode(int blocks, byte[] values, int to) {
    try {
      for (int block = 0; block < blocks; block++) {
        reader.readBlock();
        BitPlanes.toWords(reader.base(), reader.planes, blockSize, wordBits, words);
        store(values, to + block * blockSize * containerBytes);
      }
      return true;
    } catch (EbpcException bad) {
      return false; // The caller finds out what it is, the same way for every engine.
    }
  }

  @Override
  public long bit() {
    return reader.bit();
  }

  /** Reads a block of containers as words sign-extended from W bits. */
  private void load(byte[] values, int from) {
    int unused = 32 - wordBits;
    for (int i = 0; i < blockSize; i++) {
      int container =
          switch (containerBytes) {
            case 1 -> values[from + i];
            case 2 -> (short) Lanes.SHORT.get(values, from + 2 * i);
            default -> (int) Lanes.INT.get(values, from + 4 * i);
          };
      words[i] = container << unused >> unused;
    }
  }

  /** Writes a block of words as containers, extended as the number format says. */
  private void store(byte[] values, int to) {
    int keep = signed ? -1 : -1 >>> (32 - wordBits);
    for (int i = 0; i < blockSize; i++) {
      int word = words[i] & keep;
      switch (containerBytes) {
        case 1 -> values[to + i] = (byte) word;
        case 2 -> Lanes.SHORT.set(values, to + 2 * i, (short) word);
        default -> Lanes.INT.set(values, to + 4 * i, word);
      }
    }
  }
}
