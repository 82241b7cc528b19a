package dev.ebpc.tools.command;

import dev.ebpc.Ebpc;
import dev.ebpc.EbpcBuilder;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.Engine;
import picocli.CommandLine.Option;

/** The parameters of the code. */
final class CodingOptions {
  @Option(
      names = "--word-bits",
      paramLabel = "W",
      description = "Bits of a word, 2 to 32 (default: those of the number format).")
  Integer wordBits;

  @Option(
      names = "--block",
      paramLabel = "n",
      description = "Words of a bit-plane block, 4 to 64 (default: ${DEFAULT-VALUE}).")
  int block = CodeParameters.DEFAULT_BLOCK_SIZE;

  @Option(
      names = "--zero-run",
      paramLabel = "R",
      description = "Longest zero run of one symbol, 2 to 256 (default: ${DEFAULT-VALUE}).")
  int zeroRun = CodeParameters.DEFAULT_MAX_ZERO_RUN;

  /** The parameters for words of a format; elements that are only stored keep the defaults. */
  CodeParameters of(NumberFormat format) {
    boolean stored = format.isStored();
    int bits = wordBits == null || stored ? format.wordBits() : wordBits;
    return new CodeParameters(bits, block, zeroRun);
  }

  /** The parameters for words that are made: of 8 bits if the user does not say. */
  CodeParameters generated() {
    int bits = wordBits == null ? NumberFormat.UINT8.wordBits() : wordBits;
    return new CodeParameters(bits, block, zeroRun);
  }

  /** A codec with these parameters. */
  Ebpc codec(Engine engine) {
    EbpcBuilder builder = Ebpc.builder().engine(engine).blockSize(block).maxZeroRun(zeroRun);
    return (wordBits == null ? builder : builder.wordBits(wordBits)).build();
  }
}
