package dev.switchback.family.countdown;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.family.JsonProblems;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.trace.CountdownQuestion;
import dev.switchback.family.countdown.trace.CountdownStyle;
import dev.switchback.family.countdown.trace.CountdownVerifier;
import dev.switchback.family.countdown.trace.TraceRecorder;
import dev.switchback.importer.WholeNumbers;
import dev.switchback.trace.Question;
import dev.switchback.trace.TraceStyle;
import dev.switchback.trace.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** CountDown problems as the fields numbers and target. */
final class CountdownJson implements JsonProblems {
  private static final String NUMBERS = "a list of whole numbers, for example [3, 8, 8]";

  @Override
  public String example() {
    return "{\"numbers\": [3, 8, 8], \"target\": 24}";
  }

  @Override
  public List<String> traceStyles() {
    return Arrays.stream(CountdownStyle.values()).map(CountdownStyle::key).toList();
  }

  @Override
  public List<String> fields() {
    return List.of("numbers", "target");
  }

  @Override
  public Question question(ObjectNode object) {
    return new CountdownQuestion(problem(object));
  }

  @Override
  public String prompt(ObjectNode object, String style) {
    return question(object)
        .prompt(CountdownStyle.of(style).isTerse() ? TraceStyle.TERSE : TraceStyle.BACKTRACKING);
  }

  @Override
  public boolean begins(String text) {
    return CountdownVerifier.problemOf(text).isPresent();
  }

  @Override
  public Optional<Question> problemOf(String text) {
    return CountdownVerifier.problemOf(text).map(CountdownQuestion::new);
  }

  @Override
  public Verdict verify(String text) {
    return CountdownVerifier.verify(text);
  }

  @Override
  public Writer writer(String style, Map<String, String> options) {
    CountdownStyle written = CountdownStyle.of(style);
    TraceRecorder recorder = new TraceRecorder();
    return object -> recorder.write(problem(object), written);
  }

  private static CountdownProblem problem(ObjectNode object) {
    JsonNode numbers = object.path("numbers");
    if (!numbers.isArray()) {
      throw JsonProblems.unexpected("numbers", numbers, NUMBERS);
    }
    List<Integer> values = new ArrayList<>();
    for (JsonNode number : numbers) {
      if (whole(number).isEmpty()) {
        throw JsonProblems.unexpected("numbers", numbers, NUMBERS);
      }
      values.add(whole(number).getAsInt());
    }
    JsonNode target = object.path("target");
    if (whole(target).isEmpty()) {
      throw JsonProblems.unexpected("target", target, "a whole number");
    }
    return new CountdownProblem(values, whole(target).getAsInt());
  }

  /** Also of a table that has whole numbers as 24.0 or as texts. */
  private static OptionalInt whole(JsonNode number) {
    if (!number.isNumber() && !number.isTextual()) {
      return OptionalInt.empty();
    }
    OptionalLong whole = WholeNumbers.of(number.asText());
    return whole.isPresent() && whole.getAsLong() == (int) whole.getAsLong()
        ? OptionalInt.of((int) whole.getAsLong())
        : OptionalInt.empty();
  }
}
