package dev.ebpc.model.run;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.EbpcException.Place;
import dev.ebpc.code.ErrorCode;
import dev.ebpc.code.Transmission;
import dev.ebpc.model.Behaviour;
import dev.ebpc.model.HardwareParameters;

/**
 * The functional level: words to streams and back by running the cycle level, so that engines can
 * be compared with the hardware.
 *
 * <p>The behaviour is the corrected one, since the published encoder may lose a last BPC word.
 * Stateless and thread-safe.
 */
public final class ModelCodec {
  private ModelCodec() {}

  /**
   * Encodes one transmission.
   *
   * @param words N words, 1 to 2^24, W bits right aligned in each
   * @param code parameters that the RTL can be built with
   * @return both streams, padded to words, with their exact lengths in bits
   * @throws IllegalArgumentException if the hardware cannot do it
   */
  public static Transmission encode(int[] words, CodeParameters code) {
    HardwareParameters parameters = HardwareParameters.of(code);
    EncoderTrace trace =
        new EncoderRun(EncoderJob.of(parameters, words).with(Behaviour.CORRECTED)).run();
    int nonZeros = 0;
    for (int word : words) {
      nonZeros += word != 0 ? 1 : 0;
    }
    return new Transmission(
        code,
        words.length,
        nonZeros,
        bytes(trace.znz(), parameters),
        Math.toIntExact(trace.znzBits()),
        bytes(trace.bpc(), parameters),
        Math.toIntExact(trace.bpcBits()));
  }

  /**
   * Decodes one transmission. As the hardware does, it checks nothing but that the words come out.
   *
   * @param numWords N, 1 to 2^24
   * @param znz the ZNZ stream; a last word that is not whole is completed by zeros
   * @param bpc the BPC stream, likewise
   * @param code parameters that the RTL can be built with
   * @return N words
   * @throws EbpcException if a stream ends too early
   * @throws IllegalArgumentException if the hardware cannot do it
   */
  public static int[] decode(int numWords, byte[] znz, byte[] bpc, CodeParameters code) {
    HardwareParameters parameters = HardwareParameters.of(code);
    Streams streams = new Streams(numWords, words(znz, parameters), words(bpc, parameters));
    DecoderTrace trace =
        new DecoderRun(DecoderJob.of(parameters, streams).with(Behaviour.CORRECTED)).run();
    if (!trace.complete()) {
      Place place = trace.awaitsBpc() ? Place.BPC : Place.ZNZ;
      throw new EbpcException(
          ErrorCode.STREAM_TOO_SHORT,
          place,
          -1,
          8L * (place == Place.BPC ? bpc : znz).length,
          "the stream ends before word " + trace.out().size() + " of " + numWords);
    }
    return trace.out().words();
  }

  /**
   * The words of a byte stream, first bit in the most significant place.
   *
   * @param stream bytes
   * @param parameters give W
   * @return words, the last one completed by zeros
   */
  public static int[] words(byte[] stream, HardwareParameters parameters) {
    int bytesPerWord = parameters.wordBits() / 8;
    int[] words = new int[Math.ceilDiv(stream.length, bytesPerWord)];
    for (int i = 0; i < words.length * bytesPerWord; i++) {
      int next = i < stream.length ? stream[i] & 0xFF : 0;
      words[i / bytesPerWord] = (words[i / bytesPerWord] << 8) | next;
    }
    return words;
  }

  private static byte[] bytes(Handshakes port, HardwareParameters parameters) {
    int bytesPerWord = parameters.wordBits() / 8;
    byte[] bytes = new byte[Math.multiplyExact(port.size(), bytesPerWord)];
    for (int i = 0; i < bytes.length; i++) {
      int place = parameters.wordBits() - 8 - i % bytesPerWord * 8;
      bytes[i] = (byte) (port.word(i / bytesPerWord) >>> place);
    }
    return bytes;
  }

  /**
   * What a decoder is offered for a transmission.
   *
   * @param transmission any whose parameters the RTL can be built with
   * @return its streams in words
   */
  public static Streams streams(Transmission transmission) {
    HardwareParameters parameters = HardwareParameters.of(transmission.parameters());
    return new Streams(
        transmission.words(),
        words(transmission.znz(), parameters),
        words(transmission.bpc(), parameters));
  }
}
