package dev.switchback.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The streams of the program.
 *
 * @param in what is given to it
 * @param out results, in UTF-8; a write that fails throws an exception
 * @param err messages, progress and errors
 */
public record Console(InputStream in, PrintStream out, PrintStream err) {
  private static final String OUT = "standard output";

  /** Writes results to a stream that is no pipe. */
  public static Console of(InputStream in, OutputStream out, PrintStream err) {
    return new Console(in, results(new ResultStream(out, OUT, false)), err);
  }

  /** The streams of the process. */
  public static Console ofProcess() {
    // the default is the encoding of the machine's locale, which may have hardly any characters
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    return new Console(System.in, results(new ResultStream(out, OUT, isPipe(Stream.OUT))), err);
  }

  /** Whether messages of this process got lost, other than by a reader that went away. */
  static boolean lostMessages() {
    return System.err.checkError() && !isPipe(Stream.ERR);
  }

  private static PrintStream results(ResultStream out) {
    return new PrintStream(out, false, StandardCharsets.UTF_8);
  }

  /** What a failed write says about it depends on the language of the machine. */
  private static boolean isPipe(Stream stream) {
    try {
      String name = Files.readSymbolicLink(Path.of("/proc/self/fd", stream.number)).toString();
      return name.startsWith("pipe:") || name.startsWith("socket:");
    } catch (IOException unknown) {
      return false;
    }
  }

  /** The streams that a process writes to. */
  private enum Stream {
    OUT("1"),
    ERR("2");

    private final String number;

    Stream(String number) {
      this.number = number;
    }
  }
}
