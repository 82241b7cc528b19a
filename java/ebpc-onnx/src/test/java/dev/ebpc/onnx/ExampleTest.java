package dev.ebpc.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The example that ships is what the code here makes. */
class ExampleTest {
  static final Path MODEL = Path.of("example", "tiny.onnx");
  static final Path PICTURE = Path.of("example", "pebbles.png");

  /** Writes the example anew; to be started by hand in the module's folder. */
  public static void main(String[] arguments) throws IOException {
    Files.createDirectories(MODEL.getParent());
    Files.write(MODEL, TinyNetwork.example());
    ImageIO.write(Pebbles.paint(), "png", PICTURE.toFile());
  }

  @Test
  void modelIsOurs() throws IOException {
    assertArrayEquals(TinyNetwork.example(), Files.readAllBytes(MODEL));
  }

  @Test
  void pictureIsOurs() throws IOException {
    BufferedImage expected = Pebbles.paint();
    BufferedImage found = ImageIO.read(PICTURE.toFile());
    assertEquals(Pebbles.HEIGHT, found.getHeight());
    for (int y = 0; y < Pebbles.HEIGHT; y++) {
      assertArrayEquals(
          expected.getRGB(0, y, Pebbles.WIDTH, 1, null, 0, Pebbles.WIDTH),
          found.getRGB(0, y, Pebbles.WIDTH, 1, null, 0, Pebbles.WIDTH));
    }
  }
}
