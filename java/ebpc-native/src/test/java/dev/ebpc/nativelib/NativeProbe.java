package dev.ebpc.nativelib;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.EngineStatus;
import dev.ebpc.engine.Engines;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a JVM of its own tells about the engine; run by {@link NativeProcessTest}. */
final class NativeProbe {
  private NativeProbe() {}

  /** Argument: how many workspaces to make, one after the other. */
  public static void main(String[] arguments) throws IOException {
    EngineStatus status = new NativeProvider().probe();
    System.out.println("available " + status.engine().isPresent());
    System.out.println("reason " + status.reason());
    System.out.println("auto " + Engines.auto().name());
    Path maps = Path.of("/proc/self/maps");
    String directory = System.getProperty(LibraryFile.TMPDIR);
    if (directory != null && Files.exists(maps)) {
      System.out.println("mapped " + Files.readString(maps).contains(directory));
    }
    for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
      useNewWorkspace(status.engine().orElseThrow());
    }
    System.out.println("done");
  }

  private static void useNewWorkspace(Engine engine) {
    ChunkBatch batch = new ChunkBatch(1);
    batch.parameters = CodeParameters.ofWordBits(8);
    batch.format = NumberFormat.INT8;
    batch.chunks = 1;
    batch.words = MemorySegment.ofArray(new byte[] {1, 2, 3});
    batch.wordCount[0] = 3;
    batch.reserveForEncoding();
    engine.encodeChunks(batch, engine.newScratch());
  }
}
