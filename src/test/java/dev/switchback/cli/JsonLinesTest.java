package dev.switchback.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.InputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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

  private static String loud(String line) {
    if (line.equals("bad")) {
      throw new InputException("bad, expected good");
    }
    return line.toUpperCase(Locale.ROOT);
  }

  private Console console(String in) {
    PrintStream out = new PrintStream(written, true, UTF_8);
    return new Console(new ByteArrayInputStream(in.getBytes(UTF_8)), out, out);
  }

  private static JsonLines lines(String... arguments) {
    return CommandLine.populateCommand(new JsonLines(), arguments);
  }
}
