package dev.ebpc.model.support;

import dev.ebpc.model.HardwareParameters;

/** The code written straight from its definition, symbol by symbol; slow and obvious. */
public final class ReferenceCode {
  private final HardwareParameters parameters;
  private final StringBuilder znz = new StringBuilder();
  private final StringBuilder bpc = new StringBuilder();

  /** Encodes one transmission. */
  public ReferenceCode(HardwareParameters parameters, int[] words) {
    this.parameters = parameters;
    int[] dense = new int[words.length + parameters.blockSize()];
    int nonZeros = 0;
    int run = 0;
    for (int word : words) {
      if (word != 0) {
        closeRun(run);
        run = 0;
        znz.append('1');
        dense[nonZeros++] = word;
      } else if (++run == parameters.maxZeroRun()) {
        closeRun(run);
        run = 0;
      }
    }
    closeRun(run);
    for (int block = 0; block < nonZeros; block += parameters.blockSize()) {
      encodeBlock(dense, block);
    }
  }

  /** Exact bits of the ZNZ stream. */
  public int znzBits() {
    return znz.length();
  }

  /** Exact bits of the BPC stream. */
  public int bpcBits() {
    return bpc.length();
  }

  /** The ZNZ stream in words. */
  public int[] znzWords() {
    return words(znz);
  }

  /** The BPC stream in words. */
  public int[] bpcWords() {
    return words(bpc);
  }

  private int[] words(StringBuilder bits) {
    int width = parameters.wordBits();
    int[] words = new int[(bits.length() + width - 1) / width];
    for (int i = 0; i < bits.length(); i++) {
      if (bits.charAt(i) == '1') {
        words[i / width] |= 1 << (width - 1 - i % width);
      }
    }
    return words;
  }

  private void closeRun(int run) {
    if (run > 0) {
      znz.append('0').append(field(run - 1, parameters.logMaxZeroRun()));
    }
  }

  private void encodeBlock(int[] dense, int start) {
    int n = parameters.blockSize();
    int planes = parameters.wordBits() + 1;
    bpc.append(field(dense[start], parameters.wordBits()));
    String below = "0".repeat(n - 1);
    int run = 0;
    for (int k = 0; k < planes; k++) {
      StringBuilder dbp = new StringBuilder();
      for (int i = 0; i < n - 1; i++) {
        long delta =
            (long) parameters.signed(dense[start + i + 1]) - parameters.signed(dense[start + i]);
        dbp.append(delta >> k & 1);
      }
      StringBuilder dbx = new StringBuilder();
      for (int i = 0; i < n - 1; i++) {
        dbx.append(dbp.charAt(i) == below.charAt(i) ? '0' : '1');
      }
      below = dbp.toString();
      if (dbx.indexOf("1") < 0) {
        run++;
      } else {
        closePlaneRun(run);
        run = 0;
        bpc.append(symbol(dbx.toString(), below));
      }
    }
    closePlaneRun(run);
  }

  private void closePlaneRun(int run) {
    if (run == 1) {
      bpc.append("01");
    } else if (run > 1) {
      bpc.append("001").append(field(run - 2, parameters.logWordBits()));
    }
  }

  private String symbol(String dbx, String dbp) {
    int first = dbx.indexOf('1');
    int last = dbx.lastIndexOf('1');
    if (dbx.indexOf('0') < 0) {
      return "00000";
    } else if (dbp.indexOf('1') < 0) {
      return "00001";
    } else if (first == last) {
      return "00011" + field(first, parameters.logBlockSize());
    } else if (last == first + 1) {
      return "00010" + field(first, parameters.logBlockSize());
    }
    return "1" + dbx;
  }

  private static String field(long value, int bits) {
    StringBuilder field = new StringBuilder();
    for (int i = bits - 1; i >= 0; i--) {
      field.append(value >> i & 1);
    }
    return field.toString();
  }
}
