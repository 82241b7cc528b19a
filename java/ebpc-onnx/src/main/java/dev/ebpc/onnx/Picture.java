package dev.ebpc.onnx;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A picture as networks trained on ImageNet want it: its shorter side scaled to 256/224 of the
 * input, the middle cut out, values from 0 to 1 less the mean of ImageNet over its deviation.
 */
final class Picture {
  static final int CHANNELS = 3;

  private static final long MAX_PIXELS = 100_000_000;
  private static final double MARGIN = 256.0 / 224.0;
  private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
  private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

  private Picture() {}

  /**
   * Reads and prepares a picture.
   *
   * @param file the file
   * @param height rows that the network takes
   * @param width columns that the network takes
   * @return values, channel by channel, row by row
   * @throws IOException if the file is no picture
   */
  static float[] prepare(Path file, int height, int width) throws IOException {
    BufferedImage picture = read(file);
    double scale =
        Math.max(MARGIN * height / picture.getHeight(), MARGIN * width / picture.getWidth());
    int scaledWidth = (int) Math.max(width, Math.round(picture.getWidth() * scale));
    int scaledHeight = (int) Math.max(height, Math.round(picture.getHeight() * scale));
    int left = (scaledWidth - width) / 2;
    int top = (scaledHeight - height) / 2;
    float[] prepared = new float[CHANNELS * height * width];
    for (int channel = 0; channel < CHANNELS; channel++) {
      float[] scaled =
          Resampling.scale(
              channel(picture, channel),
              picture.getWidth(),
              picture.getHeight(),
              scaledWidth,
              scaledHeight);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          float value = scaled[(top + y) * scaledWidth + left + x] / 255;
          prepared[(channel * height + y) * width + x] =
              (value - MEAN[channel]) / DEVIATION[channel];
        }
      }
    }
    return prepared;
  }

  private static BufferedImage read(Path file) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException(file + ": no picture in a format known here (PNG, JPEG, BMP, GIF)");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MAX_PIXELS) {
          throw new IOException("more than " + MAX_PIXELS + " pixels");
        }
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException broken) {
      // Some readers let index errors out where a file is damaged.
      String message = String.valueOf(broken.getMessage());
      throw message.startsWith(file.toString())
          ? new IOException(message, broken)
          : new IOException(file + ": a damaged picture: " + message, broken);
    }
  }

  /** One channel, 0 red to 2 blue, values 0 to 255. */
  private static float[] channel(BufferedImage picture, int channel) {
    int width = picture.getWidth();
    float[] values = new float[width * picture.getHeight()];
    int[] row = new int[width];
    for (int y = 0; y < picture.getHeight(); y++) {
      picture.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        values[y * width + x] = row[x] >> (16 - 8 * channel) & 0xff;
      }
    }
    return values;
  }
}
