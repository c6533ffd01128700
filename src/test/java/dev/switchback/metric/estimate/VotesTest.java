package dev.switchback.metric.estimate;

import static dev.switchback.metric.evaluation.Results.claim;
import static dev.switchback.metric.evaluation.Results.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against all choices of k completions, one by one. */
class VotesTest {
  private static final List<Outcome> OUTCOMES =
      List.of(
          claim("a", true, -4),
          claim("b", false, -1),
          claim("b", false, -7),
          wrong(10, "no-claim"),
          claim("a", true, -2),
          claim("c", true, -9),
          claim("d", false, -3));

  private final Votes votes = new Votes("p", "player", OUTCOMES, 5);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7})
  void likeliestIsTheMeanOverAllChoices(int k) {
    assertThat(votes.likeliest(k))
        .isCloseTo(meanOverChoices(k, VotesTest::likeliest), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7})
  void majorityIsTheMeanOverAllChoices(int k) {
    double expected = meanOverChoices(k, VotesTest::majority);
    boolean exact = k == 1 || k == OUTCOMES.size();
    assertThat(votes.majority(k)).isCloseTo(expected, within(exact ? 1e-12 : 0.08));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7})
  void distinctKindsAreCountedOverAllChoices(int k) {
    assertThat(votes.distinctSolutions(k))
        .isCloseTo(meanOverChoices(k, chosen -> solutions(chosen).size()), within(1e-12));
    assertThat(votes.distinctFirstMoves(k))
        .isCloseTo(
            meanOverChoices(
                k,
                chosen ->
                    chosen.stream()
                        .flatMap(outcome -> outcome.firstMove().stream())
                        .distinct()
                        .count()),
            within(1e-12));
  }

  private static double likeliest(List<Outcome> chosen) {
    Outcome best = null;
    for (Outcome outcome : chosen) {
      if (outcome.answer().isPresent()
          && (best == null
              || outcome.logProbability().getAsDouble() > best.logProbability().getAsDouble())) {
        best = outcome;
      }
    }
    return best != null && best.correct() ? 1 : 0;
  }

  private static double majority(List<Outcome> chosen) {
    Map<String, Integer> counts = new HashMap<>();
    chosen.forEach(outcome -> outcome.answer().ifPresent(a -> counts.merge(a, 1, Integer::sum)));
    int most = counts.values().stream().mapToInt(count -> count).max().orElse(0);
    Set<String> right = Set.of("a", "c");
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() == most)
        .mapToDouble(entry -> right.contains(entry.getKey()) ? 1 : 0)
        .average()
        .orElse(0);
  }

  private static Set<String> solutions(List<Outcome> chosen) {
    Set<String> solutions = new HashSet<>();
    chosen.stream()
        .filter(Outcome::correct)
        .forEach(outcome -> outcome.answer().ifPresent(solutions::add));
    return solutions;
  }

  private static double meanOverChoices(int k, ToDoubleFunction<List<Outcome>> value) {
    double sum = 0;
    int choices = 0;
    for (int mask = 0; mask < 1 << OUTCOMES.size(); mask++) {
      if (Integer.bitCount(mask) == k) {
        List<Outcome> chosen = new ArrayList<>();
        for (int i = 0; i < OUTCOMES.size(); i++) {
          if ((mask >> i & 1) == 1) {
            chosen.add(OUTCOMES.get(i));
          }
        }
        sum += value.applyAsDouble(chosen);
        choices++;
      }
    }
    return sum / choices;
  }
}
