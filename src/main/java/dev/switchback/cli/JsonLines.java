package dev.switchback.cli;

import dev.switchback.artifact.InputException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
    try (InputStream in = input == null ? console.in() : open()) {
      if (output == null) {
        answer(in, console.out(), answer);
        console.out().flush();
      } else {
        answerToFile(in, answer);
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

  private void answerToFile(InputStream in, UnaryOperator<String> answer) throws IOException {
    Path unfinished = output.resolveSibling(output.getFileName() + ".unfinished");
    OutputStream out = create(unfinished);
    try {
      try (out) {
        answer(in, out, answer);
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
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    BufferedWriter answers =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    long number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        answers.write(answer(line, number, answer));
        answers.write('\n');
      }
      if (!lines.ready()) {
        answers.flush();
      }
    }
    answers.flush();
  }

  private String answer(String line, long number, UnaryOperator<String> answer) {
    try {
      return answer.apply(line);
    } catch (InputException | IllegalArgumentException unreadable) {
      String source = Optional.ofNullable(input).map(Path::toString).orElse("standard input");
      throw new InputException(
          "Cannot read line " + number + " of " + source + ": " + unreadable.getMessage(),
          unreadable);
    }
  }
}
