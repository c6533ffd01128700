package dev.switchback.metric.estimate;

import dev.switchback.metric.CostAxis;
import dev.switchback.metric.estimate.CompletionCosts.Afterwards;
import dev.switchback.metric.estimate.CompletionCosts.Completion;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whoever answers problems, a model or a reference.
 *
 * @param name of the model, or of the reference, such as {@code random-play}
 * @param drawing where its completions come from
 * @param mistakeUnit what counts as one mistake
 * @param prices of its tokens; players that are no network have none in operations
 */
public record Player(
    String name, Drawing drawing, MistakeUnit mistakeUnit, Map<CostAxis, Price> prices)
    implements Serializable {
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

  /** Copies the prices. */
  public Player {
    prices = Map.copyOf(prices);
  }

  /** A player that is no network. */
  public static Player reference(String name, Drawing drawing, MistakeUnit mistakeUnit) {
    return new Player(name, drawing, mistakeUnit, Map.of(CostAxis.TOKENS, Price.TOKENS));
  }

  /** What an axis charges it, empty if it has no such cost. */
  public Optional<Price> price(CostAxis axis) {
    return Optional.ofNullable(prices.get(axis));
  }

  /**
   * Returns completions of one problem with their cost, the reading of the prompt left out.
   *
   * @param drawn in drawn order, at least one
   */
  public CompletionCosts costs(List<Outcome> drawn, Price price) {
    List<Completion> completions =
        drawn.stream().map(outcome -> completion(outcome, price)).toList();
    boolean finished =
        drawing == Drawing.DETERMINISTIC && drawn.stream().allMatch(Outcome::stopped);
    return new CompletionCosts(
        completions, finished ? Afterwards.STOPS : Afterwards.WOULD_CONTINUE);
  }

  /**
   * Returns the expected mistakes before the first success, empty if nothing is correct.
   *
   * @param drawn completions of one problem
   */
  public OptionalDouble mistakes(List<Outcome> drawn) {
    double[] ofFailures =
        drawn.stream().filter(outcome -> !outcome.correct()).mapToDouble(this::mistakes).toArray();
    double[] ofSuccesses =
        drawn.stream().filter(Outcome::correct).mapToDouble(this::mistakes).toArray();
    return ofSuccesses.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(ExpectedMistakes.beforeFirstSuccess(ofFailures, ofSuccesses));
  }

  private double mistakes(Outcome outcome) {
    return switch (mistakeUnit) {
      case ANSWER -> outcome.correct() ? 0 : 1;
      case DEAD_END -> outcome.mistakes();
    };
  }

  private static Completion completion(Outcome outcome, Price price) {
    double cost = price.ofCompletion(outcome.promptTokens(), outcome.tokens());
    return outcome.correct()
        ? new Completion(
            cost, price.ofCompletion(outcome.promptTokens(), outcome.tokensToSolution().getAsInt()))
        : Completion.failed(cost);
  }
}
