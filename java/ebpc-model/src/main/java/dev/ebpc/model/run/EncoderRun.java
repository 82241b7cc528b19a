package dev.ebpc.model.run;

import dev.ebpc.model.rtl.Signals;
import dev.ebpc.model.rtl.encoder.EbpcEncoder;
import dev.ebpc.model.run.EncoderJob.Start;

/** Plays one job into an encoder and records its ports. Use once; not thread-safe. */
public final class EncoderRun {
  private final EncoderJob job;
  private final EbpcEncoder encoder;
  private final WordSource source;
  private final Watchdog watchdog;

  private final Handshakes input;
  private final Handshakes znz;
  private final Handshakes bpc = new Handshakes(0);
  private final Handshakes blkDone = new Handshakes(0);
  private final Handshakes idleChanges = new Handshakes(0);
  private boolean awaitsIdle;
  private boolean idle;
  private long znzBits;
  private long bpcBits;

  /**
   * Builds the encoder of a job.
   *
   * @param job what to play
   */
  public EncoderRun(EncoderJob job) {
    this.job = job;
    encoder = new EbpcEncoder(job.parameters(), job.behaviour());
    source = new WordSource(job.transmissions(), job.inputValid());
    source.release();
    int words = 0;
    for (int[] transmission : job.transmissions()) {
      words = Math.addExact(words, transmission.length);
    }
    input = new Handshakes(words);
    znz = new Handshakes(words / job.parameters().wordBits());
    watchdog = new Watchdog(job.inputValid(), job.znzReady(), job.bpcReady());
  }

  /** What can be seen while it runs. */
  public Signals signals() {
    return encoder.signals();
  }

  /**
   * Runs until every word was taken and nothing moves any more.
   *
   * @return what happened
   */
  public EncoderTrace run() {
    return run(null);
  }

  /**
   * Runs until every word was taken and nothing moves any more.
   *
   * @param observer is called in every cycle, between evaluation and clock edge; null for none
   * @return what happened
   */
  public EncoderTrace run(CycleObserver observer) {
    int cycle = 0;
    boolean moves = true;
    while (moves) {
      boolean znzRdy = job.znzReady().at(cycle);
      boolean bpcRdy = job.bpcReady().at(cycle);
      boolean vld = source.vld(cycle);
      encoder.evaluate(vld, source.word(), source.last(), znzRdy, bpcRdy);
      if (observer != null) {
        observer.cycle(cycle);
      }
      boolean handshake = record(cycle, vld, znzRdy, bpcRdy);
      if (handshake) {
        watchdog.sign(cycle);
      }
      moves = handshake || (!finished() && watchdog.alive(cycle));
      encoder.tick();
      znzBits += encoder.znzBitsAppended();
      cycle = Math.addExact(cycle, 1);
    }
    return new EncoderTrace(input, znz, bpc, blkDone, idleChanges, cycle, znzBits, bpcBits);
  }

  private boolean record(int cycle, boolean vld, boolean znzRdy, boolean bpcRdy) {
    boolean wordTaken = vld && encoder.rdyO();
    boolean znzTaken = encoder.znzVldO() && znzRdy;
    boolean bpcTaken = encoder.bpcVldO() && bpcRdy;
    if (znzTaken) {
      znz.add(cycle, encoder.znzDataO(), encoder.znzLastO());
    }
    if (bpcTaken) {
      bpc.add(cycle, encoder.bpcDataO(), encoder.bpcLastO());
    }
    if (encoder.blkDoneO()) {
      blkDone.add(cycle, 1, true);
    }
    recordIdle(cycle);
    if (wordTaken) {
      input.add(cycle, source.word(), source.last());
      startNext();
    }
    bpcBits += encoder.bpcBitsAccepted();
    return wordTaken || znzTaken || bpcTaken;
  }

  private void recordIdle(int cycle) {
    boolean idleNow = encoder.idleO();
    if (cycle == 0 || idleNow != idle) {
      idle = idleNow;
      idleChanges.add(cycle, idleNow ? 1 : 0, false);
    }
    if (awaitsIdle && idleNow) {
      awaitsIdle = false;
      source.release();
    }
  }

  private void startNext() {
    if (source.last()) {
      if (job.start() == Start.BACK_TO_BACK) {
        source.release();
      } else {
        awaitsIdle = true;
      }
    }
    source.taken();
  }

  /** Nothing is on offer and nothing on its way; whatever is stuck now stays so. */
  private boolean finished() {
    return source.exhausted() && idle && !encoder.znzVldO() && !encoder.bpcVldO();
  }
}
