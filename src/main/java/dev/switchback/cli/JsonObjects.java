package dev.switchback.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.InputException;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON objects, one of which a line holds, and gives back unchanged what it does not know.
 */
final class JsonObjects {
  private static final int LONGEST_SHOWN = 60;
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNumberLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  private JsonObjects() {}

  /**
   * The object of a line.
   *
   * @param expected what the line should look like, for the error message
   * @throws InputException if it is none
   */
  static ObjectNode read(String line, String expected) {
    try {
      if (JSON.readTree(line) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException malformed) {
      throw new InputException(
          "it is no JSON ("
              + malformed.getOriginalMessage()
              + ", column "
              + malformed.getLocation().getColumnNr()
              + "), expected "
              + expected,
          malformed);
    }
    throw new InputException("it is no JSON object: " + shown(line) + ", expected " + expected);
  }

  static String write(ObjectNode object) {
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException("Cannot write as JSON what was read as JSON", unwritable);
    }
  }

  /**
   * The problem of the fields numbers and target.
   *
   * @throws InputException if they are missing or no numbers
   * @throws IllegalArgumentException if they are no problem
   */
  static CountdownProblem problem(ObjectNode object) {
    JsonNode numbers = object.path("numbers");
    if (!numbers.isArray()) {
      throw unexpected("numbers", numbers, "a list of whole numbers, for example [3, 8, 8]");
    }
    List<Integer> values = new ArrayList<>();
    for (JsonNode number : numbers) {
      if (!number.canConvertToInt() || !number.isIntegralNumber()) {
        throw unexpected("numbers", numbers, "a list of whole numbers, for example [3, 8, 8]");
      }
      values.add(number.intValue());
    }
    JsonNode target = object.path("target");
    if (!target.canConvertToInt() || !target.isIntegralNumber()) {
      throw unexpected("target", target, "a whole number");
    }
    return new CountdownProblem(values, target.intValue());
  }

  /** Whether the object is about a Sudoku. */
  static boolean isSudoku(ObjectNode object) {
    return object.has("puzzle") && !object.has("numbers");
  }

  /**
   * The puzzle of the field puzzle.
   *
   * @throws InputException if it is no text
   * @throws IllegalArgumentException if it is no puzzle
   */
  static SudokuPuzzle puzzle(ObjectNode object) {
    JsonNode puzzle = object.path("puzzle");
    if (!puzzle.isTextual()) {
      throw unexpected("puzzle", puzzle, "81 or 16 digits, points for empty cells, as a string");
    }
    return SudokuPuzzle.parse(puzzle.textValue());
  }

  static InputException unexpected(String field, JsonNode value, String expected) {
    String found = value.isMissingNode() ? "it is missing" : "it is " + shown(value.toString());
    return new InputException(
        "Cannot use the field \"" + field + "\": " + found + ", expected " + expected);
  }

  private static String shown(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "..";
  }
}
