package dev.switchback.grpo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.switchback.grpo.CreditAssignment.Group;
import dev.switchback.metric.estimate.DecodingCost;
import dev.switchback.metric.estimate.PassAtK;
import dev.switchback.model.PolicySums;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * What a step of a reinforced training saw: a line of {@code metrics.jsonl}. Means are over all
 * tokens or completions of the step, divided once. What was not measured is null.
 *
 * @param step that has ended, from 1
 * @param tokens generated for learning so far
 * @param rewards of the completions drawn, before any group was dropped
 * @param lengths of the completions
 * @param policy what the learner saw; null where no completion had anything to teach
 * @param gradient of the step's last update
 * @param seconds where its time went
 * @param peakMemoryBytes largest resident memory of a worker's process so far
 * @param time when it ended, seconds since 1970
 * @param monitoring what the model was worth on the monitoring problems after it
 * @param trainingFlops floating-point operations so far: of drawing, of learning and of the
 *     reference
 */
@JsonPropertyOrder({"step", "tokens"})
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record StepReport(
    long step,
    long tokens,
    Rewards rewards,
    Lengths lengths,
    Policy policy,
    Gradient gradient,
    Seconds seconds,
    long peakMemoryBytes,
    double time,
    Monitoring monitoring,
    double trainingFlops)
    implements Serializable {

  /** The same with what was measured after the step. */
  public StepReport with(Monitoring measured) {
    return new StepReport(
        step,
        tokens,
        rewards,
        lengths,
        policy,
        gradient,
        seconds,
        peakMemoryBytes,
        time,
        measured,
        trainingFlops);
  }

  /**
   * What completions were worth.
   *
   * @param strict share that is right by the strict rule
   * @param paper share that is right by the study's looser rule
   * @param allRight share of the groups whose rewards are all 1
   * @param allWrong share of the groups whose rewards are all 0
   * @param groups that were drawn
   * @param mistakes mean of the completions
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Rewards(
      double strict, double paper, double allRight, double allWrong, int groups, double mistakes)
      implements Serializable {

    /** Of all groups of a step. */
    public static Rewards of(List<Group> groups, boolean byPaperRule) {
      List<Rollout.Facts> all = groups.stream().map(Group::rollouts).flatMap(List::stream).toList();
      return new Rewards(
          share(all, Rollout.Facts::correct),
          share(all, Rollout.Facts::correctPaper),
          share(groups, group -> all(group.rewards(byPaperRule), 1)),
          share(groups, group -> all(group.rewards(byPaperRule), 0)),
          groups.size(),
          all.stream().mapToInt(Rollout.Facts::mistakes).average().orElse(0));
    }

    private static boolean all(double[] rewards, double value) {
      return Advantages.areEqual(rewards) && rewards[0] == value;
    }
  }

  /**
   * How long completions are, tokens.
   *
   * @param mean of all
   * @param right mean of those that are right; null without one
   * @param wrong mean of those that are not; null without one
   * @param cutShare share that reached the limit
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Lengths(double mean, Double right, Double wrong, double cutShare)
      implements Serializable {

    /** Of all completions of a step. */
    public static Lengths of(List<Rollout.Facts> all) {
      return new Lengths(
          mean(all, rollout -> true),
          mean(all, Rollout.Facts::correct),
          mean(all, rollout -> !rollout.correct()),
          share(all, Rollout.Facts::cut));
    }

    private static Double mean(List<Rollout.Facts> all, Predicate<Rollout.Facts> which) {
      OptionalDouble mean = all.stream().filter(which).mapToInt(Rollout.Facts::tokens).average();
      return mean.isPresent() ? (Double) mean.getAsDouble() : null;
    }
  }

  /**
   * Means over the tokens that were learned from.
   *
   * @param tokens how many
   * @param objective that is made smaller
   * @param kl divergence from the model that the training began with, exact, in nats a token; null
   *     where it was not computed
   * @param klK3 its estimate by k3
   * @param entropy of the next token, in nats, at the temperature
   * @param mismatch mean of |log-probability of the learner - of the sampler|
   * @param largestMismatch largest of these
   * @param clippedLow share of tokens whose ratio is clipped from below; null where there is one
   *     update, as are the next two
   * @param clippedHigh from above
   * @param clippedDual of bad completions
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Policy(
      long tokens,
      double objective,
      Double kl,
      @JsonProperty("kl_k3") Double klK3,
      double entropy,
      double mismatch,
      double largestMismatch,
      Double clippedLow,
      Double clippedHigh,
      Double clippedDual)
      implements Serializable {

    /**
     * Of sums over all updates and workers.
     *
     * @param clips whether ratios can be clipped
     * @param updates over which the objective is averaged
     */
    public static Policy of(PolicySums sums, boolean clips, int updates) {
      double tokens = sums.tokens();
      return new Policy(
          sums.tokens(),
          sums.objective() / updates,
          finite(sums.kl() / tokens),
          finite(sums.k3() / tokens),
          sums.entropy() / tokens,
          sums.mismatch() / tokens,
          sums.largestMismatch(),
          clips ? (Double) (sums.clippedLow() / tokens) : null,
          clips ? (Double) (sums.clippedHigh() / tokens) : null,
          clips ? (Double) (sums.clippedDual() / tokens) : null);
    }

    private static Double finite(double value) {
      return Double.isFinite(value) ? (Double) value : null;
    }
  }

  /**
   * How weights moved.
   *
   * @param norm of the gradient, before clipping
   * @param learningRate of the step
   * @param relativeUpdate norm of what was added to the weights, of theirs
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Gradient(double norm, double learningRate, double relativeUpdate)
      implements Serializable {}

  /**
   * Where the time of a step went, in seconds.
   *
   * @param sample drawing and judging, as the driver sees it
   * @param judge judging, summed over tasks
   * @param learn gradients, the reference's passes among them, as the driver sees it
   * @param reference the reference's passes, summed over workers
   * @param other the rest, the driver's own work
   */
  public record Seconds(double sample, double judge, double learn, double reference, double other)
      implements Serializable {

    /** Of the whole step. */
    public double total() {
      return sample + learn + other;
    }
  }

  /**
   * What a model is worth on the monitoring problems.
   *
   * @param pass1 pass@1, the mean over problems
   * @param passAll pass@k of as many completions as were drawn for each problem
   * @param samples that were drawn for each problem
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Monitoring(
      @JsonProperty("pass_1") double pass1,
      @JsonProperty("pass_all") double passAll,
      int samples,
      double length,
      double cutShare)
      implements Serializable {

    /** Of groups of equal size. */
    public static Monitoring of(List<Group> groups) {
      List<Rollout.Facts> all = groups.stream().map(Group::rollouts).flatMap(List::stream).toList();
      int samples = groups.get(0).rollouts().size();
      return new Monitoring(
          share(all, Rollout.Facts::correct),
          groups.stream()
              .mapToDouble(
                  group ->
                      PassAtK.estimate(
                          samples,
                          (int) group.rollouts().stream().filter(Rollout.Facts::correct).count(),
                          samples))
              .average()
              .orElseThrow(),
          samples,
          all.stream().mapToInt(Rollout.Facts::tokens).average().orElseThrow(),
          share(all, Rollout.Facts::cut));
    }
  }

  /**
   * Floating-point operations of a step: completions are drawn; those that are learned from are
   * gone through forward and backward, and once more forward by the reference.
   *
   * @param learned whether a completion is learned from
   */
  public static double operations(
      Collection<Rollout.Facts> all,
      Predicate<Rollout.Facts> learned,
      boolean withReference,
      DecodingCost cost) {
    double sum = 0;
    for (Rollout.Facts rollout : all) {
      sum += cost.ofCompletion(rollout.promptTokens(), rollout.tokens());
      if (rollout.sample() == 0) {
        sum += cost.ofPrompt(rollout.promptTokens());
      }
      if (learned.test(rollout)) {
        double positions = rollout.promptTokens() + rollout.tokens() - 1.0;
        double passes = withReference ? 4.0 / 3 : 1;
        sum += passes * cost.ofTraining(positions, positions * (positions + 1) / 2);
      }
    }
    return sum;
  }

  private static <T> double share(Collection<T> all, Predicate<T> which) {
    return (double) all.stream().filter(which).count() / all.size();
  }
}
