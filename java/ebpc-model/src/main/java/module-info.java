/**
 * The hardware reference model: the published encoder and decoder, cycle by cycle.
 *
 * <p>{@code rtl} holds one class per hardware unit, {@code run} plays transmissions into them,
 * {@code probe} watches, {@code timing} counts cycles without running any, {@code data} makes words
 * to measure on, {@code export} writes for testbenches, {@code estimate} tells areas, times and
 * energies. Knows words and streams and no engine.
 */
module dev.ebpc.model {
  requires transitive dev.ebpc;

  exports dev.ebpc.model;
  exports dev.ebpc.model.data;
  exports dev.ebpc.model.estimate;
  exports dev.ebpc.model.export;
  exports dev.ebpc.model.probe;
  exports dev.ebpc.model.rtl;
  exports dev.ebpc.model.rtl.decoder;
  exports dev.ebpc.model.rtl.encoder;
  exports dev.ebpc.model.run;
  exports dev.ebpc.model.timing;
}
