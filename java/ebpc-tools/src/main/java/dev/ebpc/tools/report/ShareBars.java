package dev.ebpc.tools.report;

import java.util.List;
import java.util.Locale;

/**
 * Bars that show what a whole consists of.
 *
 * @param title read aloud in place of the picture
 * @param names what the parts are
 * @param bars the bars
 */
record ShareBars(String title, List<String> names, List<Bar> bars) {
  private static final double WIDTH = 460;
  private static final double LEFT = 70;
  private static final double RIGHT = WIDTH - 14;
  private static final double ROW_HEIGHT = 38;
  private static final double BAR_HEIGHT = 24;

  /** Narrower parts have no room for a number. */
  private static final double ROOM_FOR_NUMBER = 30;

  /**
   * One bar.
   *
   * @param name what it is of
   * @param parts in the order of the names
   */
  record Bar(String name, List<Long> parts) {}

  String svg() {
    double bottom = ROW_HEIGHT * bars.size();
    Svg svg = new Svg(title, WIDTH, bottom + 26);
    for (int i = 0; i < bars.size(); i++) {
      draw(svg, bars.get(i), ROW_HEIGHT * i + 6);
    }
    svg.text("mark start", LEFT, bottom + 18, "0 %");
    svg.text("mark middle", (LEFT + RIGHT) / 2, bottom + 18, "50 %");
    svg.text("mark end", RIGHT, bottom + 18, "100 %");
    return svg.end();
  }

  private void draw(Svg svg, Bar bar, double top) {
    svg.text("mark end", LEFT - 8, top + BAR_HEIGHT / 2 + 4, bar.name());
    double sum = bar.parts().stream().mapToLong(Long::longValue).sum();
    double x = LEFT;
    for (int i = 0; i < bar.parts().size(); i++) {
      double share = sum == 0 ? 0 : bar.parts().get(i) / sum;
      double width = share * (RIGHT - LEFT);
      String told = String.format(Locale.ROOT, "%s: %.1f %%", names.get(i), 100 * share);
      svg.box("part p" + i, x, top, width, BAR_HEIGHT, bar.name() + ", " + told);
      if (width > ROOM_FOR_NUMBER) {
        String number = String.format(Locale.ROOT, "%.0f", 100 * share);
        svg.text("inside middle", x + width / 2, top + BAR_HEIGHT / 2 + 4, number);
      }
      x += width;
    }
  }
}
