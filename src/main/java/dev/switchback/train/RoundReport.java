package dev.switchback.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.switchback.metric.estimate.DecodingCost;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What a round of steps saw.
 *
 * @param step steps that each worker has taken in all, after the round
 * @param tokens tokens that all workers have predicted in all
 * @param loss mean over the round's tokens, in nats
 * @param gradientNorm mean over its steps and workers, before clipping
 * @param learningRate of its last step
 * @param tokensPerSecond predicted tokens of all workers for each second of steps
 * @param seconds the slowest worker's steps took
 * @param roundSeconds the whole round took: what the steps did not take went into handing the state
 *     out, averaging it and reading rows
 * @param waitingShare part of the steps' time in which workers waited for batches, 0 to 1
 * @param peakMemoryBytes largest resident memory of a worker's process so far, 0 where not known
 * @param time when the round ended, seconds since 1970
 * @param validationLoss after the round, where it was measured
 * @param tuningAccuracy share of the tuning problems that were solved after the round, where they
 *     were asked
 * @param tuningRightLines share of the lines of those answers that are right, of all lines that are
 *     judged
 * @param tuningFirstWrong how many of those answers first go wrong in a line of each kind
 * @param trainingFlops floating-point operations of all workers in all, by {@link
 *     DecodingCost#ofTraining} without padding; null where an earlier part of the training did not
 *     count them
 */
@JsonPropertyOrder({"step", "tokens", "loss", "grad_norm"})
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record RoundReport(
    long step,
    long tokens,
    double loss,
    @JsonProperty("grad_norm") double gradientNorm,
    double learningRate,
    double tokensPerSecond,
    double seconds,
    double roundSeconds,
    double waitingShare,
    long peakMemoryBytes,
    double time,
    Double validationLoss,
    Double tuningAccuracy,
    Double tuningRightLines,
    Map<String, Integer> tuningFirstWrong,
    Double trainingFlops)
    implements Serializable {

  /**
   * Joins what workers report, which is not empty. Operations are those of this round alone, until
   * a journal adds those of the rounds before.
   *
   * @param after the state after the round
   * @param learningRate of its last step
   * @param roundSeconds the round took
   */
  public static RoundReport of(
      List<WorkerReport> workers, TrainingState after, double learningRate, double roundSeconds) {
    double loss = workers.stream().mapToDouble(WorkerReport::lossSum).sum();
    long tokens = workers.stream().mapToLong(WorkerReport::tokens).sum();
    BatchPlan.Work work =
        workers.stream().map(WorkerReport::work).reduce(BatchPlan.Work.NONE, BatchPlan.Work::plus);
    double norm = workers.stream().mapToDouble(WorkerReport::gradientNormSum).sum();
    int steps = workers.stream().mapToInt(WorkerReport::steps).sum();
    double seconds = workers.stream().mapToDouble(WorkerReport::seconds).max().orElseThrow();
    double all = workers.stream().mapToDouble(WorkerReport::seconds).sum();
    double waiting = workers.stream().mapToDouble(WorkerReport::waitingSeconds).sum();
    long memory = workers.stream().mapToLong(WorkerReport::peakMemoryBytes).max().orElseThrow();
    return new RoundReport(
        after.step(),
        after.tokens(),
        loss / tokens,
        norm / steps,
        learningRate,
        tokens / seconds,
        seconds,
        roundSeconds,
        waiting / all,
        memory,
        Instant.now().toEpochMilli() / 1e3,
        null,
        null,
        null,
        null,
        work.operations(after.weights().architecture().cost()));
  }

  /**
   * The same with the operations of the rounds before.
   *
   * @param before the last of them
   */
  RoundReport following(RoundReport before) {
    boolean known = before.trainingFlops != null && trainingFlops != null;
    return new RoundReport(
        step,
        tokens,
        loss,
        gradientNorm,
        learningRate,
        tokensPerSecond,
        seconds,
        roundSeconds,
        waitingShare,
        peakMemoryBytes,
        time,
        validationLoss,
        tuningAccuracy,
        tuningRightLines,
        tuningFirstWrong,
        known ? (Double) (before.trainingFlops + trainingFlops) : null);
  }

  /**
   * The same with what was measured after the round.
   *
   * @param held loss on validation rows, empty where there are none
   * @param answers to the tuning problems, empty where there are none
   */
  public RoundReport with(OptionalDouble held, Optional<TuningAnswers> answers) {
    return new RoundReport(
        step,
        tokens,
        loss,
        gradientNorm,
        learningRate,
        tokensPerSecond,
        seconds,
        roundSeconds,
        waitingShare,
        peakMemoryBytes,
        time,
        held.isPresent() ? held.getAsDouble() : null,
        answers.map(TuningAnswers::accuracy).orElse(null),
        answers.map(TuningAnswers::rightLines).filter(Double::isFinite).orElse(null),
        answers.map(TuningAnswers::firstWrong).orElse(null),
        trainingFlops);
  }

  /** The loss on validation rows, where it was measured. */
  public OptionalDouble measuredValidationLoss() {
    return validationLoss == null ? OptionalDouble.empty() : OptionalDouble.of(validationLoss);
  }

  /**
   * What a model in training made of the tuning problems.
   *
   * @param accuracy share of them that it solved
   * @param rightLines share of its lines that are right, of all that are judged; NaN if none is
   * @param firstWrong how many of its answers first go wrong in a line of each kind, by kind
   */
  public record TuningAnswers(double accuracy, double rightLines, Map<String, Integer> firstWrong) {
    /** Copies the counts, in the order of the kinds. */
    public TuningAnswers {
      firstWrong = Collections.unmodifiableMap(new TreeMap<>(firstWrong));
    }
  }

  /**
   * What one worker saw in a round.
   *
   * @param lossSum over the tokens it predicted, in nats
   * @param tokens that it predicted
   * @param work of the rows that it trained on, without padding
   * @param gradientNormSum over its steps, before clipping
   * @param steps it took
   * @param seconds they took
   * @param waitingSeconds the part of them in which it waited for batches
   * @param peakMemoryBytes largest resident memory of its process so far, 0 where it is not known
   */
  public record WorkerReport(
      double lossSum,
      long tokens,
      BatchPlan.Work work,
      double gradientNormSum,
      int steps,
      double seconds,
      double waitingSeconds,
      long peakMemoryBytes)
      implements Serializable {}
}
