package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.Ebpc;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Transmission;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.Names;
import dev.ebpc.tools.io.OutputSet;
import dev.ebpc.tools.io.UsageException;
import dev.ebpc.tools.stream.Sidecar;
import dev.ebpc.tools.tensor.Tensor;
import dev.ebpc.tools.tensor.TensorFiles;
import dev.ebpc.tools.tensor.TensorInfo;
import dev.ebpc.tools.tensor.TensorReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ebpc stream encode}: tensors to bare hardware streams, one transmission per tensor. */
@Command(
    name = "encode",
    description = {
      "Encode each tensor as one transmission: its ZNZ stream to OUT.znz, its BPC stream to",
      "OUT.bpc, padded to words, and what a decoder must be told to OUT.json."
    })
final class StreamEncodeCommand extends FileCommand {
  private static final int BUFFER = 1 << 20;

  @Mixin OutputOptions outputs = new OutputOptions();
  @Mixin TensorOptions tensors = new TensorOptions();
  @Mixin CodingOptions coding = new CodingOptions();
  @Mixin EngineOption engine = new EngineOption();

  private Ebpc codec;

  @Override
  boolean wants(Path file) {
    return TensorFiles.hasTensorSuffix(file);
  }

  @Override
  void prepare(List<Input> inputs) {
    if (inputs.stream().anyMatch(outputs::isStandard)) {
      throw new UsageException("stream encode writes three files; -o names them without suffix");
    }
    outputs.check(inputs, report.json);
    codec = coding.codec(engine.one());
  }

  @Override
  ObjectNode process(Input input) throws IOException {
    List<Sidecar> sidecars = new ArrayList<>();
    try (TensorReader file = tensors.open(input, console());
        OutputSet written = new OutputSet(outputs.force)) {
      boolean several = false;
      while (file.hasNext()) {
        Tensor tensor = file.next();
        several |= file.hasNext();
        Transmission streams = encode(tensor);
        Sidecar sidecar = sidecar(input, tensor.info(), streams);
        sidecars.add(sidecar);
        String name = Names.text(outputs.base(input)) + (several ? suffix(tensor.info()) : "");
        write(name, streams, sidecar, written);
      }
      file.requireEnd();
      written.commit();
    }
    sidecars.forEach(this::tell);
    if (sidecars.size() == 1) {
      return sidecars.get(0).toJson();
    }
    ObjectNode document = Json.object().put("file", input.label());
    ArrayNode tensorDocuments = document.putArray("tensors");
    sidecars.forEach(sidecar -> tensorDocuments.add(sidecar.toJson()));
    return document;
  }

  private Transmission encode(Tensor tensor) throws IOException {
    TensorInfo info = tensor.info();
    NumberFormat format = info.type().format();
    if (format == NumberFormat.OPAQUE) {
      throw new UsageException("elements without a bit-plane meaning cannot be encoded");
    }
    requireTransmission(info.elements());
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    for (int read = tensor.read(buffer); read > 0; read = tensor.read(buffer)) {
      words.write(buffer, 0, read);
      if (words.size() / format.containerBytes() > Transmission.MAX_WORDS) {
        break;
      }
    }
    requireTransmission(words.size() / format.containerBytes());
    return codec.encodeTransmission(format, MemorySegment.ofArray(words.toByteArray()));
  }

  private static void requireTransmission(long words) {
    if (words == 0 || words > Transmission.MAX_WORDS) {
      throw new UsageException(
          "one hardware transmission has 1 to " + Transmission.MAX_WORDS + " words, not " + words);
    }
  }

  private static Sidecar sidecar(Input input, TensorInfo info, Transmission streams) {
    return new Sidecar(
        input.label(),
        info,
        streams.parameters(),
        streams.words(),
        streams.nonZeros(),
        streams.znzBits(),
        streams.bpcBits());
  }

  private void write(String name, Transmission streams, Sidecar sidecar, OutputSet outputs)
      throws IOException {
    String document = Json.text(sidecar.toJson()) + "\n";
    outputs.write(name + StreamCommand.ZNZ, streams.znz());
    outputs.write(name + StreamCommand.BPC, streams.bpc());
    outputs.write(name + StreamCommand.SIDECAR, document.getBytes(StandardCharsets.UTF_8));
  }

  private void tell(Sidecar sidecar) {
    String name = sidecar.tensor().name() == null ? "" : ": " + sidecar.tensor().name();
    say(
        "%s%s: %d words, ZNZ %d bits, BPC %d bits, ratio %s",
        sidecar.file(),
        name,
        sidecar.words(),
        sidecar.znzBits(),
        sidecar.bpcBits(),
        Ratio.text(
            (long) sidecar.words() * sidecar.parameters().wordBits(),
            (long) sidecar.znzBits() + sidecar.bpcBits()));
  }

  /** A tensor's name as a part of file names. */
  private static String suffix(TensorInfo info) {
    return "." + String.valueOf(info.name()).replaceAll("[^A-Za-z0-9._-]", "_");
  }
}
