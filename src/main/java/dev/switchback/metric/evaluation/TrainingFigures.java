package dev.switchback.metric.evaluation;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.metric.Stratum;
import dev.switchback.metric.evaluation.EvaluationPlan.EvaluatedPlayer;
import dev.switchback.metric.evaluation.Figure.Resampled;
import dev.switchback.metric.evaluation.FigureSums.Sums;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the trainings of a model differ, for players trained several times: pass@k of each
 * training, and the two standard errors that pass@k has, between trainings and between problems.
 */
final class TrainingFigures {
  private final EvaluationPlan plan;
  private final FigureSums figures;
  private final Sums sums;

  TrainingFigures(EvaluationPlan plan, FigureSums figures, Sums sums) {
    this.plan = plan;
    this.figures = figures;
    this.sums = sums;
  }

  List<Measurement> all() {
    List<Measurement> all = new ArrayList<>();
    for (EvaluatedPlayer evaluated : plan.evaluatedPlayers()) {
      if (evaluated.trainings() > 1) {
        of(evaluated, all);
      }
    }
    return all;
  }

  private void of(EvaluatedPlayer evaluated, List<Measurement> all) {
    for (int i = 0; i < figures.all().size(); i++) {
      Figure figure = figures.all().get(i);
      if (figure.name().metric() == Metric.PASS_AT_K
          && figure.name().stratum().equals(Stratum.ALL)
          && figure.name().player().equals(evaluated.player())) {
        int number = i;
        figures
            .resampled(i, sums)
            .ifPresent(resampled -> of(figure, resampled, figures.completions(number, sums), all));
      }
    }
  }

  private void of(Figure figure, Resampled resampled, long completions, List<Measurement> all) {
    double[] trainings = resampled.trainings().ofFirst();
    for (int i = 0; i < trainings.length; i++) {
      all.add(
          number(
              figure.name(),
              Metric.PASS_AT_K_OF_TRAINING,
              String.valueOf(i + 1),
              trainings[i],
              resampled.problems(),
              completions / trainings.length));
    }
    all.add(
        number(
            figure.name(),
            Metric.ERROR_BETWEEN_TRAININGS,
            "",
            resampled.trainings().error(),
            resampled.problems(),
            completions));
    all.add(
        number(
            figure.name(),
            Metric.ERROR_BETWEEN_PROBLEMS,
            "",
            deviation(resampled.resamples(), plan.bootstrap().draws()),
            resampled.problems(),
            completions));
  }

  private static double deviation(double[] values, int count) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
      squares += values[i] * values[i];
    }
    double mean = sum / count;
    return Math.sqrt(Math.max(0, squares / count - mean * mean));
  }

  /** A figure without an interval of its own. */
  private static Measurement number(
      Figure.Name name,
      Metric metric,
      String detail,
      double value,
      int problems,
      long completions) {
    return new Measurement(
        name.player().name(),
        metric,
        detail,
        name.at(),
        new Estimate(value, value, value, problems),
        completions,
        0);
  }
}
