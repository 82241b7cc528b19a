package dev.ebpc.tools.verify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.tensor.FileFailures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the hardware model against recorded traces of the published RTL: every handshake with its
 * cycle, word and last flag, every {@code blk_done_o} and every change of {@code idle_o}.
 */
public final class TraceVerification {
  private final List<TraceDifference> differences = new ArrayList<>();
  private int encoderCases;
  private int decoderCases;

  /**
   * Reads the traces and plays all their jobs.
   *
   * @param files files of traces
   * @param failures told of files that cannot be read or are malformed
   */
  public TraceVerification(List<Path> files, FileFailures failures) throws IOException {
    for (Path file : files) {
      for (TraceCase trace : FileFailures.orNone(file, failures, TraceFile::read)) {
        encoderCases += trace.encoder() ? 1 : 0;
        decoderCases += trace.encoder() ? 0 : 1;
        TraceDifference.first(trace).ifPresent(differences::add);
      }
    }
  }

  /** Traces of the encoder. */
  public int encoderCases() {
    return encoderCases;
  }

  /** Traces of the decoder. */
  public int decoderCases() {
    return decoderCases;
  }

  /** The first difference of every case that has any. */
  public List<TraceDifference> differences() {
    return differences;
  }

  /** The result as a document. */
  public ObjectNode document() {
    ObjectNode document =
        Json.object()
            .put("cases", encoderCases + decoderCases)
            .put("encoderCases", encoderCases)
            .put("decoderCases", decoderCases)
            .put("differences", differences.size());
    ArrayNode first = document.putArray("firstDifferences");
    for (TraceDifference difference : differences) {
      first
          .addObject()
          .put("case", difference.id())
          .put("cycle", difference.cycle())
          .put("signal", difference.signal())
          .put("expected", difference.expected())
          .put("found", difference.found());
    }
    return document;
  }
}
