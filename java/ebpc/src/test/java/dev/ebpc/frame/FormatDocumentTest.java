package dev.ebpc.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ebpc.code.NumberFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The worked example of docs/format.md is what the code writes and reads. */
class FormatDocumentTest {
  private static final byte[] WORDS = {5, 0, 0, 7, 9, 0, 8, 8, 3, 0, 0, 0, 0, 4, 12};

  @Test
  void theWorkedExampleHolds() throws IOException {
    String text = Files.readString(Path.of("../../docs/format.md"));
    int from = text.indexOf("```hex\n") + 7;
    String hex =
        text.substring(from, text.indexOf("```", from))
            .lines()
            .map(line -> line.replaceFirst(" {3,}.*", "").replace(" ", ""))
            .collect(Collectors.joining());
    byte[] example = HexFormat.of().parseHex(hex);
    FrameHeader header = FrameHeader.builder(NumberFormat.INT8).shape(3, 5).index(true).build();
    assertEquals(hex, HexFormat.of().formatHex(TestFrames.write(header, WORDS, TestFrames.SCALAR)));
    assertArrayEquals(WORDS, TestFrames.read(example, TestFrames.SCALAR));
  }
}
