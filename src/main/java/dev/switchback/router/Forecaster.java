package dev.switchback.router;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.switchback.family.Feature;
import dev.switchback.router.ResultMatrix.ModelResults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Predicts what a model solves. Each problem is predicted by pipelines made from the other folds
 * only; of the ways to learn, a fold takes the one with the least log loss on the others.
 */
final class Forecaster {
  private static final int AT_A_TIME = 4;
  private static final int NO_FOLD = -1;

  private final ResultMatrix matrix;
  private final FeatureSet set;
  private final List<Feature> features;
  private final Preparation preparation;
  private final int folds;
  private final long seed;

  /**
   * @param all the family's features
   */
  Forecaster(ResultMatrix matrix, FeatureSet set, List<Feature> all, int folds, long seed) {
    this.matrix = matrix;
    this.set = set;
    this.features = set.of(all);
    this.preparation = new Preparation(features, matrix.budgets());
    this.folds = folds;
    this.seed = seed;
  }

  /**
   * Makes the predictions.
   *
   * @param table of {@link LearningTable}, of the model alone
   * @param among the ways to learn that are tried
   */
  Forecast of(ModelResults results, Dataset<Row> table, List<Learner> among) {
    Dataset<Row> given = table.where(col("budget").isin(boxed(matrix.budgets()))).cache();
    Dataset<Row> prepared = preparation.of(given).cache();
    try {
      Map<Learner, double[][]> predicted = outOfFold(prepared, among);
      Map<Learner, Double> losses = losses(predicted, results, NO_FOLD);
      Learner best = least(losses);
      PipelineModel fitted = learner(best).fit(prepared);
      losses.keySet().removeIf(candidate -> !candidate.isLogistic());
      Learner logistic = losses.isEmpty() ? Learner.CAUTIOUS_LOGISTIC : least(losses);
      PipelineModel explaining = best == logistic ? fitted : learner(logistic).fit(prepared);
      return new Forecast(
          results.model(),
          set,
          chosen(predicted, results),
          ofMean(results),
          best,
          whole(fitted, given),
          effects(explaining, logistic, prepared));
    } finally {
      prepared.unpersist();
      given.unpersist();
    }
  }

