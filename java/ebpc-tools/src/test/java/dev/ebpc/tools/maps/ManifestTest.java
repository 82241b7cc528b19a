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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  @TempDir Path folder;

  private Path manifest(String text) throws IOException {
    return Files.writeString(folder.resolve("index.csv"), text);
  }

  @Test
  void fileIsTheOnlyColumnThatIsNeeded() throws IOException {
    List<Entry> entries = Manifest.read(manifest("colour,file\nred,\"a, b.npy\"\n\n"));
    assertEquals(1, entries.size());
    assertEquals("a, b.npy", entries.get(0).info().file());
    assertEquals(folder.resolve("a, b.npy"), entries.get(0).path());
    assertNull(entries.get(0).info().format());
  }

  @Test
  void columnsTellWhereAMapComesFrom() throws IOException {
    Entry entry =
        Manifest.read(
                manifest(
                    """
                    net,file,image,layer,layer_name,format,kind,word_bits
                    vgg,x.npy,cat.png,4,conv2_2,fixed12,grad,12
                    """))
            .get(0);
    MapInfo expected =
        new MapInfo(
            "x.npy", "vgg", "cat.png", 4, "conv2_2", "grad", "fixed12", NumberFormat.FIXED12, 12);
    assertEquals(expected, entry.info());
    assertEquals(expected, Manifest.read(manifest(written(expected))).get(0).info());
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
        "file,layer\nx.npy",
        "file,layer\nx.npy,third",
        "file,format\nx.npy,fixed9",
        "file,net\n,vgg"
      })
  void brokenManifestsAreRefused(String text) throws IOException {
    Path manifest = manifest(text);
    IOException refused = assertThrows(IOException.class, () -> Manifest.read(manifest));
    assertTrue(refused.getMessage().contains("index.csv"), refused.getMessage());
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
}
