package dev.switchback.claim;

import dev.switchback.claim.JudgedRun.JudgedModel;
import dev.switchback.experiment.ReservedNames;
import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether a model has learned its trade. A claim is about an approach; a model that has not learned
 * what its approach asks of it says nothing about the approach, however narrow the interval. A
 * claim is undecided as long as one of its models
 *
 * <ol>
 *   <li>is no better than random legal play at equal tokens: at the largest budget of tokens that
 *       both reach, the interval of the difference does not lie above 0;
 *   <li>was still improving steeply when its training ended: over the last tenth of its steps the
 *       share of solved tuning problems rose by more than {@link #STEEP}, and by more than two
 *       standard errors of such a difference;
 *   <li>searches, and less than {@link #FAITHFUL} of its lines are right given what stands before
 *       them.
 * </ol>
 *
 * <p>A model whose training loss at the end is less than {@link #BY_HEART} of the loss on held-out
 * rows has learned its training problems by heart; that is said beside the verdict and changes
 * nothing. The rules were fixed before any model of the study was trained.
 */
public final class Competence {
  /** Gain in accuracy over the last tenth of a training that counts as steep. */
  static final double STEEP = 0.05;

  /** Share of right lines below which a search is not one. */
  static final double FAITHFUL = 0.95;

  /** Training loss as a share of the held-out loss below which rows are known by heart. */
  static final double BY_HEART = 0.5;

  private static final double STANDARD_ERRORS = 2;

  private final OverallFigures figures;
  private final JudgedModel model;

  Competence(OverallFigures figures, JudgedModel model) {
    this.figures = figures;
    this.model = model;
  }

  /**
   * How the training of a model ended.
   *
   * @param loss mean over the last tenth of its rounds, in nats
   * @param heldOutLoss the last one on rows that were not trained on, empty if there is none
   * @param late accuracy on the tuning problems, empty if they were not asked
   */
  public record TrainingEnd(double loss, OptionalDouble heldOutLoss, Optional<LateGain> late) {}

  /**
   * Accuracy on tuning problems around the end of a training.
   *
   * @param before at the last measurement before the last tenth of the steps
   * @param atEnd at the last measurement
   * @param problems that were asked each time
   */
  public record LateGain(double before, double atEnd, int problems) {
    /** Whether accuracy rose by more than is allowed, and by more than chance. */
    boolean isSteep() {
      double mean = (before + atEnd) / 2;
      double error = Math.sqrt(2 * mean * (1 - mean) / problems);
      return atEnd - before > STEEP && atEnd - before > STANDARD_ERRORS * error;
    }
  }

  /** Why the model cannot decide, in sentences; empty if it can. */
  List<String> doubts() {
    List<String> doubts = new ArrayList<>();
    random(doubts);
    improving(doubts);
    if (!model.approach().answersAtOnce()) {
      unfaithful(doubts);
    }
    return doubts;
  }

  /** What a reader should know of the model beside the verdict, in sentences. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    for (TrainingEnd end : model.trainings()) {
      if (end.heldOutLoss().isPresent()
          && end.loss() < BY_HEART * end.heldOutLoss().getAsDouble()) {
        remarks.add(
            String.format(
                Locale.ROOT,
                "%s has learned its training problems by heart: its loss on them was %.3g at the"
                    + " end, on others %.3g.",
                model.model(),
                end.loss(),
                end.heldOutLoss().getAsDouble()));
      }
    }
    if (!model.trainings().isEmpty()
        && model.trainings().stream().allMatch(end -> end.late().isEmpty())) {
      remarks.add(
          "Whether "
              + model.model()
              + " was still improving when its training ended was not measured"
              + " (training.validation.tuning-problems).");
    }
    return remarks.stream().distinct().toList();
  }

  private void random(List<String> doubts) {
    figures
        .against(model, ReservedNames.RANDOM_PLAY, Metric.DIFFERENCE_AT_TOKENS)
        .filter(row -> row.estimate().low() <= 0)
        .ifPresent(row -> doubts.add(noBetterThanRandom(row)));
  }

  private String noBetterThanRandom(Measurement row) {
    Estimate estimate = row.estimate();
    return String.format(
        Locale.ROOT,
        "%s is no better than random legal play: %+.1f points (%+.1f to %+.1f) at %.0f tokens.",
        model.model(),
        100 * estimate.value(),
        100 * estimate.low(),
        100 * estimate.high(),
        row.at());
  }

  private void improving(List<String> doubts) {
    model.trainings().stream()
        .map(TrainingEnd::late)
        .flatMap(Optional::stream)
        .filter(LateGain::isSteep)
        .findFirst()
        .ifPresent(
            gain ->
                doubts.add(
                    String.format(
                        Locale.ROOT,
                        "%s was still improving when its training ended: from %.1f%% to %.1f%% of"
                            + " %d tuning problems in the last tenth of its steps.",
                        model.model(),
                        100 * gain.before(),
                        100 * gain.atEnd(),
                        gain.problems())));
  }

  private void unfaithful(List<String> doubts) {
    figures
        .last(model, Metric.RIGHT_LINES)
        .filter(row -> row.estimate().value() < FAITHFUL)
        .ifPresent(
            row ->
                doubts.add(
                    String.format(
                        Locale.ROOT,
                        "%s does not keep to its search: %.1f%% of its lines are right, expected"
                            + " %.0f%%.",
                        model.model(),
                        100 * row.estimate().value(),
                        100 * FAITHFUL)));
  }
}
