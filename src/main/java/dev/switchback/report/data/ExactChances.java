package dev.switchback.report.data;

import dev.switchback.metric.Estimate;
import dev.switchback.report.data.JointSuccesses.Tries;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * How probable it is that one try solves a problem, before and after a model was trained by
 * rewards: the sum of the probabilities of all right answers, by no draw.
 *
 * @param before the mean over problems, of the model that was gone on from
 * @param after the same of the reinforced model
 * @param difference after minus before, on the same problems
 * @param problems that both models were asked
 */
public record ExactChances(
    Estimate before, Estimate after, Estimate difference, List<Chance> problems) {
  private static final double CONFIDENCE = 0.95;

  /** Copies the problems. */
  public ExactChances {
    problems = List.copyOf(problems);
  }

  /**
   * A problem.
   *
   * @param log10Before decimal logarithm of the chance before; negative infinity if there is none
   * @param log10After the same after
   * @param before the tries that were drawn before
   * @param after those after
   */
  public record Chance(double log10Before, double log10After, Tries before, Tries after) {
    /** Whether it was solved only after, in all tries. */
    public boolean isGained() {
      return after.anyRight() && !before.anyRight();
    }
  }

  /**
   * The share of the problems whose number of right tries is usual at their chance: within the
   * central 95% of the binomial distribution. If all is well it is 0.95 or more, as the numbers are
   * whole.
   */
  public double agreement(ToDoubleFunction<Chance> log10, Function<Chance, Tries> tries) {
    long usual =
        problems.stream()
            .filter(
                problem ->
                    isUsual(Math.pow(10, log10.applyAsDouble(problem)), tries.apply(problem)))
            .count();
    return (double) usual / problems.size();
  }

  private static boolean isUsual(double chance, Tries tries) {
    BinomialDistribution right = new BinomialDistribution(tries.drawn(), Math.min(1, chance));
    double tail = (1 - CONFIDENCE) / 2;
    return right.cumulativeProbability(tries.right()) > tail
        && 1 - right.cumulativeProbability(tries.right() - 1) > tail;
  }

  /** The share of tries that are right, over all problems. */
  public double drawn(Function<Chance, Tries> tries) {
    return problems.stream()
        .map(tries)
        .mapToDouble(each -> (double) each.right() / each.drawn())
        .average()
        .orElseThrow();
  }
}
