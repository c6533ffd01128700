package dev.switchback.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.InputException;
import dev.switchback.family.JsonProblems;
import dev.switchback.trace.Verdict;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Judges given texts. */
@Command(
    description = {
      "Judges given texts.",
      "",
      "A line is a JSON object with the field text, and numbers and target, or a puzzle, unless the"
          + " text begins with the problem; other fields are passed through. The answer has the"
          + " fields correct (strict), correct_paper (the study's looser rule), mistakes and error"
          + " (null if correct) as well.",
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

  /** Answers lines that hold texts with verdicts on them. */
  static final class VerifyLines {
    private static final String EXPECTED =
        "{\"numbers\": [3, 8, 8], \"target\": 24, \"text\": \"Current State: ..\"}";

    private static final Set<String> FIELDS =
        Stream.concat(StatedProblems.FIELDS.stream(), Stream.of("text"))
            .collect(Collectors.toSet());

    private VerifyLines() {}

    /**
     * The line with the fields correct, correct_paper, mistakes and error added; error is null for
     * a correct text.
     *
     * @param line a JSON object with text, and with numbers and target or a puzzle unless the text
     *     begins with the problem; other fields are passed through
     * @throws InputException if it holds no text or half a problem; the message begins where
     *     "Cannot read line 7: " ends
     */
    static String answer(String line) {
      ObjectNode object = JsonObjects.read(line, FIELDS, EXPECTED);
      Verdict verdict = verdict(object);
      object.put("correct", verdict.correct());
      object.put("correct_paper", verdict.correctPaper());
      object.put("mistakes", verdict.mistakes());
      object.put("error", verdict.error().orElse(null));
      return JsonObjects.write(object);
    }

    private static Verdict verdict(ObjectNode object) {
      JsonNode text = object.path("text");
      if (!text.isTextual()) {
        throw JsonProblems.unexpected("text", text, "a string, as in " + EXPECTED);
      }
      return StatedProblems.isStated(object)
          ? StatedProblems.of(object).question(object).verify(text.textValue())
          : StatedProblems.ofText(text.textValue()).verify(text.textValue());
    }
  }
}
