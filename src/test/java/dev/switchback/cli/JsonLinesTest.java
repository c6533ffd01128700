package dev.switchback.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.InputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class JsonLinesTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void everyLineIsAnsweredAndBlankOnesAreLeftOut() throws IOException {
    lines().answer(console("a\n\nb"), JsonLinesTest::loud);

    assertThat(written.toString(UTF_8)).isEqualTo("A\nB\n");
  }

  @Test
  void filesAreReadAndWritten() throws IOException {
    Path input = Files.writeString(folder.resolve("in.jsonl"), "ä\r\nb\r\n");
    Path output = folder.resolve("out.jsonl");

    lines("--input", input.toString(), "--output", output.toString())
        .answer(console(""), JsonLinesTest::loud);

    assertThat(output).content().isEqualTo("Ä\nB\n");
  }

  @Test
  void aBadLineIsNamedAndNothingIsLost() throws IOException {
    Path input = Files.writeString(folder.resolve("in.jsonl"), "a\n\nbad\n");
    Path output = Files.writeString(folder.resolve("out.jsonl"), "earlier");
    JsonLines lines = lines("--input", input.toString(), "--output", output.toString());

    assertThatThrownBy(() -> lines.answer(console(""), JsonLinesTest::loud))
        .isInstanceOf(InputException.class)
        .hasMessage("Cannot read line 3 of " + input + ": bad, expected good");

    assertThat(output).content().isEqualTo("earlier");
    assertThat(folder).isDirectoryNotContaining("glob:**.unfinished");
  }

  @Test
  void filesThatAreMissingOrCannotBeWrittenAreNamed() throws IOException {
    Path input = Files.writeString(folder.resolve("in.jsonl"), "a\n");
    Path below = input.resolve("out.jsonl");

    assertThatThrownBy(
            () -> lines("--input", folder + "/no").answer(console(""), JsonLinesTest::loud))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot read " + folder + "/no, which does not exist");
    assertThatThrownBy(
            () -> lines("--output", below.toString()).answer(console("a"), JsonLinesTest::loud))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Cannot write to " + below + ", expected a file in a folder");
  }

  @Test
  void theAnswersBeforeABadLineAreOutAndWhole() {
    String good = "abcdefghij\n".repeat(3_000);

    assertThatThrownBy(() -> lines().answer(console(good + "bad\nc\n"), JsonLinesTest::loud))
        .hasMessage("Cannot read line 3001 of standard input: bad, expected good");
    assertThat(written.toString(UTF_8)).isEqualTo(good.toUpperCase(Locale.ROOT));

    written.reset();
    assertThatThrownBy(
            () -> lines().answerAll(console(good + "bad\nc\n"), JsonLinesTest::loud, ahead()))
        .hasMessage("Cannot read line 3001 of standard input: bad, expected good");
    assertThat(written.toString(UTF_8)).isEqualTo(good.toUpperCase(Locale.ROOT));
  }

  @Test
  void answersLeaveInWholeLinesWhateverEndsThem() {
    String good = "abcdefghij\n".repeat(3_000);

    assertThatThrownBy(
            () ->
                lines()
                    .answer(
                        console(good + "c"),
                        line -> {
                          if (line.equals("c")) {
                            throw new OutOfMemoryError("c");
                          }
                          return line;
                        }))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(written.toString(UTF_8)).isEqualTo(good);
  }

  /** Reads all lines before it answers the first. */
  private static UnaryOperator<Iterator<String>> ahead() {
    return lines -> {
      List<String> all = new ArrayList<>();
      lines.forEachRemaining(all::add);
      return all.iterator();
    };
  }

  @Test
  void aLeadingMarkIsPassedOverAndOtherBytesAreNotGuessed() throws IOException {
    lines().answer(console("\ufeffa\r\nb"), JsonLinesTest::loud);
    assertThat(written.toString(UTF_8)).isEqualTo("A\nB\n");

    byte[] latin = "a\nä\n".getBytes(ISO_8859_1);
    assertThatThrownBy(
            () -> lines().answer(console(new ByteArrayInputStream(latin)), JsonLinesTest::loud))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot read line 2 of standard input: it is no UTF-8");
  }

  @Test
  void answersAreOutBeforeMoreIsAskedFor() throws IOException {
    InputStream slow =
        new InputStream() {
          private final String text = "a\nbc\nd";
          private int next;

          @Override
          public int read() {
            throw new UnsupportedOperationException();
          }

          @Override
          public int read(byte[] bytes, int first, int count) {
            String asked = text.substring(0, next);
            int whole = asked.lastIndexOf('\n') + 1;
            assertThat(written.toString(UTF_8))
                .isEqualTo(asked.substring(0, whole).toUpperCase(Locale.ROOT));
            if (next == text.length()) {
              return -1;
            }
            bytes[first] = (byte) text.charAt(next++);
            return 1;
          }
        };

    lines().answer(console(slow), JsonLinesTest::loud);

    assertThat(written.toString(UTF_8)).isEqualTo("A\nBC\nD\n");
  }

  @Test
  void aFolderIsNoInputAndADeviceIsNotReplaced() throws IOException {
    assertThatThrownBy(
            () -> lines("--input", folder.toString()).answer(console(""), JsonLinesTest::loud))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot read " + folder + ": ");
    assertThatThrownBy(
            () -> lines("--output", "/dev/full").answer(console("a"), JsonLinesTest::loud))
        .hasMessageStartingWith("Cannot write to /dev/full: No space left on device, expected ");
    assertThat(Path.of("/dev/full")).exists();
  }

  @Test
  void aLinkIsFollowed() throws IOException {
    Path real = Files.writeString(folder.resolve("real.jsonl"), "earlier");
    Path link = Files.createSymbolicLink(folder.resolve("link.jsonl"), real);

    lines("--output", link.toString()).answer(console("a"), JsonLinesTest::loud);

    assertThat(real).content().isEqualTo("A\n");
    assertThat(link).isSymbolicLink();
  }

  private static String loud(String line) {
    if (line.equals("bad")) {
      throw new InputException("bad, expected good");
    }
    return line.toUpperCase(Locale.ROOT);
  }

  private Console console(String in) {
    return console(new ByteArrayInputStream(in.getBytes(UTF_8)));
  }

  private Console console(InputStream in) {
    return Console.of(in, written, new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
  }

  private static JsonLines lines(String... arguments) {
    return CommandLine.populateCommand(new JsonLines(), arguments);
  }
}
