package dev.ebpc.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A block of code in a document.
 *
 * <p>The word after the fence is its language: {@code java} is compiled and run, {@code sh} is run,
 * {@code cmake} is built, {@code hex} is the example that a test of the library reads, {@code text}
 * is a drawing or an output. Marks may follow, which readers do not see: {@code + WORDS} appends
 * words to every command, for small data or little time; {@code apart FILE} says that this script
 * of the repository runs the same commands.
 *
 * @param document the file, below the top of the repository
 * @param line the line of its first fence, from 1
 * @param language the first word after the fence
 * @param mark the words after it
 * @param lines what is between the fences
 */
record Block(Path document, int line, String language, String mark, List<String> lines) {
  static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final String FENCE = "```";
  private static final String INDENT = "    ";

  /** The documents: all of them that have code. */
  static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (String folder : List.of("", "docs", "bench", "native")) {
      try (Stream<Path> files = Files.list(TOP.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
      }
    }
    return documents.stream().map(TOP::relativize).toList();
  }

  /** The blocks of a document, those without a fence as well, in the order of their lines. */
  static List<Block> of(Path document) throws IOException {
    List<String> all = Files.readAllLines(TOP.resolve(document));
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String line = all.get(i);
      if (line.stripLeading().startsWith(FENCE)) {
        int end = i + 1;
        while (end < all.size() && !all.get(end).strip().equals(FENCE)) {
          end++;
        }
        String[] words = line.strip().substring(FENCE.length()).split(" ", 2);
        String mark = words.length > 1 ? words[1].strip() : "";
        blocks.add(
            new Block(document, i + 1, words[0], mark, List.copyOf(all.subList(i + 1, end))));
        i = end;
      } else if (line.startsWith(INDENT) && !line.isBlank() && i > 0 && all.get(i - 1).isBlank()) {
        blocks.add(new Block(document, i + 1, "", "", List.of(line.strip())));
      }
    }
    return blocks;
  }

  /** Where it stands, as editors and compilers have it. */
  String place() {
    return document + ":" + line;
  }

  /** The commands, without comments and empty lines, and as one where they go on in the next. */
  List<String> commands() {
    String text = String.join("\n", lines).replaceAll("\\\\\n\\s*", "");
    return text.lines()
        .map(command -> command.replaceAll("(^|\\s)#.*$", "").strip())
        .filter(command -> !command.isEmpty())
        .toList();
  }
}
