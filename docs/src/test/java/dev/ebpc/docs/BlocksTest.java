package dev.ebpc.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every block says what it is, so that something runs it. */
class BlocksTest {
  private static final Set<String> LANGUAGES = Set.of("java", "sh", "cmake", "hex", "text");
  private static final String MARKS = "|\\+ .+|apart .+";
  private static final Pattern SELECTED = Pattern.compile("-Dtest='?(\\w+)(?:#(\\w+))?'?");
  private static final Pattern PROPERTY = Pattern.compile("-D(ebpc\\.\\w+)=");

  private static List<Block> all() throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (Path document : Block.documents()) {
      blocks.addAll(Block.of(document));
    }
    return blocks;
  }

  @Test
  void everyBlockHasALanguageThatSomethingRuns() throws IOException {
    List<String> unknown =
        all().stream()
            .filter(block -> !LANGUAGES.contains(block.language()) || !block.mark().matches(MARKS))
            .map(block -> block.place() + " " + block.language() + " " + block.mark())
            .toList();
    assertEquals(List.of(), unknown);
  }

  @Test
  void theBlocksAreFound() throws IOException {
    List<String> languages = all().stream().map(Block::language).distinct().sorted().toList();
    assertEquals(LANGUAGES.stream().sorted().toList(), languages);
    assertTrue(all().size() > 20);
  }

  @Test
  void whatIsRunApartIsRunThere() throws IOException {
    for (Block block : all()) {
      if (block.mark().startsWith("apart ")) {
        Path script = Block.TOP.resolve(block.mark().substring("apart ".length()));
        List<String> run = Files.readAllLines(script);
        block.commands().forEach(command -> assertTrue(run.contains(command), command));
      }
    }
  }

  /** Maven is not run inside Maven, but what it is told to do has to be there. */
  @Test
  void modulesAndTestsThatMavenIsGivenAreThere() throws IOException {
    for (Block block : all()) {
      for (String command : block.commands()) {
        if (block.language().equals("sh") && command.startsWith("mvn ")) {
          requireThere(block, command);
        }
      }
    }
  }

  private static void requireThere(Block block, String command) throws IOException {
    Path module = Block.TOP;
    Matcher chosen = Pattern.compile("-pl (\\S+)").matcher(command);
    if (chosen.find()) {
      module = Block.TOP.resolve(chosen.group(1));
      assertTrue(Files.exists(module.resolve("pom.xml")), block.place() + ": " + module);
    }
    String tests = sources(module.resolve("src/test"));
    Matcher selected = SELECTED.matcher(command);
    if (selected.find()) {
      assertTrue(tests.contains("class " + selected.group(1)), block.place() + ": " + command);
      // It may be inherited.
      String all = sources(Block.TOP.resolve("java"));
      assertTrue(
          selected.group(2) == null || all.contains("void " + selected.group(2) + "("),
          block.place() + ": " + command);
    }
    Matcher property = PROPERTY.matcher(command);
    while (property.find()) {
      String quoted = "\"" + property.group(1) + "\"";
      assertTrue(sources(Block.TOP.resolve("java")).contains(quoted), command);
    }
  }

  private static String sources(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          text.append(Files.readString(file));
        }
      }
    }
    return text.toString();
  }
}
