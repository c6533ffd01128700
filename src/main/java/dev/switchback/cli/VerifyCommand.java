package dev.switchback.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.InputException;
import dev.switchback.family.JsonProblems;
import dev.switchback.trace.Faithfulness;
import dev.switchback.trace.Question;
import dev.switchback.trace.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
          + " (null if correct) as well, and how far the text keeps to its search: lines,"
          + " right_lines, first_wrong_line (from 1, null if all are right) and"
          + " first_wrong_kind. A field search names the search, as in trace --style; without it"
          + " only what every search keeps to is required.",
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
        Stream.concat(StatedProblems.FIELDS.stream(), Stream.of("text", "search"))
            .collect(Collectors.toSet());

    private VerifyLines() {}

    /**
     * The line with its verdict and its faithfulness to a search added; error is null for a correct
     * text, first_wrong_line and first_wrong_kind where all lines are right.
     *
     * @param line a JSON object with text, and with numbers and target or a puzzle unless the text
     *     begins with the problem; search, if it is there, names the search that the text is; other
     *     fields are passed through
     * @throws InputException if it holds no text or half a problem; the message begins where
     *     "Cannot read line 7: " ends
     */
    static String answer(String line) {
      ObjectNode object = JsonObjects.read(line, FIELDS, EXPECTED);
      String text = text(object);
      Verdict verdict = verdict(object, text);
      Faithfulness read = faithfulness(object, text);
      object.put("correct", verdict.correct());
      object.put("correct_paper", verdict.correctPaper());
      object.put("mistakes", verdict.mistakes());
      object.put("error", verdict.error().orElse(null));
      object.put("lines", read.lines());
      object.put("right_lines", read.rightLines());
      object.put(
          "first_wrong_line",
          read.firstWrongLine().isPresent() ? (Integer) read.firstWrongLine().getAsInt() : null);
      object.put("first_wrong_kind", read.firstWrongKind().orElse(null));
      return JsonObjects.write(object);
    }

    private static String text(ObjectNode object) {
      JsonNode text = object.path("text");
      if (!text.isTextual()) {
        throw JsonProblems.unexpected("text", text, "a string, as in " + EXPECTED);
      }
      return text.textValue();
    }

    private static Verdict verdict(ObjectNode object, String text) {
      return StatedProblems.isStated(object)
          ? StatedProblems.of(object).question(object).verify(text)
          : StatedProblems.ofText(text).verify(text);
    }

    private static Faithfulness faithfulness(ObjectNode object, String text) {
      JsonNode search = object.path("search");
      if (!search.isMissingNode() && !search.isTextual()) {
        throw JsonProblems.unexpected("search", search, "the name of a search, such as \"think\"");
      }
      Optional<Question> question =
          StatedProblems.isStated(object)
              ? Optional.of(StatedProblems.of(object).question(object))
              : StatedProblems.ofText(text).problemOf(text);
      try {
        return question
            .map(asked -> asked.faithfulness(text, search.asText(Faithfulness.ANY_SEARCH)))
            .orElse(Faithfulness.of(List.of()));
      } catch (IllegalArgumentException unknown) {
        throw JsonProblems.unexpected("search", search, "a search: " + unknown.getMessage());
      }
    }
  }
}
