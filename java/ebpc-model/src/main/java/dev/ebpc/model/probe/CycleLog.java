package dev.ebpc.model.probe;

import dev.ebpc.model.rtl.Signals;
import dev.ebpc.model.rtl.Signals.Channel;
import dev.ebpc.model.run.CycleObserver;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * One line per cycle, one column per channel along the way of the data.
 *
 * <p>The word in hexadecimal, or {@code >} where the data are not shown: a handshake; {@code #}:
 * the producer waits for the consumer; {@code .}: the consumer waits for the producer; blank:
 * neither has anything to do.
 */
public final class CycleLog implements CycleObserver {
  private final List<Channel> channels;
  private final Consumer<String> lines;

  /**
   * Writes the two header lines.
   *
   * @param signals what to watch
   * @param lines gets every line, without a line end
   */
  public CycleLog(Signals signals, Consumer<String> lines) {
    channels = signals.channels();
    this.lines = lines;
    StringBuilder names = new StringBuilder("   cycle");
    StringBuilder ways = new StringBuilder("        ");
    for (Channel channel : channels) {
      pad(names, channel.name(), width(channel));
      pad(ways, way(channel), width(channel));
    }
    lines.accept(names.toString().stripTrailing());
    lines.accept(ways.toString().stripTrailing());
  }

  @Override
  public void cycle(int cycle) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%8d", cycle));
    for (Channel channel : channels) {
      pad(line, state(channel), width(channel));
    }
    lines.accept(line.toString().stripTrailing());
  }

  private static String state(Channel channel) {
    boolean valid = channel.valid().getAsBoolean();
    boolean ready = channel.ready().getAsBoolean();
    if (valid && ready) {
      return channel.width() == 0 ? ">" : hex(channel);
    }
    return valid ? "#" : ready ? "." : "";
  }

  private static String hex(Channel channel) {
    int digits = (channel.width() + 3) / 4;
    return String.format(Locale.ROOT, "%0" + digits + "x", channel.data().getAsLong());
  }

  private static int width(Channel channel) {
    return Math.max(channel.name().length(), way(channel).length());
  }

  private static String way(Channel channel) {
    return channel.from() + ">" + channel.to();
  }

  private static void pad(StringBuilder line, String text, int width) {
    line.append("  ").append(text).append(" ".repeat(width - text.length()));
  }
}
