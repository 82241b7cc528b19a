package dev.ebpc.nativelib;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Profile;
import dev.ebpc.engine.Coder;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.EngineStatus;
import dev.ebpc.engine.Engines;
import dev.ebpc.hardware.ChunkCoder;
import dev.ebpc.hardware.EncodingBatch;
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
    Coder best = Engines.auto().coder(Profile.HARDWARE).orElseThrow();
    System.out.println("auto " + best.engine());
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
    ChunkCoder coder = (ChunkCoder) engine.coder(Profile.HARDWARE).orElseThrow();
    EncodingBatch batch =
        new EncodingBatch()
            .begin(
                CodeParameters.ofWordBits(8),
                NumberFormat.INT8,
                MemorySegment.ofArray(new byte[] {1, 2, 3}))
            .add(0, 3)
            .reserve();
    coder.encodeChunks(batch, coder.newScratch());
  }
}
