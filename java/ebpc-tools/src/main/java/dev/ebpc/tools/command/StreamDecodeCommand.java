package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.Ebpc;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Transmission;
import dev.ebpc.tools.io.FileKind;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.Names;
import dev.ebpc.tools.io.Output;
import dev.ebpc.tools.io.UsageException;
import dev.ebpc.tools.stream.Sidecar;
import dev.ebpc.tools.tensor.TensorFileException;
import dev.ebpc.tools.tensor.TensorOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ebpc stream decode}: bare hardware streams back to words. */
@Command(
    name = "decode",
    description = {
      "Decode pairs of bare streams, named by their .json sidecars. What was an .npy file",
      "comes back byte for byte; else the words do, little-endian."
    })
final class StreamDecodeCommand extends FileCommand {
  @Mixin OutputOptions outputs = new OutputOptions();
  @Mixin EngineOption engine = new EngineOption();

  private Ebpc codec;

  @Override
  FileKind kind() {
    return new FileKind(
        "%s sidecar beside its %s file".formatted(StreamCommand.SIDECAR, StreamCommand.ZNZ),
        file -> isSidecar(file) && Files.exists(beside(file, StreamCommand.ZNZ)));
  }

  @Override
  void prepare(List<Input> inputs) {
    codec = Ebpc.builder().engine(engine.one()).build();
    if (inputs.stream().anyMatch(Input::isStandard)) {
      throw new UsageException("stream decode reads three files, not standard input");
    }
    for (Input input : inputs) {
      if (input.isFound() && isSidecar(input.path())) {
        runOutputs().reads(beside(input.path(), StreamCommand.ZNZ));
        runOutputs().reads(beside(input.path(), StreamCommand.BPC));
      }
    }
    outputs.ask(inputs, runOutputs(), input -> Suffix.removed(input, StreamCommand.SIDECAR));
  }

  @Override
  ObjectNode process(Input input) throws IOException {
    if (!isSidecar(input.path())) {
      throw new UsageException("streams are named by their sidecar " + StreamCommand.SIDECAR);
    }
    Sidecar sidecar = Sidecar.read(input.path());
    byte[] znz = stream(beside(input.path(), StreamCommand.ZNZ), sidecar, sidecar.znzBits());
    byte[] bpc = stream(beside(input.path(), StreamCommand.BPC), sidecar, sidecar.bpcBits());
    Transmission transmission = transmission(sidecar, znz, bpc);
    NumberFormat format = sidecar.tensor().type().format();
    byte[] words = codec.decodeTransmission(transmission, format);
    try (Output output = outputs.open(input)) {
      try (TensorOutput file = TensorOutput.of(sidecar.tensor().origin(), output.out())) {
        file.begin(sidecar.tensor());
        file.write(words, words.length);
      }
      output.commit();
      say("%s: %d words, %s", input.label(), sidecar.words(), output.label());
      return Json.object()
          .put("file", input.label())
          .put("output", output.label())
          .put("words", sidecar.words())
          .put("bytes", output.written());
    }
  }

  private static Transmission transmission(Sidecar sidecar, byte[] znz, byte[] bpc)
      throws TensorFileException {
    try {
      return new Transmission(
          sidecar.parameters(),
          sidecar.words(),
          sidecar.nonZeros(),
          znz,
          sidecar.znzBits(),
          bpc,
          sidecar.bpcBits());
    } catch (IllegalArgumentException contradiction) {
      throw new TensorFileException("no sidecar of streams: " + contradiction.getMessage());
    }
  }

  private static byte[] stream(Path file, Sidecar sidecar, int bits) throws IOException {
    long expected = Transmission.paddedBytes(bits, sidecar.parameters().wordBits());
    if (Files.size(file) != expected) {
      throw new TensorFileException(
          file + " has " + Files.size(file) + " bytes, the sidecar tells of " + expected);
    }
    return Files.readAllBytes(file);
  }

  private static boolean isSidecar(Path file) {
    return Names.last(file).endsWith(StreamCommand.SIDECAR);
  }

  /** The file of a stream, named as its sidecar is. */
  private static Path beside(Path sidecar, String suffix) {
    String name = Names.last(sidecar);
    String base = name.substring(0, name.length() - StreamCommand.SIDECAR.length());
    return Names.beside(sidecar, base + suffix);
  }
}
