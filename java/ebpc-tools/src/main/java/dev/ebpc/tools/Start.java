package dev.ebpc.tools;

import java.lang.reflect.InvocationTargetException;

/**
 * Starts a program of the jars, or says that this Java is too old for it. Compiled for Java 8, so
 * that an old Java can load it.
 */
public final class Start {
  private static final int NEEDED = 25;

  private Start() {}

  /**
   * Starts the command line.
   *
   * @param arguments the user's words
   * @throws Exception what the command line throws
   */
  public static void main(String[] arguments) throws Exception {
    program("dev.ebpc.tools.Main", arguments);
  }

  /**
   * Starts a class, or ends the process with exit code 2.
   *
   * @param name its name
   * @param arguments for it
   * @throws Exception what it throws
   */
  public static void program(String name, String[] arguments) throws Exception {
    // "1.8" and before have two numbers.
    String version = System.getProperty("java.specification.version");
    int feature = Integer.parseInt(version.replaceFirst("^1\\.", "").replaceFirst("\\..*", ""));
    if (feature < NEEDED) {
      System.err.println(
          "ebpc: Java "
              + NEEDED
              + " or newer is needed; "
              + System.getProperty("java.home")
              + " is Java "
              + feature
              + ".");
      System.exit(2);
    }
    try {
      Class.forName(name).getMethod("main", String[].class).invoke(null, (Object) arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof Error) {
        throw (Error) thrown.getCause();
      }
      throw (Exception) thrown.getCause();
    }
  }
}
