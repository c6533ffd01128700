package dev.switchback.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Judges given texts. */
@Command(
    description = {
      "Judges given texts.",
      "",
      "A line is a JSON object with the field text, and numbers and target, or a puzzle, unless the"
          + " text begins with the problem; other fields are passed through. The answer has the fields"
          + " correct (strict), correct_paper (the study's looser rule), mistakes and error (null"
          + " if correct) as well.",
      ""
    })
final class VerifyCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private JsonLines lines;

  VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    lines.answer(console, VerifyLines::answer);
    return 0;
  }
}
