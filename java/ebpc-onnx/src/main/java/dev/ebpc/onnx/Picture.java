package dev.ebpc.onnx;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
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

  /** Pixels of an empty picture that the best of compressors puts into a byte, roughly. */
  private static final int PIXELS_OF_A_BYTE = 1 << 15;

  /** So many pixels may be declared by any file. */
  private static final int FREE_PIXELS = 1 << 20;

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
    long most = (long) scaledWidth * Math.max(scaledHeight, picture.getHeight());
    if (most > MAX_PIXELS) {
      throw new IOException(
          file
              + ": "
              + picture.getWidth()
              + " by "
              + picture.getHeight()
              + " pixels are too long and narrow for the network's input");
    }
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
        throw new IOException(
            file + ": no picture in a format known here (PNG, JPEG, BMP, GIF, TIFF)");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        requirePixels(reader.getWidth(0), reader.getHeight(0), Files.size(file));
        return samplesOf(reader.read(0));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException broken) {
      // Some readers let index errors out where a file is damaged.
      String message = String.valueOf(broken.getMessage());
      throw message.startsWith(file.toString())
          ? new IOException(message, broken)
          : new IOException(file + ": no picture that can be used: " + message, broken);
    }
  }

  private static void requirePixels(int width, int height, long bytes) throws IOException {
    long pixels = (long) width * height;
    if (pixels < 1 || pixels > MAX_PIXELS) {
      throw new IOException(width + " by " + height + " pixels, expected 1 to " + MAX_PIXELS);
    }
    if (pixels > FREE_PIXELS && pixels / PIXELS_OF_A_BYTE > bytes) {
      throw new IOException(width + " by " + height + " pixels in " + bytes + " bytes");
    }
  }

  /**
   * Makes sure that samples mean what they mean in an RGB picture: nothing is converted, since
   * networks were trained on samples as they lie in files, whatever their colour profile.
   */
  private static BufferedImage samplesOf(BufferedImage picture) throws IOException {
    ColorModel model = picture.getColorModel();
    int space = model.getColorSpace().getType();
    if (space != ColorSpace.TYPE_RGB && space != ColorSpace.TYPE_GRAY) {
      throw new IOException(
          (space == ColorSpace.TYPE_CMYK ? "colours are CMYK" : "colours are neither RGB nor gray")
              + "; convert it to RGB first");
    }
    int transfer = model.getTransferType();
    if (!hasPalette(model)
        && transfer != DataBuffer.TYPE_BYTE
        && transfer != DataBuffer.TYPE_USHORT) {
      throw new IOException("samples are neither of 8 nor of 16 bits; convert it first");
    }
    if (model.isAlphaPremultiplied()) {
      picture.coerceData(false);
    }
    return picture;
  }

  /** Whether samples are no levels themselves: indexes of colours, or several in one number. */
  private static boolean hasPalette(ColorModel model) {
    return !(model instanceof ComponentColorModel);
  }

  /** One channel, 0 red to 2 blue, values 0 to 255; transparency is left aside. */
  private static float[] channel(BufferedImage picture, int channel) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    float[] values = new float[width * height];
    ColorModel model = picture.getColorModel();
    int[] row = new int[width];
    if (hasPalette(model)) {
      for (int y = 0; y < height; y++) {
        picture.getRGB(0, y, width, 1, row, 0, width);
        for (int x = 0; x < width; x++) {
          values[y * width + x] = row[x] >> (16 - 8 * channel) & 0xff;
        }
      }
      return values;
    }
    int band = model.getNumColorComponents() == 1 ? 0 : channel;
    float most = (1 << model.getComponentSize(band)) - 1;
    Raster raster = picture.getRaster();
    for (int y = 0; y < height; y++) {
      raster.getSamples(0, y, width, 1, band, row);
      for (int x = 0; x < width; x++) {
        values[y * width + x] = row[x] * 255 / most;
      }
    }
    return values;
  }
}
