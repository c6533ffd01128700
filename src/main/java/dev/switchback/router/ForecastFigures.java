package dev.switchback.router;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.metric.statistics.Bootstrap;
import dev.switchback.router.Forecaster.Forecast;
import dev.switchback.router.ResultMatrix.ModelResults;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * How good predictions are, and what they rest on. Figures at 0 are means over the budgets. Those
 * of predictions from surface features alone have {@code surface} for their detail.
 */
final class ForecastFigures {
  private static final int BINS = 10;

  private final ResultMatrix matrix;
  private final Bootstrap bootstrap;

  ForecastFigures(ResultMatrix matrix, Bootstrap bootstrap) {
    this.matrix = matrix;
    this.bootstrap = bootstrap;
  }

  /**
   * How good they are.
   *
   * @param forecasts of the models, in their order
   */
  List<Measurement> quality(List<Forecast> forecasts, String detail) {
    return ofAll(forecasts, (forecast, results) -> quality(forecast, results, detail));
  }

  /** Whether they are right, and the effects of the features. */
  List<Measurement> explanation(List<Forecast> forecasts) {
    return ofAll(forecasts, this::explanation);
  }

  private List<Measurement> ofAll(
      List<Forecast> forecasts, BiFunction<Forecast, ModelResults, List<Measurement>> figures) {
    return IntStream.range(0, forecasts.size())
        .mapToObj(i -> figures.apply(forecasts.get(i), matrix.models().get(i)))
        .flatMap(List::stream)
        .toList();
  }

  private List<Measurement> quality(Forecast forecast, ModelResults results, String detail) {
    List<Measurement> all = new ArrayList<>();
    PredictionQuality own =
        new PredictionQuality(forecast.predicted(), results.solved(), bootstrap);
    PredictionQuality ofMean =
        new PredictionQuality(forecast.ofMean(), results.solved(), bootstrap);
    own.areaUnderCurve()
        .ifPresent(area -> all.add(row(results, Metric.PREDICTION_AUC, detail, 0, area)));
    all.add(row(results, Metric.PREDICTION_LOG_LOSS, detail, 0, own.logLoss()));
    all.add(row(results, Metric.PREDICTION_LOG_LOSS_OF_MEAN, detail, 0, ofMean.logLoss()));
    all.add(row(results, Metric.PREDICTION_BRIER, detail, 0, own.brier()));
    for (int i = 0; i < matrix.budgets().length; i++) {
      double at = matrix.budgets()[i];
      own.areaUnderCurve(i)
          .ifPresent(area -> all.add(row(results, Metric.PREDICTION_AUC, detail, at, area)));
      all.add(row(results, Metric.PREDICTION_LOG_LOSS, detail, at, own.logLoss(i)));
      all.add(row(results, Metric.PREDICTION_LOG_LOSS_OF_MEAN, detail, at, ofMean.logLoss(i)));
      all.add(row(results, Metric.PREDICTION_BRIER, detail, at, own.brier(i)));
    }
    return all;
  }

  private List<Measurement> explanation(Forecast forecast, ModelResults results) {
    List<Measurement> all = new ArrayList<>();
    PredictionQuality quality =
        new PredictionQuality(forecast.predicted(), results.solved(), bootstrap);
    for (PredictionQuality.Bin bin : quality.calibration(BINS)) {
      all.add(row(results, Metric.PREDICTION_CALIBRATION, "", bin.predicted(), bin.solved()));
    }
    double z =
        new NormalDistribution().inverseCumulativeProbability((1 + bootstrap.confidence()) / 2);
    for (Forecast.Effect effect : forecast.effects()) {
      double half = z * effect.standardError();
      Estimate estimate =
          new Estimate(
              effect.value(),
              effect.value() - half,
              effect.value() + half,
              matrix.problems().size());
      all.add(row(results, Metric.FEATURE_EFFECT, effect.feature(), 0, estimate));
    }
    return all;
  }

  private static Measurement row(
      ModelResults results, Metric metric, String detail, double at, Estimate estimate) {
    return new Measurement(results.model(), metric, detail, at, estimate, results.completions(), 0);
  }
}
