package dev.ebpc.tools.command;

import dev.ebpc.frame.FrameHeader;
import dev.ebpc.frame.Workers;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who codes the batches of frames. */
final class WorkerOptions {
  @Mixin EngineOption engine = new EngineOption();

  @Option(
      names = {"-T", "--threads"},
      paramLabel = "N",
      description = "Threads, 0 for all processors (default: ${DEFAULT-VALUE}).")
  int threads;

  /** The workers; not to be made more than once a command. */
  Workers make() {
    if (threads < 0) {
      throw new IllegalArgumentException("threads must not be negative, found " + threads);
    }
    int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    return Workers.ofThreads(engine.one(), count);
  }

  /** A buffer that keeps all workers of a frame busy. */
  static byte[] bufferFor(FrameHeader header, Workers workers) {
    int batchBytes = header.batchWords() * header.elementBytes();
    return new byte[Math.multiplyExact(batchBytes, workers.batchesInFlight())];
  }
}