  /** Fits of all folds and ways, some of them at a time: each is a long row of short jobs. */
  private Map<Learner, double[][]> outOfFold(Dataset<Row> prepared, List<Learner> among) {
    Map<Learner, double[][]> predicted = new EnumMap<>(Learner.class);
    List<Runnable> fits = new ArrayList<>();
    for (Learner candidate : among) {
      double[][] own = new double[matrix.budgets().length][matrix.problems().size()];
      predicted.put(candidate, own);
      for (int fold = 0; fold < folds; fold++) {
        int held = fold;
        fits.add(() -> predict(candidate, held, prepared, own));
      }
    }
    try {
      fit(fits);
    } catch (ExecutionException failed) {
      throw new IllegalStateException(
          "Cannot predict from the features " + set.key() + ": " + failed.getCause().getMessage(),
          failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while predictors were fitted", interrupted);
    }
    return predicted;
  }

  /** When it returns or throws, none is at work any more: what they read may be thrown away. */
  static void fit(List<Runnable> fits) throws ExecutionException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<Future<?>> all = new ArrayList<>();
      fits.forEach(fit -> all.add(threads.submit(fit)));
      for (Future<?> fit : all) {
        fit.get();
      }
    } finally {
      threads.shutdownNow();
      awaitEnd(threads);
    }
  }

  private static void awaitEnd(ExecutorService threads) {
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Fills in the problems of a fold. */
  private void predict(Learner candidate, int fold, Dataset<Row> prepared, double[][] predicted) {
    PipelineModel fitted = learner(candidate).fit(prepared.where(col("fold").notEqual(fold)));
    Dataset<Row> held = prepared.where(col("fold").equalTo(fold).and(col("label").equalTo(1)));
    for (Row row :
        fitted.transform(held).select("problem_id", "budget", "probability").collectAsList()) {
      int problem = Collections.binarySearch(matrix.problems(), row.getString(0));
      int budget = Arrays.binarySearch(matrix.budgets(), row.getDouble(1));
      predicted[budget][problem] = ((Vector) row.get(2)).apply(1);
    }
  }

  private Pipeline learner(Learner candidate) {
    return new Pipeline().setStages(candidate.learner(seed).toArray(PipelineStage[]::new));
  }

  /** A pipeline from the columns of a problem on. */
  private PipelineModel whole(PipelineModel fitted, Dataset<Row> given) {
    return new Pipeline().setStages(preparation.with(List.of(fitted.stages()))).fit(given);
  }

  /** In each fold the predictions of the way that does best on the other folds. */
  private double[][] chosen(Map<Learner, double[][]> predicted, ModelResults results) {
    double[][] all = new double[matrix.budgets().length][matrix.problems().size()];
    for (int fold = 0; fold < folds; fold++) {
      double[][] own = predicted.get(least(losses(predicted, results, fold)));
      for (int problem : problems(fold)) {
        for (int budget = 0; budget < all.length; budget++) {
          all[budget][problem] = own[budget][problem];
        }
      }
    }
    return all;
  }

  private Map<Learner, Double> losses(
      Map<Learner, double[][]> predicted, ModelResults results, int fold) {
    Map<Learner, Double> losses = new EnumMap<>(Learner.class);
    predicted.forEach((candidate, own) -> losses.put(candidate, loss(own, results, fold)));
    return losses;
  }

  /** Mean log loss over the problems that are not in a fold. */
  private double loss(double[][] predicted, ModelResults results, int fold) {
    double sum = 0;
    int count = 0;
    for (int budget = 0; budget < predicted.length; budget++) {
      for (int problem = 0; problem < matrix.problems().size(); problem++) {
        if (matrix.folds()[problem] != fold) {
          double kept = Math.max(1e-6, Math.min(1 - 1e-6, predicted[budget][problem]));
          double solved = results.solved()[budget][problem];
          sum -= solved * Math.log(kept) + (1 - solved) * Math.log(1 - kept);
          count++;
        }
      }
    }
    return sum / count;
  }

  private double[][] ofMean(ModelResults results) {
    double[][] means = new double[matrix.budgets().length][matrix.problems().size()];
    for (int fold = 0; fold < folds; fold++) {
      int own = fold;
      for (int budget = 0; budget < means.length; budget++) {
        double[] solved = results.solved()[budget];
        double mean =
            IntStream.range(0, solved.length)
                .filter(problem -> matrix.folds()[problem] != own)
                .mapToDouble(problem -> solved[problem])
                .average()
                .orElse(0.5);
        for (int problem : problems(fold)) {
          means[budget][problem] = mean;
        }
      }
    }
    return means;
  }

  private int[] problems(int fold) {
    return IntStream.range(0, matrix.problems().size())
        .filter(problem -> matrix.folds()[problem] == fold)
        .toArray();
  }

  private List<Forecast.Effect> effects(
      PipelineModel fitted, Learner logistic, Dataset<Row> prepared) {
    LogisticRegressionModel regression =
        (LogisticRegressionModel) fitted.stages()[fitted.stages().length - 1];
    double[] coefficients = regression.coefficients().toArray();
    double[] errors =
        ClusterRobustErrors.of(fitted.transform(prepared), coefficients.length, logistic.penalty());
    List<Forecast.Effect> effects = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      boolean varies = coefficients[i] != 0;
      if (varies) {
        effects.add(new Forecast.Effect(features.get(i).name(), coefficients[i], errors[i]));
      }
    }
    return effects;
  }

  private static Learner least(Map<Learner, Double> losses) {
    return losses.keySet().stream().min(Comparator.comparingDouble(losses::get)).orElseThrow();
  }

  private static Object[] boxed(double[] values) {
    return Arrays.stream(values).boxed().toArray();
  }

  /**
   * What is predicted of a model, and the pipeline that predicts it.
   *
   * @param predicted probability of each problem to be solved, [budget][problem], by pipelines that
   *     were not made from the problem
   * @param ofMean the mean over the problems of the other folds, in the same places
   * @param chosen the way to learn with the least log loss, by which {@code pipeline} is made of
   *     all problems
   * @param effects of the features in the better of the logistic regressions
   */
  record Forecast(
      String model,
      FeatureSet features,
      double[][] predicted,
      double[][] ofMean,
      Learner chosen,
      PipelineModel pipeline,
      List<Effect> effects) {

    /**
     * Change of the log-odds for a standard deviation more of a feature, at the geometric middle of
     * the budgets.
     */
    record Effect(String feature, double value, double standardError) {}
  }

  /**
   * What a predictor learns from: for each problem and budget a row with label 1, whose weight is
   * the probability that the problem is solved, and one with label 0 and the rest of the weight.
   *
   * <p>It lies in one partition in the order of problems and budgets: sums of floating-point
   * numbers depend on their order, and predictors shall not depend on how a table was spread. The
   * number of problems is bounded by the settings.
   */
  static final class LearningTable {
    private LearningTable() {}

    /**
     * Lays it out.
     *
     * @param problems with the columns that features are made of
     * @param solved rows of {@link SolvedTable} of one model and axis
     */
    static Dataset<Row> of(Dataset<Row> problems, Dataset<Row> solved) {
      Column weight =
          when(col("label").equalTo(1), col("solved")).otherwise(lit(1).minus(col("solved")));
      return problems
          .join(solved, "problem_id")
          .withColumn("label", explode(array(lit(1.0), lit(0.0))))
          .withColumn("weight", weight)
          .withColumn("learning_weight", when(col("calibrates"), 0.0).otherwise(col("weight")))
          .withColumn("calibration_weight", when(col("calibrates"), col("weight")).otherwise(0.0))
          .repartition(1)
          .sortWithinPartitions("problem_id", "budget", "label");
    }
  }
}
