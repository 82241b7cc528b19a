package dev.ebpc.tools.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.Engines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadTest {

  private static final Group GROUP = new Group("kv", "int16", false);

  /** A tensor of int16 whose words are their own numbers. */
  private static Piece tensor(long... shape) {
    byte[] words = new byte[(int) (2 * Arrays.stream(shape).reduce(1, Math::multiplyExact))];
    for (int i = 0; i < words.length; i += 2) {
      words[i] = (byte) (i / 2);
      words[i + 1] = (byte) ((i / 2) >> 8);
    }
    return new Piece(GROUP, NumberFormat.INT16, words, shape);
  }

  private static List<String> shapes(List<Piece> pieces) {
    return pieces.stream().map(piece -> Arrays.toString(piece.shape())).toList();
  }

  private static void assertPiecesAre(Piece tensor, List<Piece> pieces) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (Piece piece : pieces) {
      long words = Arrays.stream(piece.shape()).reduce(1, Math::multiplyExact);
      assertEquals(piece.bytes(), words * 2, "the shape is that of the piece");
      joined.writeBytes(piece.words());
    }
    assertArrayEquals(tensor.words(), joined.toByteArray());
  }

  @Test
  void aTensorThatFitsStaysWhole() {
    Piece tensor = tensor(2, 3, 5);
    assertEquals(List.of(tensor), tensor.cut(60));
    assertEquals(List.of("[2, 3, 5]"), shapes(tensor.cut(1000)));
  }

  @Test
  void piecesAreWholeRows() {
    Piece tensor = tensor(2, 3, 5);
    List<Piece> pieces = tensor.cut(45);
    assertEquals(List.of("[4, 5]", "[2, 5]"), shapes(pieces));
    assertPiecesAre(tensor, pieces);
    assertEquals(6, tensor.cut(10).size(), "a row exactly");
  }

  @Test
  void rowsThatDoNotFitAreCutEachForItself() {
    Piece tensor = tensor(2, 7);
    List<Piece> pieces = tensor.cut(9);
    assertEquals(List.of("[4]", "[3]", "[4]", "[3]"), shapes(pieces));
    assertPiecesAre(tensor, pieces);
  }

  @Test
  void tensorsWithoutRowsAndWithoutWords() {
    assertEquals(List.of("[]"), shapes(tensor().cut(64)));
    assertEquals(List.of(), tensor(3, 0).cut(64));
    Piece line = tensor(100);
    assertEquals(List.of("[32]", "[32]", "[32]", "[4]"), shapes(line.cut(64)));
    assertPiecesAre(line, line.cut(64));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 4096, 65536})
  void framesHaveTheShapeOfTheirPiece(int most) {
    Workload workload = Workload.cut(List.of(tensor(9, 40, 33)), most);
    for (Codec codec : Codecs.frames(Engines.available(), false)) {
      try (FrameContender contender = (FrameContender) codec.maker().make(workload)) {
        for (int i = 0; i < workload.pieces().size(); i++) {
          contender.encode(i);
          assertArrayEquals(
              workload.pieces().get(i).shape(), contender.header(i).shape().orElseThrow());
          contender.decode();
          assertTrue(contender.restored(), codec.name());
        }
      }
    }
  }

  @Test
  void piecesAreGroupedAndFiltered() {
    Piece other = Workload.zeros(NumberFormat.INT8, 20, 20).pieces().get(0);
    Workload workload = Workload.cut(List.of(tensor(4, 8), other, tensor(2, 8)), 32);
    assertEquals(List.of(GROUP, other.group()), List.copyOf(workload.groups()));
    assertArrayEquals(new int[] {0, 1, 2}, workload.piecesOf(GROUP));
    Workload more = workload.repeated(400);
    assertArrayEquals(
        new int[] {0, 1, 2, 4, 5, 6, 7}, more.piecesOf(GROUP), "copies belong to their group");
    assertEquals(10, more.piecesOf(other.group()).length, "every group has its part");
    assertEquals(
        List.of(other), more.where(piece -> piece.group().kind().equals("zeros")).pieces());
  }

  @Test
  void repetitionCopiesPiecesAndNeverGrowsThem() {
    Workload once = Workload.cut(List.of(tensor(3)), 4);
    Workload repeated = once.repeated(14);
    assertEquals(5, repeated.pieces().size());
    assertEquals(16, repeated.bytes());
    assertEquals(2, repeated.distinct());
    assertArrayEquals(new byte[] {2, 0}, repeated.pieces().get(3).words());
    assertNotSame(repeated.pieces().get(0).words(), repeated.pieces().get(2).words());
    assertEquals(once.pieces(), once.repeated(1).pieces());
  }

  @Test
  void nothingCannotBeMeasured() {
    assertThrows(IllegalArgumentException.class, () -> Workload.cut(List.of(tensor(0)), 4));
  }

  @Test
  void shippedDataHaveEveryKindAndFormat() throws IOException {
    Workload workload = Workloads.of(Workloads.shipped(), 1 << 16);
    assertTrue(workload.bytes() >= 16 << 20);
    assertTrue(workload.longest() <= 1 << 16);
    Set<String> names = new HashSet<>();
    for (Group group : workload.groups()) {
      names.add(group.name());
      assertEquals(group.kind().equals("fmap") || group.kind().equals("grad"), !group.generated());
    }
    assertTrue(
        names.containsAll(
            List.of(
                "fmap fixed8",
                "fmap fixed12",
                "grad fixed16",
                "kv bfloat16",
                "kv fp8e4m3",
                "weight int8",
                "quantised uint8",
                "embedding float32",
                "gradient bfloat16")),
        names::toString);
  }
}
