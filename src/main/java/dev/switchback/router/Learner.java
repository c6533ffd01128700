package dev.switchback.router;

import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.feature.Interaction;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.VectorAssembler;

/**
 * Ways to learn a prediction, of which cross-validation chooses. All of them end with the column
 * {@code probability}.
 */
public enum Learner {
  /** Logistic regression, hardly penalized. */
  LOGISTIC(0.001),
  /** Logistic regression that keeps to the mean unless the features say much. */
  CAUTIOUS_LOGISTIC(0.1),
  /** A random forest, calibrated by Platt's method on problems that its trees did not see. */
  FOREST(0);

  /** The vector that logistic regressions are linear in. */
  static final String PREDICTORS = "predictors";

  private final double penalty;

  Learner(double penalty) {
    this.penalty = penalty;
  }

  /** The name in settings and manifests. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The learner of the given name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Learner of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Of the sum of squared coefficients over two. */
  double penalty() {
    return penalty;
  }

  boolean isLogistic() {
    return this != FOREST;
  }

  /** The stages after those of {@link Preparation}. */
  List<PipelineStage> learner(long seed) {
    return isLogistic() ? logistic() : forest(seed);
  }

  /** Each feature has an effect and a change of it with each doubling of the budget. */
  private List<PipelineStage> logistic() {
    return List.of(
        new StandardScaler()
            .setWithMean(true)
            .setInputCol("problem_features")
            .setOutputCol("standardized"),
        named("standardized", "standard_features"),
        new Interaction()
            .setInputCols(new String[] {"log_budget", "standard_features"})
            .setOutputCol("by_budget"),
        new VectorAssembler()
            .setInputCols(new String[] {"standard_features", "by_budget", "reached"})
            .setOutputCol(PREDICTORS),
        regression(PREDICTORS, "weight", penalty));
  }

  /** The same vector with a name for each place, without which it cannot be multiplied. */
  private static VectorAssembler named(String vector, String output) {
    return new VectorAssembler().setInputCols(new String[] {vector}).setOutputCol(output);
  }

  private static List<PipelineStage> forest(long seed) {
    return List.of(
        new VectorAssembler()
            .setInputCols(new String[] {"problem_features", "log_budget"})
            .setOutputCol(PREDICTORS),
        new RandomForestClassifier()
            .setNumTrees(20)
            .setMaxDepth(5)
            .setMinInstancesPerNode(20)
            .setSeed(seed)
            .setFeaturesCol(PREDICTORS)
            .setLabelCol("label")
            .setWeightCol("learning_weight")
            .setProbabilityCol("forest_probability")
            .setRawPredictionCol("forest_votes")
            .setPredictionCol("forest_prediction"),
        regression("forest_probability", "calibration_weight", 1e-4));
  }

  private static LogisticRegression regression(String features, String weight, double penalty) {
    return new LogisticRegression()
        .setFamily("binomial")
        .setStandardization(false)
        .setMaxIter(50)
        .setTol(1e-5)
        .setRegParam(penalty)
        .setFeaturesCol(features)
        .setLabelCol("label")
        .setWeightCol(weight);
  }
}
