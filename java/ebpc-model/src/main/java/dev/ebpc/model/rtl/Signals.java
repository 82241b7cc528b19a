package dev.ebpc.model.rtl;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What can be seen of a model while it runs: every unit declares its signals here once, observers
 * read them between evaluation and clock edge. The units themselves know no observer.
 *
 * <p>A tree of scopes, one per instance, named as in the RTL.
 */
public final class Signals {

  /**
   * A wire or register.
   *
   * @param path scopes from the top, joined by dots, then the signal's name
   * @param width bits
   * @param value reads it, right aligned
   */
  public record Signal(String path, int width, LongSupplier value) {}

  /**
   * A valid/ready pair between two units.
   *
   * @param name what goes through it
   * @param from the producer
   * @param to the consumer
   * @param valid the producer offers
   * @param ready the consumer takes
   * @param width bits of the data, 0 if they are not shown
   * @param data the data, right aligned
   */
  public record Channel(
      String name,
      String from,
      String to,
      BooleanSupplier valid,
      BooleanSupplier ready,
      int width,
      LongSupplier data) {}

  /**
   * How full a unit's storage is.
   *
   * @param path the unit, scopes joined by dots, and what is counted
   * @param capacity most it can hold
   * @param value how much it holds
   */
  public record Level(String path, int capacity, IntSupplier value) {}

  /**
   * Whether a unit has work in a cycle.
   *
   * @param unit name of the unit
   * @param busy reads it
   */
  public record Activity(String unit, BooleanSupplier busy) {}

  private final String path;
  private final List<Signal> signals;
  private final List<Channel> channels;
  private final List<Level> levels;
  private final List<Activity> activities;

  /**
   * A tree with its top scope.
   *
   * @param top name of the top unit
   */
  public Signals(String top) {
    this(top, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  private Signals(
      String path,
      List<Signal> signals,
      List<Channel> channels,
      List<Level> levels,
      List<Activity> activities) {
    this.path = path;
    this.signals = signals;
    this.channels = channels;
    this.levels = levels;
    this.activities = activities;
  }

  /**
   * The scope of an instance within this one.
   *
   * @param instance its name
   * @return the scope; what is declared there is seen here too
   */
  public Signals scope(String instance) {
    return new Signals(path + "." + instance, signals, channels, levels, activities);
  }

  /** Declares a one-bit signal. */
  public void bit(String name, BooleanSupplier value) {
    signals.add(new Signal(path + "." + name, 1, () -> value.getAsBoolean() ? 1 : 0));
  }

  /** Declares a signal of several bits; higher bits of the value are ignored. */
  public void bus(String name, int width, LongSupplier value) {
    signals.add(new Signal(path + "." + name, width, lowBits(width, value)));
  }

  private static LongSupplier lowBits(int width, LongSupplier value) {
    long mask = -1L >>> (64 - width);
    return () -> value.getAsLong() & mask;
  }

  /** Declares a state register: its value is the state's place in the enumeration. */
  @SuppressWarnings("EnumOrdinal") // the number is only shown; nothing depends on it
  public <S extends Enum<S>> void state(String name, Class<S> states, Supplier<S> value) {
    int most = states.getEnumConstants().length - 1;
    bus(name, Math.max(1, 32 - Integer.numberOfLeadingZeros(most)), () -> value.get().ordinal());
  }

  /** Declares a channel whose data are not shown. */
  public void channel(
      String name, String from, String to, BooleanSupplier valid, BooleanSupplier ready) {
    channels.add(new Channel(name, from, to, valid, ready, 0, () -> 0));
  }

  /** Declares a channel of words; higher bits of the data are ignored. */
  public void channel(
      String name,
      String from,
      String to,
      BooleanSupplier valid,
      BooleanSupplier ready,
      int width,
      LongSupplier data) {
    channels.add(new Channel(name, from, to, valid, ready, width, lowBits(width, data)));
  }

  /** Declares a storage of this scope. */
  public void level(String name, int capacity, IntSupplier value) {
    levels.add(new Level(path + "." + name, capacity, value));
  }

  /** Declares when a unit is busy. */
  public void activity(String unit, BooleanSupplier busy) {
    activities.add(new Activity(unit, busy));
  }

  /** All signals, in the order of their declaration. */
  public List<Signal> signals() {
    return List.copyOf(signals);
  }

  /** All channels, along the way of the data. */
  public List<Channel> channels() {
    return List.copyOf(channels);
  }

  /** All storages. */
  public List<Level> levels() {
    return List.copyOf(levels);
  }

  /** All units that tell when they are busy. */
  public List<Activity> activities() {
    return List.copyOf(activities);
  }
}
