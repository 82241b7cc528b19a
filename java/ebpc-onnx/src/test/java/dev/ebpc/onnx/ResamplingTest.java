package dev.ebpc.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResamplingTest {
  @Test
  void sameSizeChangesNothing() {
    float[] values = {1, 2, 3, 4, 5, 6};
    assertArrayEquals(values, Resampling.scale(values, 3, 2, 3, 2), 1e-6f);
  }

  @Test
  void evenStaysEven() {
    float[] values = new float[37 * 23];
    Arrays.fill(values, 7);
    for (float value : Resampling.scale(values, 37, 23, 10, 31)) {
      assertEquals(7, value, 1e-5);
    }
  }

  @Test
  void halvingWeighsNeighbours() {
    // A triangle of reach 2 around 1: weights 0.75, 0.75 and 0.25, the fourth cut off at the edge.
    float[] halved = Resampling.scale(new float[] {8, 0, 0, 0}, 4, 1, 2, 1);
    assertEquals(8 * 0.75f / 1.75f, halved[0], 1e-5);
    assertEquals(0, halved[1], 1e-5);
  }
}
