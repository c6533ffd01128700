package dev.switchback.cli;

import dev.switchback.artifact.InputException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** A file or stream of JSON objects, one on each line, each answered by a line. */
final class JsonLines {
  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "JSON lines to read; standard input where it is left out.")
  private Path input;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "Where the answers go, complete or not at all; standard output where it is left out.")
  private Path output;

  /**
   * Answers every line; blank lines are left out.
   *
   * @param answer throws an InputException or IllegalArgumentException on a line it cannot read
   * @throws InputException that names the first line which cannot be read
   */
  void answer(Console console, UnaryOperator<String> answer) throws IOException {
    pass(console, (in, out) -> answer(in, out, answer));
  }

  /**
   * Answers all lines in one pass, which may read ahead; blank lines are left out.
   *
   * @param read throws an InputException or IllegalArgumentException on a line it cannot read
   * @param answer gives the answers in the order of the lines
   * @throws InputException that names the first line which cannot be read
   */
  <L> void answerAll(
      Console console, Function<String, L> read, Function<Iterator<L>, Iterator<String>> answer)
      throws IOException {
    pass(console, (in, out) -> answerAll(in, out, read, answer));
  }

  private void pass(Console console, Pass pass) throws IOException {
    try (InputStream in = input == null ? console.in() : open()) {
      if (output == null) {
        pass.make(in, console.out());
        console.out().flush();
      } else {
        passToFile(in, pass);
      }
    }
  }

  private InputStream open() throws IOException {
    try {
      return Files.newInputStream(input);
    } catch (NoSuchFileException missing) {
      throw new InputException(
          "Cannot read " + input + ", which does not exist, expected a file of JSON lines",
          missing);
    }
  }

  private void passToFile(InputStream in, Pass pass) throws IOException {
    Path unfinished = output.resolveSibling(output.getFileName() + ".unfinished");
    OutputStream out = create(unfinished);
    try {
      try (out) {
        pass.make(in, out);
      }
      Files.move(unfinished, output, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private OutputStream create(Path file) throws IOException {
    try {
      return Files.newOutputStream(file);
    } catch (FileSystemException readOnly) {
      throw new IOException(
          "Cannot write to "
              + output
              + ", expected a file in a folder that can be written: "
              + readOnly.getClass().getSimpleName()
              + " "
              + readOnly.getMessage(),
          readOnly);
    }
  }

  private void answer(InputStream in, OutputStream out, UnaryOperator<String> answer)
      throws IOException {
    BufferedReader lines = reader(in);
    BufferedWriter answers = writer(out);
    long number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        answers.write(read(line, number, answer));
        answers.write('\n');
      }
      if (!lines.ready()) {
        answers.flush();
      }
    }
    answers.flush();
  }

  private <L> void answerAll(
      InputStream in,
      OutputStream out,
      Function<String, L> read,
      Function<Iterator<L>, Iterator<String>> answer)
      throws IOException {
    BufferedWriter answers = writer(out);
    AtomicLong number = new AtomicLong();
    Stream<L> lines =
        reader(in)
            .lines()
            .peek(line -> number.incrementAndGet())
            .filter(line -> !line.isBlank())
            .map(line -> read(line, number.get(), read));
    try {
      Iterator<String> answered = answer.apply(lines.iterator());
      while (answered.hasNext()) {
        answers.write(answered.next());
        answers.write('\n');
      }
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
    answers.flush();
  }

  private static BufferedReader reader(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  private static BufferedWriter writer(OutputStream out) {
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  private <L> L read(String line, long number, Function<String, L> read) {
    try {
      return read.apply(line);
    } catch (InputException | IllegalArgumentException unreadable) {
      String source = Optional.ofNullable(input).map(Path::toString).orElse("standard input");
      throw new InputException(
          "Cannot read line " + number + " of " + source + ": " + unreadable.getMessage(),
          unreadable);
    }
  }

  /** All that is done between opening and closing. */
  @FunctionalInterface
  private interface Pass {
    void make(InputStream in, OutputStream out) throws IOException;
  }
}
