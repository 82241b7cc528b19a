package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.Ebpc;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Transmission;
import dev.ebpc.tools.io.FileKind;
import dev.ebpc.tools.io.FileNames;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.Names;
import dev.ebpc.tools.io.OutputSet;
import dev.ebpc.tools.io.Outputs;
import dev.ebpc.tools.io.Target;
import dev.ebpc.tools.io.UsageException;
import dev.ebpc.tools.stream.Sidecar;
import dev.ebpc.tools.tensor.Tensor;
import dev.ebpc.tools.tensor.TensorInfo;
import dev.ebpc.tools.tensor.TensorReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private final Map<Input, List<TransmissionFiles>> known = new HashMap<>();
  private Ebpc codec;

  /** The three files of one tensor. */
  private record TransmissionFiles(Target znz, Target bpc, Target sidecar) {}

  @Override
  FileKind kind() {
    return TensorOptions.FILES;
  }

  @Override
  void prepare(List<Input> inputs) {
    if (inputs.stream().anyMatch(outputs::isUnnamed)) {
      throw new UsageException("stream encode writes three files; -o names them without suffix");
    }
    outputs.check(inputs);
    codec = coding.codec(engine.one());
    for (Input input : inputs) {
      if (input.isFound() && !input.isStandard() && Files.isRegularFile(input.path())) {
        ask(input);
      }
    }
  }

  /** Asks for the files of all tensors, so that no two tensors write the same. */
  private void ask(Input input) {
    List<TensorInfo> found = new ArrayList<>();
    try (TensorReader file = tensors.open(input, console())) {
      while (file.hasNext()) {
        Tensor tensor = file.next();
        found.add(tensor.info());
        if (file.hasNext() || found.size() > 1) {
          tensor.skip();
        }
      }
    } catch (IOException | RuntimeException broken) {
      return; // to be told when it is this file's turn
    }
    List<TransmissionFiles> files = new ArrayList<>();
    FileNames names = new FileNames("_");
    for (TensorInfo tensor : found) {
      files.add(files(input, found.size() > 1 ? tensor : null, names));
    }
    known.put(input, files);
  }

  /** The files of a tensor, which is null if it is the only one. */
  private TransmissionFiles files(Input input, TensorInfo tensor, FileNames names) {
    Path base = outputs.path(input, Input::path);
    Outputs.requireFileName(base);
    Path named = tensor == null ? base : Names.beside(base, name(base, tensor, names));
    return new TransmissionFiles(
        target(Names.text(named) + StreamCommand.ZNZ, input),
        target(Names.text(named) + StreamCommand.BPC, input),
        target(Names.text(named) + StreamCommand.SIDECAR, input));
  }

  private Target target(String name, Input input) {
    return runOutputs().of(Names.path(name), input, outputs.force.wanted);
  }

  @Override
  ObjectNode process(Input input) throws IOException {
    List<Sidecar> sidecars = new ArrayList<>();
    try (TensorReader file = tensors.open(input, console());
        OutputSet written = new OutputSet()) {
      boolean several = false;
      FileNames names = new FileNames("_");
      while (file.hasNext()) {
        Tensor tensor = file.next();
        several |= file.hasNext();
        Transmission streams = encode(tensor);
        Sidecar sidecar = sidecar(input, tensor.info(), streams);
        TransmissionFiles files =
            known.containsKey(input)
                ? known.get(input).get(sidecars.size())
                : files(input, several ? tensor.info() : null, names);
        sidecars.add(sidecar);
        write(files, streams, sidecar, written);
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
    if (format.isStored()) {
      throw new UsageException("nothing to encode: " + info.whyStored());
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

  private static void write(
      TransmissionFiles files, Transmission streams, Sidecar sidecar, OutputSet written)
      throws IOException {
    String document = Json.text(sidecar.toJson()) + "\n";
    written.write(files.znz, streams.znz());
    written.write(files.bpc, streams.bpc());
    written.write(files.sidecar, document.getBytes(StandardCharsets.UTF_8));
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

  /** What the files of one of several tensors have in common. */
  private static String name(Path base, TensorInfo tensor, FileNames names) {
    String prefix = Names.last(base) + ".";
    String name = String.valueOf(tensor.name());
    String whole = names.unique(prefix, name, StreamCommand.SIDECAR);
    return whole.substring(0, whole.length() - StreamCommand.SIDECAR.length());
  }
}
