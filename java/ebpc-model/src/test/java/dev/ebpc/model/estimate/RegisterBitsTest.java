package dev.ebpc.model.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ebpc.model.HardwareParameters;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Widths of all registers in simulations of the RTL, added up. */
class RegisterBitsTest {

  @ParameterizedTest
  @CsvSource({
    "8, 8, 228, 237",
    "16, 8, 416, 409",
    "16, 16, 690, 690",
    "32, 8, 788, 749",
    "32, 16, 1318, 1286",
    "32, 32, 2376, 2359"
  })
  void registersAreThoseOfTheRtl(int wordBits, int blockSize, int encoder, int decoder) {
    HardwareParameters parameters = new HardwareParameters(wordBits, blockSize, 4);
    RegisterBits ofEncoder = RegisterBits.ofEncoder(parameters);
    assertEquals(encoder, ofEncoder.dataBits());
    assertEquals(16, ofEncoder.stateBits());
    RegisterBits ofDecoder = RegisterBits.ofDecoder(parameters);
    assertEquals(decoder, ofDecoder.dataBits());
    assertEquals(11, ofDecoder.stateBits());
    assertEquals(decoder + 11, ofDecoder.bits());
  }

  @Test
  void unitsOfThePublishedConfiguration() {
    RegisterBits encoder = RegisterBits.ofEncoder(HardwareParameters.PUBLISHED);
    assertEquals(List.of(13, 83, 71, 9, 20, 8, 24, 0), dataBits(encoder));
    RegisterBits decoder = RegisterBits.ofDecoder(HardwareParameters.PUBLISHED);
    assertEquals(List.of(26, 24, 20, 14, 71, 71, 11), dataBits(decoder));
  }

  private static List<Integer> dataBits(RegisterBits registers) {
    return registers.units().stream().map(RegisterBits.Unit::dataBits).toList();
  }
}
