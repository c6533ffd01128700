package dev.switchback.bench;

import dev.switchback.cli.Console;
import dev.switchback.cli.GlobalOptions;
import dev.switchback.cli.Main;
import java.util.Map;

/** The program with a command {@code bench}: what {@code jobs/switchback bench} starts. */
public final class BenchMain {
  private BenchMain() {}

  /** Runs the program and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(Main.runHere(arguments, Console.ofProcess(), BenchMain::bench));
  }

  static int run(String[] arguments, Console console) {
    return Main.run(arguments, console, BenchMain::bench);
  }

  private static Map<String, Object> bench(GlobalOptions options, Console console) {
    return Map.of("bench", new BenchCommand(options, console));
  }
}
