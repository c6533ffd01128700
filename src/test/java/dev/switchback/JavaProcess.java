package dev.switchback;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of the tests that run in a Java of their own. */
public final class JavaProcess {
  private static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private JavaProcess() {}

  /**
   * Lets a program, and what it starts, compile code but once: in seconds a second time is not
   * worth it. Java tells of this on standard error.
   */
  public static ProcessBuilder quickly(ProcessBuilder program) {
    program.environment().put("JDK_JAVA_OPTIONS", String.join(" ", QUICK_START));
    return program;
  }

  /**
   * Starts a class with this Java and this class path.
   *
   * @param options of Java
   */
  public static Process start(List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(QUICK_START);
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /**
   * Runs a class in another process, where objects get other identity hashes than here.
   *
   * @param way of making them, from 0 to 5, as the virtual machine numbers them
   * @return what it wrote to standard output
   */
  public static String withIdentityHashes(int way, Class<?> main, String... arguments)
      throws Exception {
    List<String> options = List.of("-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=" + way);
    Process process = start(options, main, arguments);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(main + " ended with " + process.exitValue() + ": " + output);
    }
    return output;
  }
}
