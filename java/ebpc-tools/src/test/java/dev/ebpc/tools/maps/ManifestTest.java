package dev.ebpc.tools.maps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.tools.Run;
import dev.ebpc.tools.Samples;
import dev.ebpc.tools.maps.Manifest.Entry;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  private final List<String> leftOut = new ArrayList<>();

  @TempDir Path folder;

  private List<Entry> read(String text) throws IOException {
    return Manifest.read(
        manifest(text), (item, problem) -> leftOut.add(item + ": " + problem.getMessage()));
  }

  private Path manifest(String text) throws IOException {
    return Files.writeString(folder.resolve("index.csv"), text);
  }

  @Test
  void fileIsTheOnlyColumnThatIsNeeded() throws IOException {
    List<Entry> entries = read("colour,file\nred,\"a, b.npy\"\n\n");
    assertEquals(1, entries.size());
    assertEquals("a, b.npy", entries.get(0).info().file());
    assertEquals(folder.resolve("a, b.npy"), entries.get(0).path());
    assertNull(entries.get(0).info().format());
  }

  @Test
  void columnsTellWhereAMapComesFrom() throws IOException {
    Entry entry =
        read("""
                net,file,image,layer,layer_name,format,kind,word_bits
                vgg,x.npy,cat.png,4,conv2_2,fixed12,grad,12
                """)
            .get(0);
    MapInfo expected =
        new MapInfo(
            "x.npy", "vgg", "cat.png", 4, "conv2_2", "grad", "fixed12", NumberFormat.FIXED12, 12);
    assertEquals(expected, entry.info());
    assertEquals(expected, read(written(expected)).get(0).info());
  }

  private static String written(MapInfo info) {
    String head = Csv.line(Manifest.COLUMNS);
    return head + "\n" + Manifest.line(info, new long[] {1, 2}) + "\n";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "name\nx.npy",
        "file,net,net\nx.npy,a,b",
        "file,net\nx.npy,\"no end\n",
      })
  void whatIsNoManifestIsRefused(String text) {
    IOException refused = assertThrows(IOException.class, () -> read(text));
    assertTrue(refused.getMessage().contains("index.csv"), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file,layer\nx.npy\ngood.npy,1",
        "file,layer\nx.npy,1,2\ngood.npy,1",
        "file,layer\nx.npy,third\ngood.npy,1",
        "file,layer\nx.npy,1.5\ngood.npy,1",
        "file,layer\nx.npy,1e999999999\ngood.npy,1",
        "file,layer\nx.npy,1e-999999999\ngood.npy,1",
        "file,format\nx.npy,fixed9\ngood.npy,fixed8",
        "file,net\n,vgg\ngood.npy,vgg"
      })
  void oneBadLineIsLeftOut(String text) throws IOException {
    List<Entry> entries = read(text);
    assertEquals(1, entries.size());
    assertEquals("good.npy", entries.get(0).info().file());
    assertEquals(1, leftOut.size());
    assertTrue(leftOut.get(0).contains("index.csv, line 2: "), leftOut.get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ufefffile,net,layer\r\n\"a\",vgg,4\r\n\r\n",
        "file,net,layer\ra,vgg,4\r",
        "file;net;layer\na;vgg;4",
        "file\tnet\tlayer\na\tvgg\t4\n\t\t\n",
        "File, Net ,LAYER,unknown\n a , vgg , +4 ,x\n,,,\n,,,\n",
        "file,net,layer\na,vgg,4.0\n",
        "file,net,layer\na,vgg,4e0,,\n",
        "file,\"net\",layer\na, \"vgg\" ,0.4e1\n \n\n",
      })
  void tablesAreReadAsToolsWriteThem(String text) throws IOException {
    Entry entry = read(text).get(0);
    assertEquals(List.of(), leftOut);
    assertEquals("a", entry.info().file());
    assertEquals("vgg", entry.info().network());
    assertEquals(4, entry.info().layer());
  }

  @Test
  void fieldsInQuotesHoldAnything() throws IOException {
    List<Entry> entries = read("file,net,layer\n\"a,\r\nb\",\"say \"\"x\"\"\",1\nc,5\" disk,x\n");
    assertEquals(1, entries.size());
    assertEquals("a,\r\nb", entries.get(0).info().file());
    assertEquals("say \"x\"", entries.get(0).info().network());
    // Lines are counted as an editor counts them.
    assertTrue(leftOut.get(0).contains("line 4: "), leftOut.get(0));
  }

  @Test
  void otherEncodingsAreReadOrNamed() throws IOException {
    Path manifest = folder.resolve("index.csv");
    for (Charset wide : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      Files.write(manifest, "\ufefffile\tnet\r\né\tvgg\r\n".getBytes(wide));
      assertEquals("é", Manifest.read(manifest, (item, problem) -> {}).get(0).info().file());
    }
    Files.write(manifest, "file,net\né,vgg\n".getBytes(StandardCharsets.ISO_8859_1));
    IOException refused =
        assertThrows(IOException.class, () -> Manifest.read(manifest, (item, problem) -> {}));
    assertTrue(refused.getMessage().contains("byte 9 is not UTF-8"), refused.getMessage());
  }

  @Test
  void namesTellWhereAMapComesFrom() {
    Path file = Path.of("squeezenet1_1_chelsea_14-fire6_expand1x1-grad_fixed16.npy");
    MapInfo info = Manifest.ofName(file, file).info();
    assertEquals("squeezenet1_1", info.network());
    assertEquals("chelsea", info.image());
    assertEquals(14, info.layer());
    assertEquals("fire6_expand1x1", info.layerName());
    assertTrue(info.isGradient());
    assertEquals(NumberFormat.INT16, info.format());
    assertEquals(file.toString(), info.tellingName());
  }

  @Test
  void listedFileMustBeThere() throws IOException {
    manifest("file\nnowhere.npy\n");
    Run run = Run.of("eval", folder);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("nowhere.npy"), run.err());
  }

  @Test
  void formatMustGoWithTheFile() throws IOException {
    manifest("file,format\nx.npy,fixed8\n");
    byte[] shorts = Samples.elements(8, 2, 1);
    Files.write(folder.resolve("x.npy"), Samples.npy("<i2", false, "(8,)", shorts));
    Run run = Run.of("eval", folder);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("x.npy"), run.err());
  }

  @Test
  void wordsMustFitTheirBits() throws IOException {
    manifest("file,format\nx.npy,fixed12\n");
    byte[] shorts = {1, 0, 0, 8};
    Files.write(folder.resolve("x.npy"), Samples.npy("<i2", false, "(2,)", shorts));
    Run run = Run.of("eval", folder, "--compressors", "none");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("word 1 does not fit 12 bits"), run.err());
  }

  @Test
  void kindsHaveRowsOfTheirOwnAndMissingFilesDoNotEndTheRun() throws IOException {
    byte[] words = Samples.elements(64, 1, 1);
    Files.write(folder.resolve("x.npy"), Samples.npy("|i1", false, "(64,)", words));
    String net = "n".repeat(50);
    String rows = "file,net,kind\nx.npy,NET,fmap\nnowhere.npy,NET,fmap\nx.npy,NET,gate\n";
    manifest(rows.replace("NET", net));
    Run run = Run.of("eval", folder, folder.resolve("no-folder"), "--compressors", "none");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("nowhere.npy"), run.err());
    assertTrue(run.err().contains("no-folder"), run.err());
    assertTrue(run.out().lines().anyMatch(line -> line.matches("n+~ int8 +fmap +1 .*")), run.out());
    assertTrue(run.out().lines().anyMatch(line -> line.matches("n+~ int8 +gate +1 .*")), run.out());
  }
}
