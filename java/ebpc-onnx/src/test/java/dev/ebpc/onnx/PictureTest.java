package dev.ebpc.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same samples give the same values, however a file holds them. */
class PictureTest {
  private static final int SIDE = 16;
  private static final double EXACT = 1e-6;

  @TempDir Path folder;

  /** Levels of gray, each of them once. */
  private static int level(int x, int y) {
    return y * SIDE + x;
  }

  private float[] values(Path file) throws IOException {
    return Picture.prepare(file, 12, 12);
  }

  private Path write(BufferedImage image, String format) {
    try {
      Path file = folder.resolve("picture." + format);
      assertTrue(ImageIO.write(image, format, file.toFile()), format);
      return file;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What a picture with the same samples in all three channels gives, 8 bits each. */
  private float[] reference(int mask) throws IOException {
    BufferedImage rgb = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        rgb.setRGB(x, y, 0x10101 * (level(x, y) & mask));
      }
    }
    return values(write(rgb, "png"));
  }

  private static BufferedImage image(int space, int type, int scale, int bands) {
    ColorSpace colours = ColorSpace.getInstance(space);
    boolean alpha = bands > colours.getNumComponents();
    ColorModel model =
        new ComponentColorModel(
            colours, alpha, false, alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE, type);
    WritableRaster raster = model.createCompatibleWritableRaster(SIDE, SIDE);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        for (int band = 0; band < bands; band++) {
          boolean transparency = alpha && band == bands - 1;
          raster.setSample(x, y, band, scale * (transparency ? 255 - x : level(x, y)));
        }
      }
    }
    return new BufferedImage(model, raster, false, null);
  }

  @ParameterizedTest
  @CsvSource({
    "png, 8, 1", "png, 8, 2", "png, 8, 3", "png, 8, 4", "png, 16, 1", "png, 16, 2", "png, 16, 3",
    "png, 16, 4", "bmp, 8, 1", "bmp, 8, 3", "tiff, 8, 1", "tiff, 8, 2", "tiff, 8, 3", "tiff, 8, 4",
    "tiff, 16, 1", "tiff, 16, 3"
  })
  void grayAndRgbGiveTheSame(String format, int bits, int bands) throws IOException {
    int space = bands < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB;
    BufferedImage image =
        bits == 8
            ? image(space, DataBuffer.TYPE_BYTE, 1, bands)
            : image(space, DataBuffer.TYPE_USHORT, 257, bands);
    assertArrayEquals(reference(0xff), values(write(image, format)), (float) EXACT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16})
  void grayOfEveryDepthGivesTheSame(int bits) throws IOException {
    int mask = 0xff;
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    int levels = (1 << Math.min(bits, 8)) - 1;
    for (int y = 0; y < SIDE; y++) {
      rows.write(0);
      int gathered = 0;
      for (int x = 0; x < SIDE; x++) {
        int value = level(x, y) * levels / 255;
        gathered = gathered << Math.min(bits, 8) | value;
        if ((x + 1) * bits % 8 == 0) {
          rows.write(gathered);
          if (bits == 16) {
            rows.write(gathered);
          }
          gathered = 0;
        }
      }
    }
    Path file = folder.resolve("deep.png");
    Files.write(file, png(bits, 0, rows.toByteArray()));
    float[] found = values(file);
    BufferedImage rgb = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        rgb.setRGB(x, y, 0x10101 * ((level(x, y) & mask) * levels / 255 * 255 / levels));
      }
    }
    assertArrayEquals(values(write(rgb, "png")), found, (float) EXACT);
  }

  private static byte[] png(int bits, int colourType, byte[] rows) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteBuffer head = ByteBuffer.allocate(13).putInt(SIDE).putInt(SIDE);
    chunk(png, "IHDR", head.put((byte) bits).put((byte) colourType).array());
    chunk(png, "gAMA", ByteBuffer.allocate(4).putInt(100_000).array());
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(rows);
    }
    chunk(png, "IDAT", packed.toByteArray());
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream png, String name, byte[] content) {
    ByteBuffer chunk = ByteBuffer.allocate(content.length + 12).putInt(content.length);
    chunk.put(name.getBytes(StandardCharsets.US_ASCII)).put(content);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, content.length + 4);
    png.writeBytes(chunk.putInt((int) crc.getValue()).array());
  }

  @Test
  void tiffWithWhiteAsZeroGivesTheSame() throws IOException {
    int[][] entries = {
      {256, SIDE},
      {257, SIDE},
      {258, 8},
      {259, 1},
      {262, 0},
      {273, 200},
      {277, 1},
      {278, SIDE},
      {279, SIDE * SIDE}
    };
    ByteBuffer tiff = ByteBuffer.allocate(200 + SIDE * SIDE).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
    tiff.putShort((short) entries.length);
    for (int[] entry : entries) {
      int type = entry[1] < 10 ? 3 : 4;
      tiff.putShort((short) entry[0]).putShort((short) type).putInt(1).putInt(entry[1]);
    }
    tiff.position(200);
    for (int i = 0; i < SIDE * SIDE; i++) {
      tiff.put((byte) (255 - i));
    }
    Path file = Files.write(folder.resolve("white.tiff"), tiff.array());
    assertArrayEquals(reference(0xff), values(file), (float) EXACT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp", "tiff"})
  void palettesGiveTheirColours(String format) throws IOException {
    byte[] down = new byte[256];
    for (int i = 0; i < 256; i++) {
      down[i] = (byte) (255 - i);
    }
    IndexColorModel palette = new IndexColorModel(8, 256, down, down, down);
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_INDEXED, palette);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        image.getRaster().setSample(x, y, 0, 255 - level(x, y));
      }
    }
    assertArrayEquals(reference(0xff), values(write(image, format)), (float) EXACT);
  }

  @Test
  void jpegGivesItsSamplesWhateverItsProfile() throws IOException {
    for (int space : new int[] {ColorSpace.CS_GRAY, ColorSpace.CS_sRGB, ColorSpace.CS_LINEAR_RGB}) {
      int bands = space == ColorSpace.CS_GRAY ? 1 : 3;
      Path file = write(image(space, DataBuffer.TYPE_BYTE, 1, bands), "jpg");
      Raster samples = ImageIO.read(file.toFile()).getRaster();
      BufferedImage rgb = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          int colour = 0;
          for (int channel = 0; channel < 3; channel++) {
            colour = colour << 8 | samples.getSample(x, y, Math.min(channel, bands - 1));
          }
          rgb.setRGB(x, y, colour);
        }
      }
      float[] found = values(file);
      assertArrayEquals(values(write(rgb, "png")), found, (float) EXACT);
      float[] near = reference(0xff);
      for (int i = 0; i < near.length; i++) {
        assertEquals(near[i], found[i], 0.2, "JPEG is lossy, but not brighter");
      }
    }
  }

  @Test
  void cmykIsRefused() throws IOException {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, SIDE, SIDE, 4, null);
    Path file = folder.resolve("cmyk.jpg");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(new IIOImage(raster, null, null));
    }
    IOException refused = assertThrows(IOException.class, () -> values(file));
    assertTrue(refused.getMessage().contains("CMYK; convert it to RGB"), refused.getMessage());
  }

  @Test
  void declaredPixelsCostNothing() throws IOException {
    byte[] png = png(8, 0, new byte[SIDE * (SIDE + 1)]);
    for (int[] size : new int[][] {{9_000, 9_000}, {1 << 30, 1 << 30}, {1, 1_000_000}}) {
      ByteBuffer.wrap(png).putInt(16, size[0]).putInt(20, size[1]);
      CRC32 crc = new CRC32();
      crc.update(png, 12, 17);
      ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
      Path file = Files.write(folder.resolve("large.png"), png);
      IOException refused = assertThrows(IOException.class, () -> values(file));
      assertTrue(refused.getMessage().contains("large.png: "), refused.getMessage());
    }
  }

  @Test
  void longAndNarrowPicturesAreRefused() throws IOException {
    Path file = write(new BufferedImage(1, 900_000, BufferedImage.TYPE_INT_RGB), "png");
    IOException refused = assertThrows(IOException.class, () -> values(file));
    assertTrue(refused.getMessage().contains("too long and narrow"), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
  void damagedPicturesAreRefusedOrRead(String format) throws IOException {
    byte[] sound =
        Files.readAllBytes(write(image(ColorSpace.CS_sRGB, DataBuffer.TYPE_BYTE, 1, 3), format));
    Path file = folder.resolve("damaged." + format);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = sound.clone();
      if (i < 60) {
        damaged = Arrays.copyOf(damaged, damaged.length * i / 60);
      } else {
        damaged[i * 7919 % Math.min(damaged.length, 400)] ^= (byte) (1 << i % 8);
      }
      Files.write(file, damaged);
      try {
        assertEquals(3 * 12 * 12, values(file).length);
      } catch (IOException refused) {
        assertTrue(refused.getMessage().contains("damaged."), refused.getMessage());
      }
    }
  }
}
