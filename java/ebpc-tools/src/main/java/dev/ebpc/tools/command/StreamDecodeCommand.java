package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.Ebpc;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Transmission;
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
  boolean wants(Path file) {
    String name = Names.text(file);
    return name.endsWith(StreamCommand.SIDECAR)
        && Files.exists(Names.path(base(name) + StreamCommand.ZNZ));
  }

  @Override
  void prepare(List<Input> inputs) {
    outputs.check(inputs, report.json);
    codec = Ebpc.builder().engine(engine.one()).build();
    if (inputs.stream().anyMatch(Input::isStandard)) {
      throw new UsageException("stream decode reads three files, not standard input");
    }
  }

  @Override
  ObjectNode process(Input input) throws IOException {
    if (!input.label().endsWith(StreamCommand.SIDECAR)) {
      throw new UsageException("streams are named by their sidecar " + StreamCommand.SIDECAR);
    }
    Sidecar sidecar = Sidecar.read(input.path());
    String base = base(input.label());
    byte[] znz = stream(base + StreamCommand.ZNZ, sidecar, sidecar.znzBits());
    byte[] bpc = stream(base + StreamCommand.BPC, sidecar, sidecar.bpcBits());
    Transmission transmission =
        new Transmission(
            sidecar.parameters(),
            sidecar.words(),
            sidecar.nonZeros(),
            znz,
            sidecar.znzBits(),
            bpc,
            sidecar.bpcBits());
    NumberFormat format = sidecar.tensor().type().format();
    byte[] words = codec.decodeTransmission(transmission, format);
    Path suggested = Suffix.removed(input, StreamCommand.SIDECAR);
    try (Output output = outputs.open(input, suggested, console())) {
      try (TensorOutput file = TensorOutput.of(sidecar.tensor().origin(), output.out())) {
        file.begin(sidecar.tensor());
        file.write(words, words.length);
      }
      output.commit();
      tell(output, "%s: %d words, %s", input.label(), sidecar.words(), output.label());
      return Json.object()
          .put("file", input.label())
          .put("output", output.label())
          .put("words", sidecar.words())
          .put("bytes", output.written());
    }
  }

  private static byte[] stream(String path, Sidecar sidecar, int bits) throws IOException {
    Path file = Names.path(path);
    long expected = Transmission.paddedBytes(bits, sidecar.parameters().wordBits());
    if (Files.size(file) != expected) {
      throw new TensorFileException(
          path + " has " + Files.size(file) + " bytes, the sidecar tells of " + expected);
    }
    return Files.readAllBytes(file);
  }

  private static String base(String sidecar) {
    return sidecar.substring(0, sidecar.length() - StreamCommand.SIDECAR.length());
  }
}
