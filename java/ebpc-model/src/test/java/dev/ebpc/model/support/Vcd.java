package dev.ebpc.model.support;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Reads a value change dump as a viewer does. */
public final class Vcd {
  private final Map<String, String> idOfPath = new HashMap<>();
  private final Map<String, Integer> widthOfId = new HashMap<>();
  private final Map<String, TreeMap<Long, Long>> changesOfId = new HashMap<>();
  private long end;

  /** Reads all of it; complains about anything that is not declared. */
  public Vcd(String text) {
    Deque<String> scopes = new ArrayDeque<>();
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ");
      switch (line.charAt(0)) {
        case '$' -> declaration(words, scopes);
        case '#' -> {
          long time = Long.parseLong(line.substring(1));
          require(time >= end, line);
          end = time;
        }
        case 'b' -> change(words[1], words[0].substring(1));
        default -> change(line.substring(1), line.substring(0, 1));
      }
    }
    require(scopes.isEmpty(), "open scopes: " + scopes);
  }

  private void declaration(String[] words, Deque<String> scopes) {
    if (words[0].equals("$scope")) {
      scopes.addLast(words[2]);
    } else if (words[0].equals("$upscope")) {
      scopes.removeLast();
    } else if (words[0].equals("$var")) {
      String id = words[3];
      String path = String.join(".", scopes) + "." + words[4];
      require(idOfPath.put(path, id) == null, path);
      require(widthOfId.put(id, Integer.parseInt(words[2])) == null, id);
      changesOfId.put(id, new TreeMap<>());
    }
  }

  private void change(String id, String bits) {
    require(bits.length() <= widthOfId.get(id), bits + " is too wide for " + id);
    changesOfId.get(id).put(end, Long.parseUnsignedLong(bits, 2));
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException(what);
    }
  }

  /** Value of a signal at a time. */
  public long at(String path, long time) {
    return changesOfId.get(idOfPath.get(path)).floorEntry(time).getValue();
  }

  /** Time of the last change. */
  public long end() {
    return end;
  }
}
