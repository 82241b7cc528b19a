package dev.ebpc.model.run;

import dev.ebpc.model.rtl.Signals;
import dev.ebpc.model.rtl.decoder.EbpcDecoder;
import dev.ebpc.model.run.DecoderJob.Start;
import java.util.ArrayList;
import java.util.List;

/** Plays one job into a decoder and records its ports. Use once; not thread-safe. */
public final class DecoderRun {
  private final DecoderJob job;
  private final EbpcDecoder decoder;
  private final WordSource numSource;
  private final WordSource znzSource;
  private final WordSource bpcSource;
  private final Watchdog watchdog;

  private final Handshakes num = new Handshakes(0);
  private final Handshakes znz;
  private final Handshakes bpc;
  private final Handshakes out;
  private long wordsDue;

  /**
   * Builds the decoder of a job.
   *
   * @param job what to play
   */
  public DecoderRun(DecoderJob job) {
    this.job = job;
    decoder = new EbpcDecoder(job.parameters(), job.behaviour());
    List<int[]> nums = new ArrayList<>();
    List<int[]> znzs = new ArrayList<>();
    List<int[]> bpcs = new ArrayList<>();
    int znzWords = 0;
    int bpcWords = 0;
    for (Streams streams : job.transmissions()) {
      Words.requireWidth(streams.znz(), job.parameters());
      Words.requireWidth(streams.bpc(), job.parameters());
      nums.add(new int[] {streams.numWords() - 1});
      znzs.add(streams.znz());
      bpcs.add(streams.bpc());
      znzWords = Math.addExact(znzWords, streams.znz().length);
      bpcWords = Math.addExact(bpcWords, streams.bpc().length);
      wordsDue += streams.numWords();
    }
    numSource = new WordSource(nums, StallPattern.ALWAYS);
    znzSource = new WordSource(znzs, job.znzValid());
    bpcSource = new WordSource(bpcs, job.bpcValid());
    znz = new Handshakes(znzWords);
    bpc = new Handshakes(bpcWords);
    // What is declared may be more than the streams hold: grow as words come.
    out = new Handshakes(bpcWords);
    watchdog = new Watchdog(job.znzValid(), job.bpcValid(), job.outReady());
    for (int i = 0; i < job.transmissions().size(); i++) {
      numSource.release();
      if (job.start() == Start.DECOUPLED) {
        releaseStreams();
      }
    }
  }

  private void releaseStreams() {
    znzSource.release();
    bpcSource.release();
  }

  /** What can be seen while it runs. */
  public Signals signals() {
    return decoder.signals();
  }

  /**
   * Runs until every word came out or nothing moves any more.
   *
   * @return what happened
   */
  public DecoderTrace run() {
    return run(null);
  }

  /**
   * Runs until every word came out or nothing moves any more.
   *
   * @param observer is called in every cycle, between evaluation and clock edge; null for none
   * @return what happened
   */
  public DecoderTrace run(CycleObserver observer) {
    int cycle = 0;
    boolean moves = wordsDue > 0;
    boolean awaitsBpc = false;
    while (moves) {
      boolean outRdy = job.outReady().at(cycle);
      decoder.offerNumWords(numSource.vld(cycle), numSource.word());
      decoder.offerZnz(znzSource.vld(cycle), znzSource.word(), znzSource.last());
      decoder.offerBpc(bpcSource.vld(cycle), bpcSource.word(), bpcSource.last());
      decoder.evaluate(outRdy);
      if (observer != null) {
        observer.cycle(cycle);
      }
      boolean wordOut = recordOut(cycle, outRdy);
      boolean wordIn = recordIn(cycle);
      if (wordOut || wordIn) {
        watchdog.sign(cycle);
      }
      awaitsBpc = decoder.awaitsBpc();
      moves = out.size() < wordsDue && watchdog.alive(cycle);
      decoder.tick();
      cycle = Math.addExact(cycle, 1);
    }
    return new DecoderTrace(num, znz, bpc, out, cycle, out.size() == wordsDue, awaitsBpc);
  }

  private boolean recordOut(int cycle, boolean outRdy) {
    boolean taken = decoder.vldO() && outRdy;
    if (taken) {
      out.add(cycle, decoder.dataO(), decoder.lastO());
    }
    return taken;
  }

  private boolean recordIn(int cycle) {
    boolean znzTaken = take(znzSource, decoder.znzRdyO(), znz, cycle);
    boolean bpcTaken = take(bpcSource, decoder.bpcRdyO(), bpc, cycle);
    boolean numTaken = take(numSource, decoder.numWordsRdyO(), num, cycle);
    if (numTaken && job.start() == Start.AFTER_NUM_WORDS) {
      releaseStreams();
    }
    return znzTaken || bpcTaken || numTaken;
  }

  private static boolean take(WordSource source, boolean ready, Handshakes port, int cycle) {
    boolean taken = source.presents() && ready;
    if (taken) {
      port.add(cycle, source.word(), source.last());
      source.taken();
    }
    return taken;
  }
}
