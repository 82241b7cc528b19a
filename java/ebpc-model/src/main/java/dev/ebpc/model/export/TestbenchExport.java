package dev.ebpc.model.export;

import dev.ebpc.model.Behaviour;
import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.run.EncoderJob;
import dev.ebpc.model.run.EncoderRun;
import dev.ebpc.model.run.EncoderTrace;
import dev.ebpc.model.run.StallPattern;
import dev.ebpc.model.run.StreamSplitter;
import dev.ebpc.model.run.Streams;
import java.io.IOException;
import java.io.Writer;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes stimuli and expected responses for a testbench of the RTL.
 *
 * <p>The ports {@code words}, {@code znz} and {@code bpc} and the decoder's {@code num_words} get
 * two files each. The encoder takes {@code words} and answers with {@code znz} and {@code bpc}; the
 * decoder takes {@code num_words}, {@code znz} and {@code bpc} and answers with {@code words}.
 *
 * <ul>
 *   <li>{@code PORT.txt}: per line a word in hexadecimal, W/4 digits, a blank and its last flag.
 *   <li>{@code PORT.hex}: for {@code $readmemh} into {@code reg [W:0] PORT [0:lines-1]}, the last
 *       flag in bit W above the word.
 *   <li>{@code num_words.txt} and {@code .hex}: N-1 of each transmission, 24 bits, without flags.
 *   <li>{@code parameters.txt}: per line a name and a decimal number: what the RTL is to be built
 *       with, the lines of each port, and whether the published RTL, played without pauses, gives
 *       the expected responses; it does not (0) where it keeps a last BPC word back.
 * </ul>
 *
 * <p>Stateless and thread-safe.
 */
public final class TestbenchExport {
  private static final int NUM_WORDS_BITS = 24;

  private TestbenchExport() {}

  /** Where the files are made. */
  @FunctionalInterface
  public interface Folder {
    /**
     * Opens a file for writing; two may be open at once, and each is closed.
     *
     * @param name its name, without a folder
     * @return the file
     * @throws IOException if it cannot be opened
     */
    Writer open(String name) throws IOException;
  }

  /**
   * Writes all files.
   *
   * @param parameters what the RTL is built with
   * @param transmissions the words of each, W bits right aligned
   * @param folder opens the files
   * @throws IOException if a file cannot be written
   * @throws IllegalArgumentException if a transmission cannot be one or a word has more than W bits
   */
  public static void write(HardwareParameters parameters, List<int[]> transmissions, Folder folder)
      throws IOException {
    EncoderJob job =
        new EncoderJob(
            parameters,
            Behaviour.CORRECTED,
            transmissions,
            EncoderJob.Start.WHEN_IDLE,
            StallPattern.ALWAYS,
            StallPattern.ALWAYS,
            StallPattern.ALWAYS);
    EncoderTrace expected = new EncoderRun(job).run();
    EncoderTrace published = new EncoderRun(job.with(Behaviour.AS_PUBLISHED)).run();
    List<Streams> streams = StreamSplitter.split(job, expected);
    int wordBits = parameters.wordBits();
    writePort("words", wordBits, transmissions, folder);
    writePort("znz", wordBits, streams.stream().map(Streams::znz).toList(), folder);
    writePort("bpc", wordBits, streams.stream().map(Streams::bpc).toList(), folder);
    writeNumWords(transmissions, folder);
    try (Writer out = folder.open("parameters.txt")) {
      line(out, "data_w", wordBits);
      line(out, "block_size", parameters.blockSize());
      line(out, "log_max_zrle_len", parameters.logMaxZeroRun());
      line(out, "num_words", transmissions.size());
      line(out, "words", expected.input().size());
      line(out, "znz", expected.znz().size());
      line(out, "bpc", expected.bpc().size());
      line(out, "published_rtl_agrees", sameStreams(expected, published) ? 1 : 0);
    }
  }

  private static boolean sameStreams(EncoderTrace one, EncoderTrace other) {
    return one.bpc().sameWords(other.bpc()) && one.znz().sameWords(other.znz());
  }

  private static void line(Writer out, String name, int value) throws IOException {
    out.write(name + " " + value + "\n");
  }

  private static void writePort(String port, int wordBits, List<int[]> transmissions, Folder folder)
      throws IOException {
    try (Writer text = folder.open(port + ".txt");
        Writer memory = folder.open(port + ".hex")) {
      for (int[] words : transmissions) {
        for (int i = 0; i < words.length; i++) {
          long word = Integer.toUnsignedLong(words[i]);
          boolean last = i == words.length - 1;
          text.write(hex(word, wordBits) + (last ? " 1\n" : " 0\n"));
          memory.write(hex(last ? word | 1L << wordBits : word, wordBits + 1) + "\n");
        }
      }
    }
  }

  private static void writeNumWords(List<int[]> transmissions, Folder folder) throws IOException {
    try (Writer text = folder.open("num_words.txt");
        Writer memory = folder.open("num_words.hex")) {
      for (int[] words : transmissions) {
        String line = hex(words.length - 1, NUM_WORDS_BITS) + "\n";
        text.write(line);
        memory.write(line);
      }
    }
  }

  private static String hex(long value, int bits) {
    return HexFormat.of().toHexDigits(value, (bits + 3) / 4);
  }
}
