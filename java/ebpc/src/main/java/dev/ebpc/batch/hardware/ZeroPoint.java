package dev.ebpc.batch.hardware;

import dev.ebpc.code.NumberFormat;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The word that stands for zero in a quantised tensor. It is taken from every word modulo 2^W
 * before coding, so that it becomes the zero word, and added again afterwards.
 *
 * @param value the word, extended as in its container
 * @param format how words lie in memory
 * @param wordBits W
 */
record ZeroPoint(int value, NumberFormat format, int wordBits) {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Takes it from words in place. */
  void subtract(byte[] containers, int bytes) {
    add(containers, bytes, -value);
  }

  /** Adds it to words in place. */
  void add(byte[] containers, int bytes) {
    add(containers, bytes, value);
  }

  /** Loops that the compiler vectorises; a word is brought back to W bits by shifts. */
  private void add(byte[] containers, int bytes, int delta) {
    int unused = 32 - wordBits;
    boolean signed = format.signed();
    switch (format.containerBytes()) {
      case 1 -> {
        for (int i = 0; i < bytes; i++) {
          int sum = (containers[i] + delta) << unused;
          containers[i] = (byte) (signed ? sum >> unused : sum >>> unused);
        }
      }
      case 2 -> {
        for (int i = 0; i < bytes; i += 2) {
          int sum = ((short) SHORT.get(containers, i) + delta) << unused;
          SHORT.set(containers, i, (short) (signed ? sum >> unused : sum >>> unused));
        }
      }
      default -> {
        for (int i = 0; i < bytes; i += 4) {
          int sum = ((int) INT.get(containers, i) + delta) << unused;
          INT.set(containers, i, signed ? sum >> unused : sum >>> unused);
        }
      }
    }
  }
}
