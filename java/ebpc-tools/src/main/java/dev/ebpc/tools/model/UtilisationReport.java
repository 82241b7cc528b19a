package dev.ebpc.tools.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.model.probe.Utilisation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells how busy units are, who waits for whom, and how full storages are. */
public final class UtilisationReport {
  private UtilisationReport() {}

  /** For people. */
  public static List<String> lines(Utilisation use) {
    List<String> lines = new ArrayList<>();
    for (Utilisation.UnitUse unit : use.units()) {
      lines.add(line("  %-28s busy %5.1f %%", unit.unit(), 100 * unit.share()));
    }
    for (Utilisation.ChannelUse channel : use.channels()) {
      double percent = 100.0 / Math.max(1, channel.cycles());
      lines.add(
          line(
              "  %-28s moves %5.1f %%, %s waits %5.1f %%, %s waits %5.1f %%",
              channel.name(),
              percent * channel.transfers(),
              channel.from(),
              percent * channel.blocked(),
              channel.to(),
              percent * channel.starved()));
    }
    for (Utilisation.LevelUse level : use.levels()) {
      lines.add(
          line(
              "  %-28s holds %.2f on average, %d at most, of %d",
              level.path(), level.mean(), level.most(), level.capacity()));
    }
    return lines;
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more library
  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** For programs. */
  public static void describe(Utilisation use, ObjectNode run) {
    ArrayNode units = run.putArray("units");
    for (Utilisation.UnitUse unit : use.units()) {
      units.addObject().put("unit", unit.unit()).put("busyCycles", unit.busy());
    }
    ArrayNode channels = run.putArray("channels");
    for (Utilisation.ChannelUse channel : use.channels()) {
      channels
          .addObject()
          .put("name", channel.name())
          .put("from", channel.from())
          .put("to", channel.to())
          .put("transfers", channel.transfers())
          .put("producerWaits", channel.blocked())
          .put("consumerWaits", channel.starved());
    }
    ArrayNode levels = run.putArray("levels");
    for (Utilisation.LevelUse level : use.levels()) {
      levels
          .addObject()
          .put("storage", level.path())
          .put("capacity", level.capacity())
          .put("mean", level.mean())
          .put("most", level.most());
    }
  }
}
