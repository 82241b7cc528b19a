package dev.ebpc.model.probe;

import dev.ebpc.model.rtl.Signals;
import dev.ebpc.model.rtl.Signals.Activity;
import dev.ebpc.model.rtl.Signals.Channel;
import dev.ebpc.model.rtl.Signals.Level;
import dev.ebpc.model.run.CycleObserver;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts how busy every unit is, who waits for whom, and how full the storages are.
 *
 * <p>The cause of a stall is found by following the blocked channels down the way of the data, or
 * the starved ones up, to the last unit that is busy all the time. Not thread-safe.
 */
public final class Utilisation implements CycleObserver {

  /**
   * How busy a unit was.
   *
   * @param unit its name
   * @param busy cycles in which it had work
   * @param cycles cycles observed
   */
  public record UnitUse(String unit, long busy, long cycles) {
    /** Share of the cycles with work, 0 to 1. */
    public double share() {
      return cycles == 0 ? 0 : (double) busy / cycles;
    }
  }

  /**
   * What went through a channel.
   *
   * @param name what it carries
   * @param from the producer
   * @param to the consumer
   * @param transfers cycles with a handshake
   * @param blocked cycles in which the producer waited for the consumer
   * @param starved cycles in which the consumer waited for the producer
   * @param cycles cycles observed
   */
  public record ChannelUse(
      String name,
      String from,
      String to,
      long transfers,
      long blocked,
      long starved,
      long cycles) {}

  /**
   * How full a storage was.
   *
   * @param path the unit and what is counted
   * @param capacity most it can hold
   * @param mean average over the cycles
   * @param most most it held
   */
  public record LevelUse(String path, int capacity, double mean, int most) {}

  private final Activity[] activities;
  private final Channel[] channels;
  private final Level[] levels;
  private final long[] busy;
  private final long[] transfers;
  private final long[] blocked;
  private final long[] starved;
  private final long[] levelSums;
  private final int[] levelMaxima;
  private long cycles;

  /**
   * Counts from zero.
   *
   * @param signals what to watch
   */
  public Utilisation(Signals signals) {
    activities = signals.activities().toArray(new Activity[0]);
    channels = signals.channels().toArray(new Channel[0]);
    levels = signals.levels().toArray(new Level[0]);
    busy = new long[activities.length];
    transfers = new long[channels.length];
    blocked = new long[channels.length];
    starved = new long[channels.length];
    levelSums = new long[levels.length];
    levelMaxima = new int[levels.length];
  }

  @Override
  public void cycle(int cycle) {
    cycles++;
    for (int i = 0; i < activities.length; i++) {
      busy[i] += activities[i].busy().getAsBoolean() ? 1 : 0;
    }
    for (int i = 0; i < channels.length; i++) {
      boolean valid = channels[i].valid().getAsBoolean();
      boolean ready = channels[i].ready().getAsBoolean();
      transfers[i] += valid && ready ? 1 : 0;
      blocked[i] += valid && !ready ? 1 : 0;
      starved[i] += ready && !valid ? 1 : 0;
    }
    for (int i = 0; i < levels.length; i++) {
      int level = levels[i].value().getAsInt();
      levelSums[i] += level;
      levelMaxima[i] = Math.max(levelMaxima[i], level);
    }
  }

  /** Every unit's use so far. */
  public List<UnitUse> units() {
    List<UnitUse> uses = new ArrayList<>();
    for (int i = 0; i < activities.length; i++) {
      uses.add(new UnitUse(activities[i].unit(), busy[i], cycles));
    }
    return uses;
  }

  /** Every channel's use so far, along the way of the data. */
  public List<ChannelUse> channels() {
    List<ChannelUse> uses = new ArrayList<>();
    for (int i = 0; i < channels.length; i++) {
      Channel channel = channels[i];
      uses.add(
          new ChannelUse(
              channel.name(),
              channel.from(),
              channel.to(),
              transfers[i],
              blocked[i],
              starved[i],
              cycles));
    }
    return uses;
  }

  /** Every storage's use so far. */
  public List<LevelUse> levels() {
    List<LevelUse> uses = new ArrayList<>();
    for (int i = 0; i < levels.length; i++) {
      double mean = cycles == 0 ? 0 : (double) levelSums[i] / cycles;
      uses.add(new LevelUse(levels[i].path(), levels[i].capacity(), mean, levelMaxima[i]));
    }
    return uses;
  }
}
