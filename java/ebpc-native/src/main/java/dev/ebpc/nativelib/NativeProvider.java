package dev.ebpc.nativelib;

import dev.ebpc.engine.EngineProvider;
import dev.ebpc.engine.EngineStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Offers the native engine, or keeps the reason why there is none.
 *
 * <p>Touches neither JNA nor the library before it is asked, and lets nothing be thrown then.
 */
public final class NativeProvider implements EngineProvider {

  private static final Path LOADED_FILES = Path.of("/proc/self/maps");

  /** Makes a provider; nothing is loaded yet. */
  public NativeProvider() {}

  @Override
  public String name() {
    return NativeEngine.NAME;
  }

  @Override
  @SuppressWarnings("CatchingUnchecked") // whatever goes wrong while loading is a reason, no crash
  public EngineStatus probe() {
    try {
      NativeCalls calls = NativeCalls.ofProperties();
      return EngineStatus.available(new NativeEngine(calls), calls.origin());
    } catch (Throwable refusal) {
      return EngineStatus.unavailable(
          name(), NativeEngine.DESCRIPTION, reason(refusal, LOADED_FILES));
    }
  }

  /**
   * The innermost cause in words: what is around it only says that loading failed.
   *
   * @param loadedFiles the list of what this process has loaded
   */
  static String reason(Throwable refusal, Path loadedFiles) {
    Throwable cause = refusal;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    if (cause instanceof IllegalStateException) {
      return message;
    }
    String told = cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    return cause instanceof LinkageError && isMusl(loadedFiles)
        ? told + "; this C library is musl: JNA's own library needs glibc"
        : told;
  }

  private static boolean isMusl(Path loadedFiles) {
    try {
      return Files.readString(loadedFiles, StandardCharsets.ISO_8859_1).contains("/ld-musl-");
    } catch (IOException notLinux) {
      return false;
    }
  }
}
