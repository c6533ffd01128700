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
import java.util.function.Predicate;

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
    return new CountdownQuestion(problem(object, CountdownJson::isNumberOrText));
  }

  @Override
  public String prompt(ObjectNode object, String style) {
    return new CountdownQuestion(problem(object, JsonNode::isNumber))
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
    return object -> recorder.write(problem(object, JsonNode::isNumber), written);
  }

  /**
   * The problem of an object.
   *
   * @param isNumber what may stand for a number
   */
  private static CountdownProblem problem(ObjectNode object, Predicate<JsonNode> isNumber) {
    JsonNode numbers = object.path("numbers");
    if (!numbers.isArray()) {
      throw JsonProblems.unexpected("numbers", numbers, NUMBERS);
    }
    List<Integer> values = new ArrayList<>();
    for (JsonNode number : numbers) {
      OptionalInt value = whole(number, isNumber);
      values.add(value.orElseThrow(() -> JsonProblems.unexpected("numbers", numbers, NUMBERS)));
    }
    JsonNode target = object.path("target");
    OptionalInt value = whole(target, isNumber);
    return new CountdownProblem(
        values,
        value.orElseThrow(() -> JsonProblems.unexpected("target", target, "a whole number")));
  }

  /** A table may hold whole numbers as texts: an answer that is judged is not wrong for that. */
  private static boolean isNumberOrText(JsonNode value) {
    return value.isNumber() || value.isTextual();
  }

  /** Also of a table that has whole numbers as 24.0. */
  private static OptionalInt whole(JsonNode number, Predicate<JsonNode> isNumber) {
    if (!isNumber.test(number)) {
      return OptionalInt.empty();
    }
    OptionalLong whole = WholeNumbers.of(number.asText());
    return whole.isPresent() && whole.getAsLong() == (int) whole.getAsLong()
        ? OptionalInt.of((int) whole.getAsLong())
        : OptionalInt.empty();
  }
}
