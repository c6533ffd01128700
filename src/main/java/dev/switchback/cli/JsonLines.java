package dev.switchback.cli;

import dev.switchback.artifact.InputException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
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
      } else {
        passToFile(in, pass);
      }
    }
  }

  private InputStream open() throws IOException {
    try {
      return Files.newInputStream(input);
    } catch (FileSystemException unreadable) {
      String reason =
          unreadable instanceof NoSuchFileException
              ? ", which does not exist"
              : ", which cannot be opened (" + unreadable.getClass().getSimpleName() + ")";
      throw new InputException(
          "Cannot read " + input + reason + ", expected a file of JSON lines", unreadable);
    }
  }

  private void passToFile(InputStream in, Pass pass) throws IOException {
    if (Files.exists(output) && !Files.isRegularFile(output)) {
      try (OutputStream device = create(output)) {
        pass.make(in, device);
      }
      return;
    }
    Path file = Files.exists(output) ? output.toRealPath() : output;
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    OutputStream out = create(unfinished);
    try {
      try (out) {
        pass.make(in, out);
      }
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private OutputStream create(Path file) throws IOException {
    try {
      return new ResultStream(Files.newOutputStream(file), output.toString(), false);
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
    try (Answers answers = new Answers(out)) {
      InputLines lines = new InputLines(in, source(), answers::send);
      while (lines.next()) {
        String line = lines.text();
        if (!line.isBlank()) {
          answers.add(read(lines, line, answer));
        }
      }
    }
  }

  private <L> void answerAll(
      InputStream in,
      OutputStream out,
      Function<String, L> read,
      Function<Iterator<L>, Iterator<String>> answer)
      throws IOException {
    ReadLines<L> lines = new ReadLines<>(new InputLines(in, source(), () -> {}), read);
    try (Answers answers = new Answers(out)) {
      Iterator<String> answered = answer.apply(lines);
      while (answered.hasNext()) {
        answers.add(answered.next());
        answers.send();
      }
    }
    lines.requireAll();
  }

  private String source() {
    return input == null ? "standard input" : input.toString();
  }

  private static <L> L read(InputLines lines, String line, Function<String, L> read) {
    try {
      return read.apply(line);
    } catch (InputException | IllegalArgumentException unreadable) {
      throw lines.refused(unreadable);
    }
  }

  /** What is read of the lines up to the first that cannot be read, or to the end. */
  private static final class ReadLines<L> implements Iterator<L> {
    private final InputLines lines;
    private final Function<String, L> read;
    private Optional<L> next = Optional.empty();
    private Optional<RuntimeException> failure = Optional.empty();
    private boolean ended;

    ReadLines(InputLines lines, Function<String, L> read) {
      this.lines = lines;
      this.read = read;
    }

    @Override
    public boolean hasNext() {
      while (next.isEmpty() && !ended) {
        try {
          look();
        } catch (IOException unreadable) {
          end(new UncheckedIOException(unreadable));
        } catch (RuntimeException unreadable) {
          end(unreadable);
        }
      }
      return next.isPresent();
    }

    @Override
    public L next() {
      if (!hasNext()) {
        throw new NoSuchElementException("Every line was read");
      }
      L line = next.get();
      next = Optional.empty();
      return line;
    }

    /** Says what the last line was that was looked at, if it could not be read. */
    void requireAll() {
      failure.ifPresent(
          unreadable -> {
            throw unreadable;
          });
    }

    private void look() throws IOException {
      if (!lines.next()) {
        ended = true;
        return;
      }
      String line = lines.text();
      if (!line.isBlank()) {
        next = Optional.of(read(lines, line, read));
      }
    }

    private void end(RuntimeException unreadable) {
      failure = Optional.of(unreadable);
      ended = true;
    }
  }

  /** Answers on their way out, which they take in whole lines; closing leaves the stream open. */
  private static final class Answers implements Closeable {
    private static final int ENOUGH = 1 << 14;

    private final OutputStream out;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

    Answers(OutputStream out) {
      this.out = out;
    }

    void add(String answer) throws IOException {
      waiting.writeBytes((answer + "\n").getBytes(StandardCharsets.UTF_8));
      if (waiting.size() >= ENOUGH) {
        send();
      }
    }

    @Override
    public void close() throws IOException {
      send();
    }

    /** Sends what waits; what cannot be sent is not tried again. */
    void send() throws IOException {
      try {
        waiting.writeTo(out);
        out.flush();
      } finally {
        waiting.reset();
      }
    }
  }

  /** All that is done between opening and closing. */
  @FunctionalInterface
  private interface Pass {
    void make(InputStream in, OutputStream out) throws IOException;
  }
}
