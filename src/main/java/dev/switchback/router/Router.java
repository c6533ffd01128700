package dev.switchback.router;

import static org.apache.spark.sql.functions.col;

import dev.switchback.experiment.ReservedNames;
import dev.switchback.family.Feature;
import dev.switchback.metric.CostAxis;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.statistics.Bootstrap;
import dev.switchback.router.Forecaster.Forecast;
import dev.switchback.router.ResultMatrix.ModelResults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Learns from features of problems which model solves them, and measures what it is worth to send
 * each problem to the model with the best prospects.
 *
 * @param models that are chosen from, two or more
 * @param budgets of each axis, ascending
 * @param features of the family
 * @param set which of them the router knows; if it is all, a second router knows those of the
 *     surface alone
 * @param learners of which cross-validation chooses
 * @param folds of the cross-validation, as in {@link SolvedRows}
 */
public record Router(
    List<String> models,
    Map<CostAxis, double[]> budgets,
    List<Feature> features,
    FeatureSet set,
    List<Learner> learners,
    int folds,
    Bootstrap bootstrap) {
  /** The router's name as a player. */
  public static final String NAME = ReservedNames.ROUTER;

  /** The name of the router that knows the surface alone. */
  public static final String OF_SURFACE = ReservedNames.SURFACE_ROUTER;

  /** Solved or unsolved problems that a model needs at least, all budgets together. */
  private static final double LEAST_OF_A_KIND = 5;

  /**
   * What it finds.
   *
   * @param predictions rows of {@link PredictionTable}
   * @param pipelines fitted to all problems, by axis, features and model, such as {@code
   *     tokens/all/direct}
   * @param learners which way to learn each of them took
   * @param missing why there is nothing of an axis, by axis; empty if there is something of each
   */
  public record Result(
      List<Measurement> measurements,
      List<Row> predictions,
      Map<String, PipelineModel> pipelines,
      Map<String, String> learners,
      Map<String, String> missing) {
    private static Result empty() {
      return new Result(
          new ArrayList<>(), new ArrayList<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }
  }

  /**
   * Learns and measures.
   *
   * @param problems of the run
   * @param solved rows of {@link SolvedTable}, of problems that all models have
   * @return what is found on the axes on which there is something to predict
   */
  public Result run(Dataset<Row> problems, Dataset<Row> solved) {
    Result result = Result.empty();
    Map<String, Learner> chosen = new TreeMap<>();
    for (CostAxis axis : budgets.keySet()) {
      Dataset<Row> own = solved.where(col("axis").equalTo(axis.name()));
      ResultMatrix matrix = ResultMatrix.of(axis, budgets.get(axis), models, own.collectAsList());
      String reason = nothingToPredict(matrix);
      if (reason.isEmpty()) {
        run(new Data(problems, own, matrix), chosen, result);
      } else {
        result.missing.put(key(axis), reason);
      }
    }
    return result;
  }

  /** An axis as tables and folders name it. */
  static String key(CostAxis axis) {
    return axis.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is learned from, on one axis. */
  private record Data(Dataset<Row> problems, Dataset<Row> solved, ResultMatrix matrix) {}

  /**
   * @param chosen the way to learn for each model: found with the first axis, kept for what follows
   */
  private void run(Data data, Map<String, Learner> chosen, Result result) {
    ResultMatrix matrix = data.matrix;
    RoutedFigures routed = new RoutedFigures(matrix, bootstrap);
    ForecastFigures figures = new ForecastFigures(matrix, bootstrap);
    List<Forecast> forecasts = forecasts(data, set, chosen, result);
    result.measurements.addAll(routed.router(NAME, forecasts));
    result.measurements.addAll(routed.oracles());
    if (matrix.axis() == CostAxis.TOKENS) {
      result.measurements.addAll(figures.quality(forecasts, ""));
      result.measurements.addAll(figures.explanation(forecasts));
      if (!FeatureSet.SURFACE.of(features).equals(set.of(features))) {
        List<Forecast> ofSurface = forecasts(data, FeatureSet.SURFACE, chosen, result);
        result.measurements.addAll(routed.router(OF_SURFACE, ofSurface));
        result.measurements.addAll(figures.quality(ofSurface, FeatureSet.SURFACE.key()));
      }
    }
  }

  private List<Forecast> forecasts(
      Data data, FeatureSet known, Map<String, Learner> chosen, Result result) {
    ResultMatrix matrix = data.matrix;
    Forecaster forecaster = new Forecaster(matrix, known, features, folds, bootstrap.seed());
    List<Forecast> forecasts = new ArrayList<>();
    for (ModelResults results : matrix.models()) {
      String model = results.model();
      Dataset<Row> own = data.solved.where(col("model").equalTo(model)).drop("model", "axis");
      Dataset<Row> table = Forecaster.LearningTable.of(data.problems, own);
      List<Learner> among = chosen.containsKey(model) ? List.of(chosen.get(model)) : learners;
      Forecast forecast = forecaster.of(results, table, among);
      chosen.put(model, forecast.chosen());
      forecasts.add(forecast);
      String path = key(matrix.axis()) + "/" + known.key() + "/" + model;
      result.pipelines.put(path, forecast.pipeline());
      result.learners.put(path, forecast.chosen().key());
      result.predictions.addAll(PredictionTable.rows(matrix, results, forecast));
    }
    return forecasts;
  }

  /** Why, or nothing if there is something. */
  private static String nothingToPredict(ResultMatrix matrix) {
    return matrix.budgets().length == 0
        ? "the completions suffice for none of the budgets"
        : matrix.models().stream()
            .map(Router::nothingToPredict)
            .filter(reason -> !reason.isEmpty())
            .collect(Collectors.joining(", "));
  }

  private static String nothingToPredict(ModelResults results) {
    double solved = Arrays.stream(results.solved()).flatMapToDouble(Arrays::stream).sum();
    double all = (double) results.solved().length * results.solved()[0].length;
    if (solved < LEAST_OF_A_KIND) {
      return results.model() + " solves hardly any problem";
    }
    return all - solved < LEAST_OF_A_KIND ? results.model() + " solves nearly every problem" : "";
  }
}
