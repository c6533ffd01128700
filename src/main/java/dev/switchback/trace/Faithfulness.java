package dev.switchback.trace;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far a text keeps to the search that it writes: each line after the prompt is right if it is
 * what the search writes next, given what the text itself has written before, right or wrong. What
 * follows the end of the solution is not judged, nor is a last line that was cut.
 *
 * @param lines that are judged; in a terse text, steps
 * @param rightLines how many of them are right
 * @param firstWrongLine the number of the first that is not, from 1; empty if all are right
 * @param firstWrongKind what is wrong with it, as the puzzle's family names it
 */
public record Faithfulness(
    int lines, int rightLines, OptionalInt firstWrongLine, Optional<String> firstWrongKind) {
  /** In place of a search where none is known: only what every search keeps to is required. */
  public static final String ANY_SEARCH = "";

  private static final Comparator<Faithfulness> CLOSENESS =
      Comparator.<Faithfulness>comparingInt(text -> text.firstWrongLine.orElse(Integer.MAX_VALUE))
          .thenComparingInt(Faithfulness::rightLines);

  /**
   * The faithfulness of a text with such lines.
   *
   * @param wrong what is wrong with each line, empty if it is right
   */
  public static Faithfulness of(List<Optional<String>> wrong) {
    int right = 0;
    int first = -1;
    for (int line = 0; line < wrong.size(); line++) {
      right += wrong.get(line).isEmpty() ? 1 : 0;
      first = first < 0 && wrong.get(line).isPresent() ? line : first;
    }
    return new Faithfulness(
        wrong.size(),
        right,
        first < 0 ? OptionalInt.empty() : OptionalInt.of(first + 1),
        first < 0 ? Optional.empty() : wrong.get(first));
  }

  /**
   * The faithfulness of a text to whichever of some searches it keeps to longest.
   *
   * @param text that begins with the prompt
   * @param searches that the text may be, by name; none where it is not known
   */
  public static Faithfulness of(Question question, String text, Collection<String> searches) {
    return searches.stream()
        .sorted()
        .map(search -> question.faithfulness(text, search))
        .max(CLOSENESS)
        .orElseGet(() -> question.faithfulness(text, ANY_SEARCH));
  }
}
