package dev.ebpc.tools.maps;

import dev.ebpc.frame.OriginKind;
import dev.ebpc.tools.io.FileNames;
import dev.ebpc.tools.io.OutputSet;
import dev.ebpc.tools.io.Target;
import dev.ebpc.tools.tensor.ElementType;
import dev.ebpc.tools.tensor.TensorInfo;
import dev.ebpc.tools.tensor.TensorOutput;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Writes maps into a folder as .npy files, with the manifest by which they are evaluated again. All
 * of it appears at the end, or nothing. Not thread-safe.
 */
public final class MapDump implements Closeable {
  private final Path folder;
  private final Function<Path, Target> outputs;
  private final Target manifest;
  private final OutputSet files = new OutputSet();
  private final FileNames names = new FileNames(MapInfo.FILLER);
  private final List<String> lines = new ArrayList<>();

  /**
   * Prepares a dump.
   *
   * @param folder where the files go; made if it is not there
   * @param outputs asks for an output
   */
  @SuppressWarnings("exports") // made by the command line only
  public MapDump(Path folder, Function<Path, Target> outputs) {
    this.folder = folder;
    this.outputs = outputs;
    this.manifest = outputs.apply(folder.resolve(Manifest.NAME));
    manifest.requireFree();
  }

  /** A sink that writes what it is given and hands it on under the name of its file. */
  public MapSink before(MapSink next) {
    return (info, shape, containers) -> {
      MapInfo named = info.named(info.tellingName(names));
      TensorInfo tensor =
          new TensorInfo(null, ElementType.of(info.format()), shape, OriginKind.NPY, new byte[0]);
      files.write(
          outputs.apply(folder.resolve(named.file())),
          out -> {
            try (TensorOutput npy = TensorOutput.of(OriginKind.NPY, out)) {
              npy.begin(tensor);
              npy.write(containers, containers.length);
            }
          });
      lines.add(Manifest.line(named, shape));
      next.accept(named, shape, containers);
    };
  }

  /** Writes the manifest, and lets all files appear. */
  public void commit() throws IOException {
    StringBuilder text = new StringBuilder(Csv.line(Manifest.COLUMNS)).append('\n');
    lines.forEach(line -> text.append(line).append('\n'));
    files.write(manifest, text.toString().getBytes(StandardCharsets.UTF_8));
    files.commit();
  }

  /** Removes what was not committed. */
  @Override
  public void close() throws IOException {
    files.close();
  }

  /** Maps that were written. */
  public int size() {
    return lines.size();
  }
}
