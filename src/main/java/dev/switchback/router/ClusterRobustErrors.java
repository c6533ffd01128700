package dev.switchback.router;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Standard errors of the coefficients of a logistic regression whose rows come in clusters, the
 * budgets of one problem: the sandwich {@code H^-1 S H^-1}, where H is the curvature of the
 * penalized log-likelihood and S the sum over problems of the outer products of their scores (Huber
 * 1967; Liang and Zeger 1986).
 */
final class ClusterRobustErrors implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int size;
  private final double[][] curvature;
  private final double[][] scores;
  private double[] score;
  private double rows;

  private ClusterRobustErrors(int size) {
    this.size = size;
    this.curvature = new double[size][size];
    this.scores = new double[size][size];
    this.score = new double[size];
  }

  /**
   * The standard error of each coefficient.
   *
   * @param fitted columns {@code problem_id}, {@code predictors}, {@code probability}, {@code
   *     label} and {@code weight}, the rows of a problem together
   * @param coefficients how many there are, without the intercept
   * @param penalty of the sum of squared coefficients over two, beside the mean loss
   */
  static double[] of(Dataset<Row> fitted, int coefficients, double penalty) {
    ClusterRobustErrors sums =
        fitted
            .select("problem_id", Learner.PREDICTORS, "probability", "label", "weight")
            .javaRDD()
            .mapPartitions(rows -> java.util.List.of(added(rows, coefficients + 1)).iterator())
            .reduce(ClusterRobustErrors::merge);
    return sums.standardErrors(penalty);
  }

  private static ClusterRobustErrors added(Iterator<Row> rows, int size) {
    ClusterRobustErrors sums = new ClusterRobustErrors(size);
    String problem = null;
    while (rows.hasNext()) {
      Row row = rows.next();
      if (!row.getString(0).equals(problem)) {
        sums.closeProblem();
        problem = row.getString(0);
      }
      Vector probability = (Vector) row.get(2);
      sums.add((Vector) row.get(1), probability.apply(1), row.getDouble(3), row.getDouble(4));
    }
    sums.closeProblem();
    return sums;
  }

  private void add(Vector predictors, double probability, double label, double weight) {
    double[] x = new double[size];
    x[0] = 1;
    System.arraycopy(predictors.toArray(), 0, x, 1, size - 1);
    double variance = weight * probability * (1 - probability);
    for (int i = 0; i < size; i++) {
      score[i] += weight * (label - probability) * x[i];
      for (int j = 0; j < size; j++) {
        curvature[i][j] += variance * x[i] * x[j];
      }
    }
    rows += weight;
  }

  private void closeProblem() {
    addOuterProduct(scores, score);
    score = new double[size];
  }

  private ClusterRobustErrors merge(ClusterRobustErrors other) {
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        curvature[i][j] += other.curvature[i][j];
        scores[i][j] += other.scores[i][j];
      }
    }
    rows += other.rows;
    return this;
  }

  private double[] standardErrors(double penalty) {
    for (int i = 1; i < size; i++) {
      curvature[i][i] += penalty * rows;
    }
    RealMatrix inverse =
        new SingularValueDecomposition(new Array2DRowRealMatrix(curvature))
            .getSolver()
            .getInverse();
    RealMatrix covariance =
        inverse.multiply(new Array2DRowRealMatrix(scores)).multiply(inverse.transpose());
    double[] errors = new double[size - 1];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = Math.sqrt(Math.max(0, covariance.getEntry(i + 1, i + 1)));
    }
    return errors;
  }

  private static void addOuterProduct(double[][] sums, double[] vector) {
    for (int i = 0; i < vector.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        sums[i][j] += vector[i] * vector[j];
      }
    }
  }
}
