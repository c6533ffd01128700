package dev.switchback.router;

import static org.apache.spark.sql.functions.col;

import dev.switchback.family.Feature;
import dev.switchback.router.Forecast.Effect;
import dev.switchback.router.Outcomes.Tried;
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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Predicts what a model solves. Each problem is predicted by pipelines made from the other folds
 * only; of the ways to learn, a fold takes the one with the least log loss on the others.
 */
final class Forecaster {
  private static final int AT_A_TIME = 4;
  private static final int NO_FOLD = -1;

  private final Outcomes outcomes;
  private final FeatureSet set;
  private final List<Feature> features;
  private final Preparation preparation;
  private final int folds;
  private final long seed;

  /**
   * @param all the family's features
   */
  Forecaster(Outcomes outcomes, FeatureSet set, List<Feature> all, int folds, long seed) {
    this.outcomes = outcomes;
    this.set = set;
    this.features = set.of(all);
    this.preparation = new Preparation(features, outcomes.budgets());
    this.folds = folds;
    this.seed = seed;
  }

  /**
   * Makes the predictions.
   *
   * @param table of {@link LearningTable}, of the model alone
   * @param among the ways to learn that are tried
   */
  Forecast of(Tried tried, Dataset<Row> table, List<Candidate> among) {
    Dataset<Row> given = table.where(col("budget").isin(boxed(outcomes.budgets()))).cache();
    Dataset<Row> prepared = preparation.of(given).cache();
    try {
      Map<Candidate, double[][]> predicted = outOfFold(prepared, among);
      Map<Candidate, Double> losses = losses(predicted, tried, NO_FOLD);
      Candidate best = least(losses);
      PipelineModel fitted = learner(best).fit(prepared);
      losses.keySet().removeIf(candidate -> !candidate.isLogistic());
      Candidate logistic = losses.isEmpty() ? Candidate.CAUTIOUS_LOGISTIC : least(losses);
      PipelineModel explaining = best == logistic ? fitted : learner(logistic).fit(prepared);
      return new Forecast(
          tried.model(),
          set,
          chosen(predicted, tried),
          ofMean(tried),
          best,
          whole(fitted, given),
          effects(explaining, logistic, prepared));
    } finally {
      prepared.unpersist();
      given.unpersist();
    }
  }

  /** Fits of all folds and ways, some of them at a time: each is a long row of short jobs. */
  private Map<Candidate, double[][]> outOfFold(Dataset<Row> prepared, List<Candidate> among) {
    Map<Candidate, double[][]> predicted = new EnumMap<>(Candidate.class);
    List<Runnable> fits = new ArrayList<>();
    for (Candidate candidate : among) {
      double[][] own = new double[outcomes.budgets().length][outcomes.problems().size()];
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
  private void predict(Candidate candidate, int fold, Dataset<Row> prepared, double[][] predicted) {
    PipelineModel fitted = learner(candidate).fit(prepared.where(col("fold").notEqual(fold)));
    Dataset<Row> held = prepared.where(col("fold").equalTo(fold).and(col("label").equalTo(1)));
    for (Row row :
        fitted.transform(held).select("problem_id", "budget", "probability").collectAsList()) {
      int problem = Collections.binarySearch(outcomes.problems(), row.getString(0));
      int budget = Arrays.binarySearch(outcomes.budgets(), row.getDouble(1));
      predicted[budget][problem] = ((Vector) row.get(2)).apply(1);
    }
  }

  private Pipeline learner(Candidate candidate) {
    return new Pipeline().setStages(candidate.learner(seed).toArray(PipelineStage[]::new));
  }

  /** A pipeline from the columns of a problem on. */
  private PipelineModel whole(PipelineModel fitted, Dataset<Row> given) {
    return new Pipeline().setStages(preparation.with(List.of(fitted.stages()))).fit(given);
  }

  /** In each fold the predictions of the way that does best on the other folds. */
  private double[][] chosen(Map<Candidate, double[][]> predicted, Tried tried) {
    double[][] all = new double[outcomes.budgets().length][outcomes.problems().size()];
    for (int fold = 0; fold < folds; fold++) {
      double[][] own = predicted.get(least(losses(predicted, tried, fold)));
      for (int problem : problems(fold)) {
        for (int budget = 0; budget < all.length; budget++) {
          all[budget][problem] = own[budget][problem];
        }
      }
    }
    return all;
  }

  private Map<Candidate, Double> losses(
      Map<Candidate, double[][]> predicted, Tried tried, int fold) {
    Map<Candidate, Double> losses = new EnumMap<>(Candidate.class);
    predicted.forEach((candidate, own) -> losses.put(candidate, loss(own, tried, fold)));
    return losses;
  }

  /** Mean log loss over the problems that are not in a fold. */
  private double loss(double[][] predicted, Tried tried, int fold) {
    double sum = 0;
    int count = 0;
    for (int budget = 0; budget < predicted.length; budget++) {
      for (int problem = 0; problem < outcomes.problems().size(); problem++) {
        if (outcomes.folds()[problem] != fold) {
          double kept = Math.max(1e-6, Math.min(1 - 1e-6, predicted[budget][problem]));
          double solved = tried.solved()[budget][problem];
          sum -= solved * Math.log(kept) + (1 - solved) * Math.log(1 - kept);
          count++;
        }
      }
    }
    return sum / count;
  }

  private double[][] ofMean(Tried tried) {
    double[][] means = new double[outcomes.budgets().length][outcomes.problems().size()];
    for (int fold = 0; fold < folds; fold++) {
      int own = fold;
      for (int budget = 0; budget < means.length; budget++) {
        double[] solved = tried.solved()[budget];
        double mean =
            IntStream.range(0, solved.length)
                .filter(problem -> outcomes.folds()[problem] != own)
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
    return IntStream.range(0, outcomes.problems().size())
        .filter(problem -> outcomes.folds()[problem] == fold)
        .toArray();
  }

  private List<Effect> effects(PipelineModel fitted, Candidate logistic, Dataset<Row> prepared) {
    LogisticRegressionModel regression =
        (LogisticRegressionModel) fitted.stages()[fitted.stages().length - 1];
    double[] coefficients = regression.coefficients().toArray();
    double[] errors =
        EffectErrors.of(fitted.transform(prepared), coefficients.length, logistic.penalty());
    List<Effect> effects = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      boolean varies = coefficients[i] != 0;
      if (varies) {
        effects.add(new Effect(features.get(i).name(), coefficients[i], errors[i]));
      }
    }
    return effects;
  }

  private static Candidate least(Map<Candidate, Double> losses) {
    return losses.keySet().stream().min(Comparator.comparingDouble(losses::get)).orElseThrow();
  }

  private static Object[] boxed(double[] values) {
    return Arrays.stream(values).boxed().toArray();
  }
}
