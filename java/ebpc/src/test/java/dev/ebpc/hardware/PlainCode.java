package dev.ebpc.hardware;

import dev.ebpc.code.CodeParameters;

/** The encoder as the format describes it, bit by bit in text; slow, and written apart from all. */
final class PlainCode {
  private final CodeParameters code;

  PlainCode(CodeParameters code) {
    this.code = code;
  }

  String znz(int[] words) {
    StringBuilder bits = new StringBuilder();
    int run = 0;
    for (int word : words) {
      boolean zero = (word & mask()) == 0;
      run += zero ? 1 : 0;
      if (run > 0 && (!zero || run == code.maxZeroRun())) {
        bits.append('0').append(binary(run - 1, code.zeroRunBits()));
        run = 0;
      }
      bits.append(zero ? "" : "1");
    }
    return run == 0
        ? bits.toString()
        : bits.append('0').append(binary(run - 1, code.zeroRunBits())).toString();
  }

  String bpc(int[] words) {
    int[] nonZero = java.util.Arrays.stream(words).filter(w -> (w & mask()) != 0).toArray();
    int n = code.blockSize();
    StringBuilder bits = new StringBuilder();
    for (int first = 0; first < nonZero.length; first += n) {
      long[] block = new long[n];
      for (int i = 0; i < n && first + i < nonZero.length; i++) {
        block[i] = signed(nonZero[first + i]);
      }
      appendBlock(block, bits);
    }
    return bits.toString();
  }

  private void appendBlock(long[] block, StringBuilder bits) {
    bits.append(binary(block[0] & mask(), code.wordBits()));
    String previous = "0".repeat(code.blockSize() - 1);
    int zeroPlanes = 0;
    for (int plane = 0; plane <= code.wordBits(); plane++) {
      StringBuilder dbp = new StringBuilder();
      StringBuilder dbx = new StringBuilder();
      for (int i = 1; i < block.length; i++) {
        long bit = (block[i] - block[i - 1]) >> plane & 1;
        dbp.append(bit);
        dbx.append(bit ^ (previous.charAt(i - 1) - '0'));
      }
      previous = dbp.toString();
      if (dbx.indexOf("1") < 0) {
        zeroPlanes++;
      } else {
        bits.append(zeroRun(zeroPlanes));
        zeroPlanes = 0;
        bits.append(symbol(dbx.toString(), dbp.toString()));
      }
    }
    bits.append(zeroRun(zeroPlanes));
  }

  private String zeroRun(int planes) {
    return switch (planes) {
      case 0 -> "";
      case 1 -> "01";
      default -> "001" + binary(planes - 2, code.planeRunBits());
    };
  }

  private String symbol(String dbx, String dbp) {
    int ones = (int) dbx.chars().filter(c -> c == '1').count();
    int first = dbx.indexOf('1');
    if (ones == dbx.length()) {
      return "00000";
    }
    if (dbp.indexOf('1') < 0) {
      return "00001";
    }
    if (ones == 1) {
      return "00011" + binary(first, code.positionBits());
    }
    return ones == 2 && dbx.charAt(first + 1) == '1'
        ? "00010" + binary(first, code.positionBits())
        : "1" + dbx;
  }

  private long signed(int word) {
    int unused = 32 - code.wordBits();
    return word << unused >> unused;
  }

  private long mask() {
    return -1L >>> (64 - code.wordBits());
  }

  private static String binary(long value, int digits) {
    StringBuilder text = new StringBuilder();
    for (int i = digits - 1; i >= 0; i--) {
      text.append(value >>> i & 1);
    }
    return text.toString();
  }
}
