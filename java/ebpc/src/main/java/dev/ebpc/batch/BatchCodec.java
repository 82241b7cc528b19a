package dev.ebpc.batch;

import dev.ebpc.engine.Engine;

/** A profile as the frame sees it: reads its parameters, and makes encoders and decoders. */
public interface BatchCodec {

  /**
   * Reads the parameters of the profile from a frame header.
   *
   * @param terms what the header says beside them
   * @param header the header; {@link BatchFormat#PARAMETERS_BYTES} bytes from {@link
   *     BatchFormat#PARAMETERS_AT} on are the profile's
   * @return how the batches of the frame are
   * @throws dev.ebpc.code.EbpcException if a parameter is out of its range
   */
  BatchFormat read(TensorTerms terms, byte[] header);

  /** Makes an encoder that uses the coders of an engine. */
  BatchEncoder newEncoder(Engine engine);

  /** Makes a decoder that uses the coders of an engine. */
  BatchDecoder newDecoder(Engine engine);
}
