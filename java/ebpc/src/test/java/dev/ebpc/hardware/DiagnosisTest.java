package dev.ebpc.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.ErrorCode;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {

  /** W = 8, n = 8, R = 16; streams as hex. */
  @ParameterizedTest
  @CsvSource({
    // One word 5: flags 1, base 05, planes.
    "1, 80, 0518423058, ''",
    "1, 8000, 0518423058, STREAM_TOO_LONG ZNZ 1",
    "1, 80, 051842305800, STREAM_TOO_LONG BPC 37",
    "1, 80, 05184230, STREAM_TOO_SHORT BPC 31",
    "1, '', 0518423058, STREAM_TOO_SHORT ZNZ 0",
    "2, 78, '', ZERO_RUN_PAST_END ZNZ 0",
    "2, 84, 0518423058, ZERO_RUN_PAST_END ZNZ 1",
    // Base 05, then a single one at position 7, then adjacent ones at position 6.
    "1, 80, 051F, POSITION_OUT_OF_RANGE BPC 8",
    "1, 80, 0516, POSITION_OUT_OF_RANGE BPC 8",
    // Base 05, two zero planes, a run of 9 planes; the same with a raw plane cut off.
    "1, 80, 0553C0, PLANE_RUN_PAST_BLOCK BPC 12",
    "1, 80, 05FF, STREAM_TOO_SHORT BPC 16"
  })
  void theFirstErrorIsNamedWithItsPlace(int words, String znz, String bpc, String expected) {
    TestBatch batch = TestBatch.of(CodeParameters.ofWordBits(8), new int[words]);
    HexFormat hex = HexFormat.of();
    batch.putStreams(hex.parseHex(znz), hex.parseHex(bpc));
    String found =
        batch.firstError().map(e -> e.code() + " " + e.place() + " " + e.offset()).orElse("");
    assertEquals(expected, found);
  }

  @Test
  void aWrongCountIsNamed() {
    TestBatch batch = TestBatch.of(CodeParameters.ofWordBits(8), new int[1]);
    batch.putStreams(new byte[] {(byte) 0x80}, HexFormat.of().parseHex("0518423058"));
    batch.nonZeros[0] = 0;
    EbpcException error = batch.firstError().orElseThrow();
    assertEquals(ErrorCode.NON_ZERO_COUNT, error.code());
    assertEquals(
        "chunk 0, ZNZ stream, bit 1: expected 0 non-zero words, found 1 [NON_ZERO_COUNT]",
        error.getMessage());
    assertEquals(7, error.movedBy(7, 100).chunk());
  }
}
