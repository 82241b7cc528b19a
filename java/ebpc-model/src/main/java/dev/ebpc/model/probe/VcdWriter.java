package dev.ebpc.model.probe;

import dev.ebpc.model.rtl.Signals;
import dev.ebpc.model.rtl.Signals.Signal;
import dev.ebpc.model.run.CycleObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * A value change dump (IEEE 1364) of all signals, for GTKWave and its like.
 *
 * <p>Cycle c lasts from time 10c to 10c+10; {@code clk_i} rises at its start, where all signals
 * take their values, and falls in its middle. A handshake is a cycle in which both signals are
 * high.
 */
public final class VcdWriter implements CycleObserver {
  private static final int PERIOD = 10;

  private final Appendable out;
  private final Signal[] signals;
  private final long[] values;
  private boolean first = true;

  /**
   * Writes the header.
   *
   * @param signals what to dump
   * @param out where to; the caller closes it
   * @throws UncheckedIOException if that fails
   */
  public VcdWriter(Signals signals, Appendable out) {
    this.out = out;
    this.signals = signals.signals().toArray(new Signal[0]);
    values = new long[this.signals.length];
    try {
      out.append("$version EBPC hardware reference model $end\n");
      out.append("$timescale 1 ns $end\n");
      declare(signals.signals());
      out.append("$enddefinitions $end\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens and closes scopes as the paths demand; signals of one scope follow each other. */
  private void declare(List<Signal> all) throws IOException {
    String[] open = new String[0];
    for (int i = 0; i < all.size(); i++) {
      String[] names = all.get(i).path().split("\\.");
      int common = 0;
      while (common < open.length
          && common < names.length - 1
          && open[common].equals(names[common])) {
        common++;
      }
      for (int level = open.length; level > common; level--) {
        out.append("$upscope $end\n");
      }
      for (int level = common; level < names.length - 1; level++) {
        out.append("$scope module ").append(names[level]).append(" $end\n");
      }
      open = Arrays.copyOf(names, names.length - 1);
      if (i == 0) {
        out.append("$var wire 1 ").append(id(-1)).append(" clk_i $end\n");
      }
      declare(all.get(i), names[names.length - 1], i);
    }
    for (int level = open.length; level > 0; level--) {
      out.append("$upscope $end\n");
    }
  }

  private void declare(Signal signal, String name, int i) throws IOException {
    out.append("$var wire ").append(Integer.toString(signal.width())).append(' ');
    out.append(id(i)).append(' ').append(name);
    if (signal.width() > 1) {
      out.append(" [").append(Integer.toString(signal.width() - 1)).append(":0]");
    }
    out.append(" $end\n");
  }

  @Override
  public void cycle(int cycle) {
    try {
      time((long) cycle * PERIOD);
      change(1, 1, -1);
      for (int i = 0; i < signals.length; i++) {
        long value = signals[i].value().getAsLong();
        if (first || value != values[i]) {
          values[i] = value;
          change(signals[i].width(), value, i);
        }
      }
      first = false;
      time((long) cycle * PERIOD + PERIOD / 2);
      change(1, 0, -1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void time(long time) throws IOException {
    out.append('#').append(Long.toString(time)).append('\n');
  }

  private void change(int width, long value, int i) throws IOException {
    if (width == 1) {
      out.append(value == 0 ? '0' : '1');
    } else {
      out.append('b').append(Long.toBinaryString(value)).append(' ');
    }
    out.append(id(i)).append('\n');
  }

  /** Identifier of signal i, -1 for the clock: digits of base 94 in printable characters. */
  private static String id(int i) {
    StringBuilder id = new StringBuilder();
    int rest = i + 1;
    do {
      id.append((char) ('!' + rest % 94));
      rest /= 94;
    } while (rest > 0);
    return id.toString();
  }
}
