package dev.switchback.family.countdown.trace;

import dev.switchback.trace.Written;
import java.util.List;
import java.util.Optional;

/**
 * The operations that a text explores.
 *
 * @param count lines that explore one, whether they can be read or not
 * @param first the operation of the first of them, empty if it cannot be read
 */
record Explored(int count, Optional<String> first) {

  static Explored of(String text) {
    int line = text.indexOf(Grammar.EXPLORING);
    Optional<String> first =
        line < 0
            ? Optional.empty()
            : LineParser.exploring(text, line).map(step -> Calculation.of(List.of(step)));
    return new Explored(Answer.occurrences(text, Grammar.EXPLORING, text.length()), first);
  }

  Written written(Optional<String> answer) {
    return new Written(count, first, answer);
  }
}
