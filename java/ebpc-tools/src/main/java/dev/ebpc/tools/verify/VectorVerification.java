package dev.ebpc.tools.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.engine.Engine;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.tensor.FileFailures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Holds everything that computes the code against golden vectors. */
public final class VectorVerification {

  /**
   * How one row did.
   *
   * @param name an engine, the hardware model, or the code variant
   * @param checked cases it was held against
   * @param skipped cases of another code, or of parameters that it cannot have
   * @param differences cases in which it departed from the vector
   */
  public record Row(String name, int checked, int skipped, int differences) {}

  private final List<VectorCase> cases = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  /**
   * Reads the vectors and checks them all.
   *
   * @param files files of vectors
   * @param engines the engines to check
   * @param differences told of each case that differs, in words
   * @param failures told of files that cannot be read or are malformed
   */
  public VectorVerification(
      List<Path> files, List<Engine> engines, Consumer<String> differences, FileFailures failures)
      throws IOException {
    for (Path file : files) {
      cases.addAll(FileFailures.orNone(file, failures, VectorFile::read));
    }
    for (Engine engine : engines) {
      check(new EngineCheck(engine), differences);
    }
    check(new ModelCheck(), differences);
    if (cases.stream().anyMatch(VectorCase::isEvaluation)) {
      check(new EvaluationCheck(), differences);
    }
  }

  private void check(VectorCheck check, Consumer<String> told) {
    int checked = 0;
    int differences = 0;
    for (VectorCase vector : cases) {
      if (!check.covers(vector)) {
        continue;
      }
      checked++;
      Optional<String> difference = check.firstDifference(vector);
      if (difference.isPresent()) {
        differences++;
        told.accept(check.name() + ": case " + vector.id() + ", " + difference.get());
      }
    }
    rows.add(new Row(check.name(), checked, cases.size() - checked, differences));
  }

  /** Cases of all files. */
  public int cases() {
    return cases.size();
  }

  /**
   * One row per engine, one for the hardware model, and one for the code variant if there are cases
   * of it.
   */
  public List<Row> rows() {
    return rows;
  }

  /** Whether no row differs anywhere. */
  public boolean agrees() {
    return rows.stream().allMatch(row -> row.differences == 0);
  }

  /** The rows as a document. */
  public ObjectNode document() {
    ObjectNode document = Json.object().put("cases", cases());
    ObjectNode engines = document.putObject("engines");
    for (Row row : rows) {
      engines
          .putObject(row.name)
          .put("checked", row.checked)
          .put("skipped", row.skipped)
          .put("differences", row.differences);
    }
    return document;
  }
}
