package dev.ebpc.tools.io;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/**
 * Something painted, to be written as an image or a drawing.
 *
 * @param width pixels
 * @param height pixels
 * @param paint paints it
 */
public record Picture(int width, int height, Consumer<Graphics2D> paint) {

  /** Writes a PNG image. */
  public void writePng(OutputStream out) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    paint.accept(graphics);
    graphics.dispose();
    ImageIO.write(image, "png", out);
  }

  /** Writes an SVG document. */
  public void writeSvg(OutputStream out) throws IOException {
    VectorGraphics2D graphics = new VectorGraphics2D();
    paint.accept(graphics);
    PageSize page = new PageSize(0, 0, width, height);
    new SVGProcessor().getDocument(graphics.getCommands(), page).writeTo(out);
  }
}
