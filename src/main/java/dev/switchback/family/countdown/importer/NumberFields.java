package dev.switchback.family.countdown.importer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.importer.Rejected.Flaw;
import dev.switchback.importer.Rejected.RejectedRowException;
import dev.switchback.importer.WholeNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What the fields of a CountDown problem are called, and what stands in them. */
final class NumberFields {
  static final String NUMBERS = "numbers";
  static final String TARGET = "target";
  static final String SOLUTION = "solution";
  static final List<String> ALL = List.of(NUMBERS, TARGET, SOLUTION);

  private static final String TRUTH = "reward_model.ground_truth.";

  /** Numbers and target in what is published: the common names first, then verl's. */
  static final List<List<String>> USUAL =
      List.of(
          List.of("nums", "target"),
          List.of("numbers", "target"),
          List.of(TRUTH + "numbers", TRUTH + "target"),
          List.of(TRUTH + "nums", TRUTH + "target"));

  private NumberFields() {}

  /** Numbers and target, with those names that were chosen, by field, in the place of the usual. */
  static List<String> chosen(List<String> usual, Map<String, String> chosen) {
    return List.of(
        chosen.getOrDefault(NUMBERS, usual.get(0)), chosen.getOrDefault(TARGET, usual.get(1)));
  }

  /**
   * The numbers of a list.
   *
   * @param field what it is called
   * @param example a row of the format, as errors show it
   * @throws RejectedRowException if it is none, or holds what is no whole number
   */
  static List<Long> numbers(JsonNode value, String field, String example) {
    if (!value.isArray()) {
      throw malformed("the field \"" + field + "\" is no list", example);
    }
    List<Long> numbers = new ArrayList<>();
    value.forEach(number -> numbers.add(number(number, field, example)));
    return numbers;
  }

  /**
   * A whole number.
   *
   * @throws RejectedRowException if it is none
   */
  static long number(JsonNode value, String field, String example) {
    OptionalLong number =
        value.isNumber() || value.isTextual()
            ? WholeNumbers.of(value.asText())
            : OptionalLong.empty();
    return number.orElseThrow(
        () ->
            malformed(
                "the field \""
                    + field
                    + "\" has "
                    + RejectedRowException.shown(value.isTextual() ? value.asText() : "" + value)
                    + " where a whole number should be",
                example));
  }

  static RejectedRowException malformed(String what, String example) {
    return new RejectedRowException(
        Flaw.MALFORMED, "Cannot read the row: " + what + ", expected " + example);
  }
}
