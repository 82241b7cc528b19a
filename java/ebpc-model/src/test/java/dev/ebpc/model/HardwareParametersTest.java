package dev.ebpc.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.CodeParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HardwareParametersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12 | 8 | 4 | a power of two, at least 8",
        "4 | 8 | 4 | a power of two, at least 8",
        "64 | 8 | 4 | DATA_W must be 8, 16 or 32",
        "16 | 12 | 4 | BLOCK_SIZE must be a power of two",
        "16 | 0 | 4 | BLOCK_SIZE must be a power of two",
        "8 | 16 | 4 | BLOCK_SIZE must not exceed DATA_W",
        "8 | 4 | 4 | at least max(3+log2 DATA_W, 5+log2 BLOCK_SIZE) = 7",
        "32 | 4 | 4 | at least max(3+log2 DATA_W, 5+log2 BLOCK_SIZE) = 8",
        "8 | 8 | 0 | LOG_MAX_ZRLE_LEN must be at least 1",
        "8 | 8 | 7 | LOG_MAX_ZRLE_LEN must not exceed DATA_W-2 = 6",
        "16 | 8 | 15 | LOG_MAX_ZRLE_LEN must not exceed DATA_W-2 = 14"
      })
  void refusesWhatTheRtlCannotBe(int w, int n, int z, String reason) {
    Exception refusal =
        assertThrows(IllegalArgumentException.class, () -> new HardwareParameters(w, n, z));
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }

  @Test
  void refusesNumbersOfWordsThatTheHardwareCannotCount() {
    for (long words : new long[] {0, -1, (1 << 24) + 1}) {
      assertThrows(IllegalArgumentException.class, () -> HardwareParameters.requireWords(words));
    }
    HardwareParameters.requireWords(1);
    HardwareParameters.requireWords(1 << 24);
  }

  @Test
  void namesTheSameThingAsTheCode() {
    CodeParameters code = new CodeParameters(16, 8, 64);
    assertEquals(new HardwareParameters(16, 8, 6), HardwareParameters.of(code));
    assertEquals(code, HardwareParameters.of(code).code());
  }
}
