package dev.ebpc.tools.maps;

import dev.ebpc.frame.OriginKind;
import dev.ebpc.tools.io.FileNames;
import dev.ebpc.tools.io.Output;
import dev.ebpc.tools.tensor.ElementType;
import dev.ebpc.tools.tensor.TensorInfo;
import dev.ebpc.tools.tensor.TensorOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes maps into a folder as .npy files, and at the end the manifest by which they are evaluated
 * again. Not thread-safe.
 */
public final class MapDump {
  private final Path folder;
  private final FileNames names = new FileNames(MapInfo.FILLER);
  private final List<String> lines = new ArrayList<>();

  /**
   * Prepares a dump.
   *
   * @param folder where the files go; made if it is not there
   */
  public MapDump(Path folder) {
    this.folder = folder;
  }

  /** A sink that writes what it is given and hands it on under the name of its file. */
  public MapSink before(MapSink next) {
    return (info, shape, containers) -> {
      MapInfo named = info.named(info.tellingName(names));
      try (Output file = Output.file(folder.resolve(named.file()), true)) {
        TensorInfo tensor =
            new TensorInfo(null, ElementType.of(info.format()), shape, OriginKind.NPY, new byte[0]);
        try (TensorOutput npy = TensorOutput.of(OriginKind.NPY, file.out())) {
          npy.begin(tensor);
          npy.write(containers, containers.length);
        }
        file.commit();
      }
      lines.add(Manifest.line(named, shape));
      next.accept(named, shape, containers);
    };
  }

  /** Writes the manifest. */
  public void finish() throws IOException {
    StringBuilder text = new StringBuilder(Csv.line(Manifest.COLUMNS)).append('\n');
    lines.forEach(line -> text.append(line).append('\n'));
    try (Output file = Output.file(folder.resolve(Manifest.NAME), true)) {
      try (OutputStream out = file.out()) {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
      }
      file.commit();
    }
  }

  /** Maps that were written. */
  public int size() {
    return lines.size();
  }
}
