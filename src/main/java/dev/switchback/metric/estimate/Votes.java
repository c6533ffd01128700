package dev.switchback.metric.estimate;

import dev.switchback.random.RandomStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What k of the completions of one problem say together, k up to their number n: what a player
 * without a verifier would answer, and how much they differ. All are expectations over the choice
 * of k completions among the n.
 */
public final class Votes {
  private static final int CHOICES = 100;
  private static final String PURPOSE = "majority-vote";

  private final List<Outcome> outcomes;
  private final int[] answers;
  private final double[] correctness;
  private final boolean[] correctByLikelihood;
  private final long seed;

  /**
   * @param outcomes at least one
   */
  public Votes(String problem, String player, List<Outcome> outcomes, long seed) {
    this.outcomes = outcomes;
    this.answers = new int[outcomes.size()];
    this.correctness = correctness(outcomes, answers);
    this.correctByLikelihood = correctByLikelihood(outcomes);
    this.seed = RandomStream.hash(RandomStream.hash(seed, problem), player);
  }

  /**
   * The chance that the answer which most of k completions claim is correct; among answers with as
   * many votes each is equally likely to be taken, and completions that claim nothing do not vote.
   * For {@code 1 < k < n} it is the mean over random choices of k completions.
   */
  public double majority(int k) {
    int n = answers.length;
    if (k == n) {
      return majority(allOf(n), n);
    }
    if (k == 1) {
      return PassAtK.estimate(n, (int) outcomes.stream().filter(Outcome::correct).count(), 1);
    }
    RandomStream random = RandomStream.of(seed, PURPOSE, k);
    double sum = 0;
    int[] order = allOf(n);
    for (int choice = 0; choice < CHOICES; choice++) {
      random.shuffle(order);
      sum += majority(order, k);
    }
    return sum / CHOICES;
  }

  /**
   * The chance that, of k completions, the one with the largest log-probability among those that
   * claim an answer is correct. With the n completions in that order, those without a claim last,
   * number i (from 0) comes first among k with probability {@code C(n-1-i, k-1) / C(n, k)}.
   */
  public double likeliest(int k) {
    int n = correctByLikelihood.length;
    double first = (double) k / n;
    double sum = 0;
    for (int i = 0; i <= n - k; i++) {
      sum += correctByLikelihood[i] ? first : 0;
      first *= (double) (n - k - i) / (n - 1 - i);
    }
    return sum;
  }

  /** The expected number of different correct answers among k completions. */
  public double distinctSolutions(int k) {
    return distinct(k, outcome -> outcome.correct() ? outcome.answer() : Optional.empty());
  }

  /** The expected number of different first moves among k completions. */
  public double distinctFirstMoves(int k) {
    return distinct(k, Outcome::firstMove);
  }

  /** Each kind is among k of n completions, c of which are of it, as often as pass@k says. */
  private double distinct(int k, Function<Outcome, Optional<String>> kind) {
    Map<String, Long> kinds =
        outcomes.stream()
            .flatMap(outcome -> kind.apply(outcome).stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return kinds.values().stream()
        .sorted()
        .mapToDouble(count -> PassAtK.estimate(outcomes.size(), count.intValue(), k))
        .sum();
  }

  private double majority(int[] order, int k) {
    int[] votes = new int[correctness.length];
    int most = 0;
    for (int i = 0; i < k; i++) {
      int answer = answers[order[i]];
      if (answer >= 0) {
        most = Math.max(most, ++votes[answer]);
      }
    }
    if (most == 0) {
      return 0;
    }
    double correct = 0;
    int leaders = 0;
    for (int answer = 0; answer < votes.length; answer++) {
      if (votes[answer] == most) {
        correct += correctness[answer];
        leaders++;
      }
    }
    return correct / leaders;
  }

  private static int[] allOf(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    return order;
  }

  /**
   * Numbers the answers, -1 for none, and returns the share of each answer's completions that are
   * correct: all or none, but for claims that are malformed in one completion and not in another.
   */
  private static double[] correctness(List<Outcome> outcomes, int[] answers) {
    Map<String, Integer> numbers = new HashMap<>();
    List<int[]> counts = new ArrayList<>();
    for (int i = 0; i < answers.length; i++) {
      Optional<String> answer = outcomes.get(i).answer();
      answers[i] =
          answer.map(text -> numbers.computeIfAbsent(text, unused -> numbers.size())).orElse(-1);
      if (answers[i] == counts.size()) {
        counts.add(new int[2]);
      }
      if (answers[i] >= 0) {
        counts.get(answers[i])[0]++;
        counts.get(answers[i])[1] += outcomes.get(i).correct() ? 1 : 0;
      }
    }
    return counts.stream().mapToDouble(count -> (double) count[1] / count[0]).toArray();
  }

  private static boolean[] correctByLikelihood(List<Outcome> outcomes) {
    List<Outcome> ordered =
        outcomes.stream()
            .sorted(
                Comparator.comparing((Outcome outcome) -> outcome.answer().isEmpty())
                    .thenComparing(
                        outcome -> -outcome.logProbability().orElse(Double.NEGATIVE_INFINITY)))
            .toList();
    boolean[] correct = new boolean[ordered.size()];
    for (int i = 0; i < correct.length; i++) {
      correct[i] = ordered.get(i).correct();
    }
    return correct;
  }
}
