package dev.ebpc.tools.io;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names for the files of one folder, made from the names of models, layers, tensors and pictures:
 * of letters, digits, dots, dashes and underscores only, never hidden, no longer than file systems
 * allow, and no two alike, capital letters or not. Not thread-safe.
 */
public final class FileNames {
  /** Most bytes of a file's name, on nearly all file systems. */
  private static final int MOST_BYTES = 255;

  /** Least room for a name beside what surrounds it, so that it still tells something. */
  private static final int LEAST_ROOM = 16;

  /** Names that Windows gives to devices, with any suffix. */
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.CASE_INSENSITIVE);

  private final String filler;
  private final Set<String> taken = new HashSet<>();

  /**
   * Starts with no name given.
   *
   * @param filler stands for characters that names of files do not have: {@code -} or {@code _}
   */
  public FileNames(String filler) {
    this.filler = filler;
  }

  /** Any text as a part of a file's name; not bounded yet. */
  public static String safe(String text, String filler) {
    return text.replaceAll("[^A-Za-z0-9._-]", filler);
  }

  /**
   * A name that was not given before.
   *
   * @param prefix what it begins with, as it is
   * @param text what it is made from
   * @param suffix what it ends with, as it is
   * @throws UsageException if prefix and suffix leave no room
   */
  public String unique(String prefix, String text, String suffix) {
    String middle = safe(text, filler);
    if (prefix.isEmpty() && (middle.isEmpty() || ".-".indexOf(middle.charAt(0)) >= 0)) {
      middle = "_" + middle;
    }
    if (DEVICE.matcher(prefix + middle + suffix).matches()) {
      middle = "_" + middle;
    }
    int room = MOST_BYTES - (prefix + suffix).getBytes(StandardCharsets.UTF_8).length;
    if (room < LEAST_ROOM) {
      throw new UsageException(
          "the name " + prefix + " is too long to be continued; -o gives a shorter one");
    }
    String name = cut(middle, room);
    for (int again = 2; !taken.add((prefix + name + suffix).toLowerCase(Locale.ROOT)); again++) {
      String number = "-" + again;
      name = cut(middle, room - number.length()) + number;
    }
    return prefix + name + suffix;
  }

  private static String cut(String name, int length) {
    return name.length() <= length ? name : name.substring(0, length);
  }
}
