package dev.switchback.metric.estimate;

import static dev.switchback.metric.estimate.CompletionCosts.Afterwards.STOPS;
import static dev.switchback.metric.estimate.CompletionCosts.Afterwards.WOULD_CONTINUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.switchback.metric.estimate.CompletionCosts.Completion;
import dev.switchback.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccuracyAtBudgetTest {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  @Test
  void oneChainIsSolvedFromItsSolutionOn() {
    DoubleUnaryOperator solved = curve(costs(STOPS, 90, 70));
    assertThat(solved.applyAsDouble(69)).isEqualTo(0);
    assertThat(solved.applyAsDouble(70)).isEqualTo(1);
    assertThat(solved.applyAsDouble(5000)).isEqualTo(1);
  }

  @Test
  void twoSamplesByHand() {
    // half of the orders start with the solution at 8, the other half pay 30 for the failure first
    DoubleUnaryOperator solved = curve(costs(WOULD_CONTINUE, 10, 8, 30, NEVER));
    assertThat(solved.applyAsDouble(7)).isEqualTo(0);
    assertThat(solved.applyAsDouble(8)).isEqualTo(0.5);
    assertThat(solved.applyAsDouble(37)).isEqualTo(0.5);
    assertThat(solved.applyAsDouble(38)).isEqualTo(1);
  }

  @Test
  void threeSamplesOfEqualFailuresByHand() {
    // two successes at 5 and 9, one failure of 20: the failure comes first in 1 of 3 orders
    DoubleUnaryOperator solved = curve(costs(WOULD_CONTINUE, 6, 5, 20, NEVER, 10, 9));
    assertThat(solved.applyAsDouble(5)).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(solved.applyAsDouble(9)).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(solved.applyAsDouble(25)).isCloseTo(2 / 3.0 + 1 / 6.0, within(1e-12));
    assertThat(solved.applyAsDouble(29)).isEqualTo(1);
  }

  @Test
  void withUnitCostsItIsPassAtK() {
    int samples = 12;
    for (int correct = 0; correct <= samples; correct++) {
      List<Completion> completions = new ArrayList<>();
      completions.addAll(Collections.nCopies(correct, new Completion(1, 1)));
      completions.addAll(Collections.nCopies(samples - correct, Completion.failed(1)));
      DoubleUnaryOperator solved = curve(new CompletionCosts(completions, WOULD_CONTINUE));
      for (int k = 1; k <= samples; k++) {
        assertThat(solved.applyAsDouble(k))
            .isCloseTo(PassAtK.estimate(samples, correct, k), within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void agreesWithPlayingEveryOrder(long seed) {
    RandomStream random = RandomStream.of(seed, "solved-within-test");
    CompletionCosts costs = randomAttempts(random, 6, 0.4);
    DoubleUnaryOperator solved = curve(costs);
    for (double budget = 5; budget < 150; budget += 12) {
      double exact = meanOverAllOrders(costs, budget);
      assertThat(solved.applyAsDouble(budget))
          .as("budget %s", budget)
          .isCloseTo(exact, within(0.03));
    }
  }

  @Test
  void itsMeanOverManyPlayersIsTheTrueProbability() {
    double budget = 60;
    int trials = 4000;
    double estimated = 0;
    double played = 0;
    for (int trial = 0; trial < trials; trial++) {
      RandomStream random = RandomStream.of(trial, "solved-within-truth");
      CompletionCosts costs = randomAttempts(random, 16, 0.2);
      estimated += AccuracyAtBudget.of(costs, 20, random).at(budget);
      played += randomAttempts(random, 100, 0.2).solveInOrder(budget) ? 1 : 0;
    }
    assertThat(estimated / trials).isCloseTo(played / trials, within(0.025));
  }

  @Test
  void onlyFailuresThatRunOutLeaveABudgetUndecided() {
    assertThat(costs(WOULD_CONTINUE, 30, NEVER, 20, NEVER).isUncensoredAt(50)).isTrue();
    assertThat(costs(WOULD_CONTINUE, 30, NEVER, 20, NEVER).isUncensoredAt(51)).isFalse();
    assertThat(costs(STOPS, 30, NEVER).isUncensoredAt(51)).isTrue();
    assertThat(costs(WOULD_CONTINUE, 30, NEVER, 20, 9).isUncensoredAt(1000)).isTrue();
  }

  @Test
  void drawnOrderSpendsTheBudgetOnEarlierFailures() {
    CompletionCosts costs = costs(WOULD_CONTINUE, 30, NEVER, 20, 9);
    assertThat(costs.solveInOrder(38)).isFalse();
    assertThat(costs.solveInOrder(39)).isTrue();
  }

  @Test
  void badInputIsRefused() {
    assertThatThrownBy(() -> costs(WOULD_CONTINUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 completions");
    assertThatThrownBy(() -> costs(WOULD_CONTINUE, 10, 11))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("solution at 11.0 of a cost of 10.0");
    assertThatThrownBy(
            () -> AccuracyAtBudget.of(costs(STOPS, 10, 9), 0, RandomStream.of(1, "test")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot average over orders: 0");
  }

  private static DoubleUnaryOperator curve(CompletionCosts costs) {
    return AccuracyAtBudget.of(costs, 2000, RandomStream.of(5, "test"))::at;
  }

  /** Attempts from pairs of a cost and a cost to the solution. */
  private static CompletionCosts costs(CompletionCosts.Afterwards afterwards, double... pairs) {
    List<Completion> completions = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      completions.add(new Completion(pairs[i], pairs[i + 1]));
    }
    return new CompletionCosts(completions, afterwards);
  }

  private static CompletionCosts randomAttempts(RandomStream random, int samples, double success) {
    List<Completion> completions = new ArrayList<>();
    for (int i = 0; i < samples; i++) {
      double cost = 5 + random.nextInt(26);
      completions.add(
          random.nextDouble() < success
              ? new Completion(cost, cost - random.nextInt(5))
              : Completion.failed(cost));
    }
    return new CompletionCosts(completions, WOULD_CONTINUE);
  }

  private static double meanOverAllOrders(CompletionCosts costs, double budget) {
    int[] order = new int[costs.completions().size()];
    Arrays.setAll(order, i -> i);
    double[] solvedAndAll = new double[2];
    permute(costs, budget, order, 0, solvedAndAll);
    return solvedAndAll[0] / solvedAndAll[1];
  }

  private static void permute(
      CompletionCosts costs, double budget, int[] order, int from, double[] solvedAndAll) {
    if (from == order.length) {
      List<Completion> ordered =
          Arrays.stream(order).mapToObj(i -> costs.completions().get(i)).toList();
      boolean solved = new CompletionCosts(ordered, costs.afterwards()).solveInOrder(budget);
      solvedAndAll[0] += solved ? 1 : 0;
      solvedAndAll[1]++;
      return;
    }
    for (int i = from; i < order.length; i++) {
      int[] next = order.clone();
      next[from] = order[i];
      next[i] = order[from];
      permute(costs, budget, next, from + 1, solvedAndAll);
    }
  }
}
