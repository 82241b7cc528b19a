package dev.ebpc.code;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvaluationCodeTest {

  static List<Vector> vectors() {
    return Vector.read("eval.json");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void goldenVectorsComeOut(Vector vector) {
    EvaluationCode code =
        new EvaluationCode(
            vector.parameters(), vector.number("delta_bits"), EvaluationCode.Deltas.INTEGER);
    int[] words = vector.words();
    byte[] stream = new byte[words.length * 16 + 16];
    BitWriter out = new BitWriter();
    out.begin(stream, 0);

    assertEquals(vector.number("bpc_bits"), code.writeBpc(words, out));
    assertEquals(vector.number("bpc_bits"), out.length());
    assertArrayEquals(vector.bytes("bpc"), Arrays.copyOf(stream, out.end()));
    assertEquals(vector.number("bpc_bits"), code.bpcBits(words));
    assertEquals(vector.number("znz_counted_bits"), code.znzBits(words));
  }

  @Test
  void float16TakesDifferencesOfValuesAndBothZerosForZero() {
    CodeParameters parameters = CodeParameters.ofWordBits(16);
    short one = Float.floatToFloat16(1f);
    int[] words = {one, 0x8000, one, one};
    EvaluationCode values = new EvaluationCode(parameters, 16, EvaluationCode.Deltas.FLOAT16);
    EvaluationCode patterns = new EvaluationCode(parameters, 16, EvaluationCode.Deltas.INTEGER);
    // Three equal values: base and one run of zero planes; three flags and a zero run of one.
    assertEquals(16 + 2 + 4, values.bpcBits(words));
    assertEquals(3 + 5, values.znzBits(words));
    assertEquals(4, patterns.znzBits(words));
  }

  @Test
  void planesPerBlockAreChecked() {
    CodeParameters parameters = CodeParameters.ofWordBits(8);
    for (int planes : new int[] {0, 10}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new EvaluationCode(parameters, planes, EvaluationCode.Deltas.INTEGER));
    }
  }
}
