package dev.switchback.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/**
 * One run of the program within the test's process.
 *
 * @param exitCode what the process would end with
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Program(int exitCode, String out, String err) {

  static Program run(String... arguments) {
    return runWith("", arguments);
  }

  static Program runWith(String in, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            arguments,
            new ByteArrayInputStream(in.getBytes(UTF_8)),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    return new Program(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }
}
