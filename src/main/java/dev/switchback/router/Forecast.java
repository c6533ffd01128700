package dev.switchback.router;

import java.util.List;
import org.apache.spark.ml.PipelineModel;

/**
 * What is predicted of a model, and the pipeline that predicts it.
 *
 * @param predicted probability of each problem to be solved, [budget][problem], by pipelines that
 *     were not made from the problem
 * @param ofMean the mean over the problems of the other folds, in the same places
 * @param chosen the way to learn with the least log loss, by which {@code pipeline} is made of all
 *     problems
 * @param effects of the features in the better of the logistic regressions
 */
record Forecast(
    String model,
    FeatureSet features,
    double[][] predicted,
    double[][] ofMean,
    Candidate chosen,
    PipelineModel pipeline,
    List<Effect> effects) {

  /**
   * Change of the log-odds for a standard deviation more of a feature, at the geometric middle of
   * the budgets.
   */
  record Effect(String feature, double value, double standardError) {}
}
