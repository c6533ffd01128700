package dev.switchback.bench;

import dev.switchback.cli.Console;
import dev.switchback.cli.Main;
import java.util.Map;

/** The program with a command {@code bench}: what {@code jobs/switchback bench} starts. */
public final class BenchMain {
  private BenchMain() {}

  /** Runs the program and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, new Console(System.in, System.out, System.err)));
  }

  static int run(String[] arguments, Console console) {
    return Main.run(
        arguments,
        console,
        (options, streams) -> Map.of("bench", new BenchCommand(options, streams)));
  }
}
