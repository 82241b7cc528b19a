package dev.ebpc.model.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.support.Inputs;
import dev.ebpc.model.support.ReferenceCode;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The files hold the streams, and both forms of a file the same. */
class TestbenchExportTest {
  private final Map<String, StringWriter> files = new TreeMap<>();

  private void export(HardwareParameters parameters, List<int[]> transmissions) throws IOException {
    files.clear();
    TestbenchExport.write(
        parameters, transmissions, name -> files.computeIfAbsent(name, n -> new StringWriter()));
  }

  private List<String> lines(String name) {
    return files.get(name).toString().lines().toList();
  }

  @Test
  void workedExample() throws IOException {
    int[] words = {5, 0, 0, 7, 9, 0, 8, 8, 3, 0, 0, 0, 0, 4, 12};
    export(HardwareParameters.PUBLISHED, List.of(words, new int[] {0}));
    assertEquals(List.of("87 0", "07 0", "1e 1", "00 1"), lines("znz.txt"));
    assertEquals(List.of("087", "007", "11e", "100"), lines("znz.hex"));
    assertEquals(List.of("05 0", "96 0", "e2 0", "e4 0", "85 0", "1e 0", "28 1"), lines("bpc.txt"));
    assertEquals("0c 1", lines("words.txt").get(14));
    assertEquals("10c", lines("words.hex").get(14));
    assertEquals(List.of("00000e", "000000"), lines("num_words.txt"));
    assertEquals(lines("num_words.txt"), lines("num_words.hex"));
    assertEquals(
        List.of(
            "data_w 8",
            "block_size 8",
            "log_max_zrle_len 4",
            "num_words 2",
            "words 16",
            "znz 4",
            "bpc 7",
            "published_rtl_agrees 1"),
        lines("parameters.txt"));
    assertEquals(9, files.size());
  }

  @Test
  void everyParameter() throws IOException {
    SplittableRandom random = new SplittableRandom(71);
    for (HardwareParameters parameters : Inputs.allParameters()) {
      List<int[]> words = new ArrayList<>();
      List<int[]> znz = new ArrayList<>();
      List<int[]> bpc = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        words.add(Inputs.words(parameters, random.nextInt(1, 200), random));
        ReferenceCode code = new ReferenceCode(parameters, words.get(i));
        znz.add(code.znzWords());
        bpc.add(code.bpcWords());
      }
      export(parameters, words);
      assertPort("words", words, parameters);
      assertPort("znz", znz, parameters);
      assertPort("bpc", bpc, parameters);
    }
  }

  private void assertPort(String port, List<int[]> transmissions, HardwareParameters parameters) {
    List<String> text = new ArrayList<>();
    List<Long> memory = new ArrayList<>();
    for (int[] words : transmissions) {
      for (int i = 0; i < words.length; i++) {
        boolean last = i == words.length - 1;
        long word = Integer.toUnsignedLong(words[i]);
        text.add(Long.toHexString(word) + (last ? " 1" : " 0"));
        memory.add(last ? word + (1L << parameters.wordBits()) : word);
      }
    }
    assertEquals(text, lines(port + ".txt").stream().map(TestbenchExportTest::unpadded).toList());
    assertEquals(memory, lines(port + ".hex").stream().map(s -> Long.parseLong(s, 16)).toList());
    assertTrue(
        lines(port + ".txt").stream().allMatch(s -> s.length() == parameters.wordBits() / 4 + 2));
  }

  private static String unpadded(String line) {
    return line.replaceFirst("^0+(?=\\p{XDigit})", "");
  }

  @Test
  void aWordThatThePublishedRtlKeepsBackIsExpectedAllTheSame() throws IOException {
    int[] words = Arrays.copyOf(new int[] {1, 2, 3, 4, 5, 6, 7, 8}, 20);
    export(HardwareParameters.PUBLISHED, List.of(words));
    assertEquals(List.of("01 0", "00 0", "0d 1"), lines("bpc.txt"));
    assertEquals("published_rtl_agrees 0", lines("parameters.txt").get(7));
  }

  @Test
  void wordsThatAreTooWideAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> export(HardwareParameters.PUBLISHED, List.of(new int[] {256})));
  }
}
