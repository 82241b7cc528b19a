package dev.ebpc.code;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A golden vector, one line of the JSON files under {@code /vectors}. */
public record Vector(String line) {

  /** The vectors of a file; every line that holds a case. */
  public static List<Vector> read(String file) {
    try (InputStream in = Vector.class.getResourceAsStream("/vectors/" + file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> line.startsWith("{")).map(Vector::new).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public CodeParameters parameters() {
    return new CodeParameters(number("data_w"), number("block_size"), number("max_zrle"));
  }

  /** The words, not sign-extended. */
  public int[] words() {
    int digits = (number("data_w") + 3) / 4;
    String hex = text("words");
    int[] words = new int[hex.length() / digits];
    for (int i = 0; i < words.length; i++) {
      words[i] = Integer.parseUnsignedInt(hex.substring(i * digits, (i + 1) * digits), 16);
    }
    return words;
  }

  public int number(String field) {
    return Integer.parseInt(find("\"" + field + "\":(\\d+)"));
  }

  public String text(String field) {
    return find("\"" + field + "\":\"([^\"]*)\"");
  }

  public byte[] bytes(String field) {
    String hex = text(field);
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return text("id");
  }

  private String find(String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(line);
    if (!matcher.find()) {
      throw new IllegalArgumentException(pattern + " is not in " + line);
    }
    return matcher.group(1);
  }
}
