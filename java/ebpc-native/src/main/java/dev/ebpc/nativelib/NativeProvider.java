package dev.ebpc.nativelib;

import dev.ebpc.engine.EngineProvider;
import dev.ebpc.engine.EngineStatus;

/**
 * Offers the native engine, or keeps the reason why there is none.
 *
 * <p>Touches neither JNA nor the library before it is asked, and lets nothing be thrown then.
 */
public final class NativeProvider implements EngineProvider {

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
      return EngineStatus.unavailable(name(), NativeEngine.DESCRIPTION, reason(refusal));
    }
  }

  /** The innermost cause in words: what is around it only says that loading failed. */
  private static String reason(Throwable refusal) {
    Throwable cause = refusal;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return cause instanceof IllegalStateException
        ? message
        : cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
