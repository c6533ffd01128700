package dev.switchback.router;

import static org.apache.spark.sql.functions.col;

import dev.switchback.router.Forecast.Effect;
import dev.switchback.router.Outcomes.Tried;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
   */
  Forecast of(Tried tried, Dataset<Row> table) {
    Dataset<Row> given = table.where(col("budget").isin(boxed(outcomes.budgets()))).cache();
    Dataset<Row> prepared = preparation.of(given).cache();
    try {
      Map<Candidate, double[][]> predicted = new EnumMap<>(Candidate.class);
      for (Candidate candidate : Candidate.values()) {
        predicted.put(candidate, outOfFold(candidate, prepared));
      }
      Map<Candidate, Double> losses = new EnumMap<>(Candidate.class);
      predicted.forEach((candidate, own) -> losses.put(candidate, loss(own, tried, -1)));
      Candidate best = least(losses, List.of(Candidate.values()));
      PipelineModel pipeline =
          new Pipeline().setStages(preparation.with(best.learner(seed))).fit(given);
      return new Forecast(
          tried.model(),
          set,
          chosen(predicted, tried),
          ofMean(tried),
          losses,
          best,
          pipeline,
          effects(prepared, losses));
    } finally {
      prepared.unpersist();
      given.unpersist();
    }
  }

  private double[][] outOfFold(Candidate candidate, Dataset<Row> prepared) {
    double[][] predicted = new double[outcomes.budgets().length][outcomes.problems().size()];
    Pipeline learner =
        new Pipeline().setStages(candidate.learner(seed).toArray(PipelineStage[]::new));
    for (int fold = 0; fold < folds; fold++) {
      PipelineModel fitted = learner.fit(prepared.where(col("fold").notEqual(fold)));
      Dataset<Row> held = prepared.where(col("fold").equalTo(fold).and(col("label").equalTo(1)));
      for (Row row :
          fitted.transform(held).select("problem_id", "budget", "probability").collectAsList()) {
        int problem = java.util.Collections.binarySearch(outcomes.problems(), row.getString(0));
        int budget = Arrays.binarySearch(outcomes.budgets(), row.getDouble(1));
        predicted[budget][problem] = ((Vector) row.get(2)).apply(1);
      }
    }
    return predicted;
  }

  /** In each fold the predictions of the way that does best on the other folds. */
  private double[][] chosen(Map<Candidate, double[][]> predicted, Tried tried) {
    double[][] all = new double[outcomes.budgets().length][outcomes.problems().size()];
    for (int fold = 0; fold < folds; fold++) {
      Map<Candidate, Double> losses = new EnumMap<>(Candidate.class);
      for (Map.Entry<Candidate, double[][]> entry : predicted.entrySet()) {
        losses.put(entry.getKey(), loss(entry.getValue(), tried, fold));
      }
      double[][] own = predicted.get(least(losses, List.of(Candidate.values())));
      for (int problem : problems(fold)) {
        for (int budget = 0; budget < all.length; budget++) {
          all[budget][problem] = own[budget][problem];
        }
      }
    }
    return all;
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

  private List<Effect> effects(Dataset<Row> prepared, Map<Candidate, Double> losses) {
    Candidate logistic =
        least(losses, Arrays.stream(Candidate.values()).filter(Candidate::isLogistic).toList());
    PipelineModel fitted =
        new Pipeline()
            .setStages(logistic.learner(seed).toArray(PipelineStage[]::new))
            .fit(prepared);
    LogisticRegressionModel regression =
        (LogisticRegressionModel) fitted.stages()[fitted.stages().length - 1];
    double[] coefficients = regression.coefficients().toArray();
    double[] errors =
        EffectErrors.of(fitted.transform(prepared), coefficients.length, logistic.penalty());
    List<Effect> effects = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      effects.add(new Effect(features.get(i).name(), coefficients[i], errors[i]));
    }
    return effects;
  }

  private static Candidate least(Map<Candidate, Double> losses, List<Candidate> among) {
    return among.stream().min(Comparator.comparingDouble(losses::get)).orElseThrow();
  }

  private static Object[] boxed(double[] values) {
    return Arrays.stream(values).boxed().toArray();
  }
}
