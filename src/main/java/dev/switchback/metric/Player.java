package dev.switchback.metric;

import dev.switchback.metric.Attempts.Afterwards;
import dev.switchback.metric.Attempts.Completion;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/**
 * Whoever answers problems, a model or a reference, and what became of its completions.
 *
 * @param name of the model, or of the reference, such as {@code random-play}
 * @param drawing where its completions come from
 * @param mistakeUnit what counts as one mistake
 * @param cost of its tokens in floating-point operations; empty for players that are no network
 * @param outcomes by problem, in drawn order; at least one for each
 */
public record Player(
    String name,
    Drawing drawing,
    MistakeUnit mistakeUnit,
    Optional<GenerationCost> cost,
    NavigableMap<String, List<Outcome>> outcomes) {
  /** Where completions come from. */
  public enum Drawing {
    /** Each completion is another random draw. */
    SAMPLED,
    /** There is one completion of a problem, always the same. */
    DETERMINISTIC
  }

  /** What counts as one mistake. */
  public enum MistakeUnit {
    /** An answer that is not correct: for players that write only an answer. */
    ANSWER,
    /** A dead end of the written search: for players that search. */
    DEAD_END
  }

  /** Copies the outcomes. */
  public Player {
    NavigableMap<String, List<Outcome>> copy = new TreeMap<>();
    outcomes.forEach((problem, list) -> copy.put(problem, List.copyOf(list)));
    outcomes = Collections.unmodifiableNavigableMap(copy);
  }

  /** Returns how many completions each problem has at least; 0 without problems. */
  public int samplesPerProblem() {
    return outcomes.values().stream().mapToInt(List::size).min().orElse(0);
  }

  /** Returns the number of completions in all. */
  public long samples() {
    return outcomes.values().stream().mapToLong(List::size).sum();
  }

  /** Returns the number of correct completions of a problem. */
  public int correct(String problem) {
    return (int) outcomes.get(problem).stream().filter(Outcome::correct).count();
  }

  /**
   * Returns the completions of a problem with their cost.
   *
   * @param price cost of a completion of so many tokens
   */
  public Attempts attempts(String problem, DoubleUnaryOperator price) {
    List<Outcome> drawn = outcomes.get(problem);
    List<Completion> completions =
        drawn.stream().map(outcome -> completion(outcome, price)).toList();
    boolean finished =
        drawing == Drawing.DETERMINISTIC && drawn.stream().allMatch(Outcome::stopped);
    return new Attempts(completions, finished ? Afterwards.STOPS : Afterwards.GOES_ON);
  }

  /** Returns the expected mistakes before the first success, empty if nothing is correct. */
  public OptionalDouble mistakes(String problem) {
    List<Outcome> drawn = outcomes.get(problem);
    if (correct(problem) == 0) {
      return OptionalDouble.empty();
    }
    double[] ofFailures =
        drawn.stream().filter(outcome -> !outcome.correct()).mapToDouble(this::mistakes).toArray();
    double[] ofSuccesses =
        drawn.stream().filter(Outcome::correct).mapToDouble(this::mistakes).toArray();
    return OptionalDouble.of(ExpectedMistakes.beforeFirstSuccess(ofFailures, ofSuccesses));
  }

  private double mistakes(Outcome outcome) {
    return switch (mistakeUnit) {
      case ANSWER -> outcome.correct() ? 0 : 1;
      case DEAD_END -> outcome.mistakes();
    };
  }

  private static Completion completion(Outcome outcome, DoubleUnaryOperator price) {
    double cost = price.applyAsDouble(outcome.tokens());
    return outcome.correct()
        ? new Completion(cost, price.applyAsDouble(outcome.tokensToSolution().getAsInt()))
        : Completion.failed(cost);
  }
}
