package dev.switchback.ml;

import dev.switchback.metric.estimate.PassAtK;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * pass@k of a table of verdicts: the mean over problems of the probability that one of k
 * completions is correct, by the unbiased estimator from all completions of a problem ({@link
 * PassAtK}). Larger is better.
 *
 * <p>Spark counts the completions of each problem; the driver sees how many problems have so many
 * completions and so many correct ones. The figure does not depend on the order of rows or on
 * partitions.
 */
public final class PassAtKEvaluator extends Evaluator implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final Param<String> problemCol;
  private final Param<String> correctCol;
  private final IntParam k;

  /** With defaults: the columns {@code problem_id} and {@code correct}, and k of 1. */
  public PassAtKEvaluator() {
    this(Identifiable$.MODULE$.randomUID("passAtK"));
  }

  PassAtKEvaluator(String uid) {
    this.uid = uid;
    this.problemCol =
        new Param<>(this, "problemCol", "Column whose values are equal for the same problem.");
    this.correctCol = new Param<>(this, "correctCol", "Column of verdicts, true or false.");
    this.k =
        new IntParam(
            this,
            "k",
            "Completions that may be drawn, 1 or more and at most as many as each problem has.",
            ParamValidators.gtEq(1));
    setDefault(problemCol, "problem_id");
    setDefault(correctCol, "correct");
    setDefault(k, 1);
  }

  /** What {@code CrossValidatorModel.load} calls. */
  public static MLReader<PassAtKEvaluator> read() {
    return new StageReader<>(PassAtKEvaluator.class, PassAtKEvaluator::new);
  }

  /**
   * Loads what {@code save} saved.
   *
   * @throws dev.switchback.artifact.InputException if it is damaged, or something else
   */
  public static PassAtKEvaluator load(String path) {
    return read().load(path);
  }

  /**
   * Returns pass@k.
   *
   * @throws IllegalArgumentException if a column is missing or of another type, there is no row, a
   *     verdict is null, or a problem has fewer than k completions
   */
  @Override
  public double evaluate(Dataset<?> dataset) {
    Columns.require(dataset.schema(), "problemCol", getProblemCol());
    Columns.require(dataset.schema(), "correctCol", getCorrectCol(), DataTypes.BooleanType);
    List<Row> counts = counts(dataset);
    double sum = 0;
    long problems = 0;
    for (Row row : counts) {
      requireVerdicts(row.getLong(2));
      int completions = Math.toIntExact(row.getLong(0));
      int correct = Math.toIntExact(row.getLong(1));
      sum += row.getLong(3) * PassAtK.estimate(completions, correct, getK());
      problems += row.getLong(3);
    }
    if (problems == 0) {
      throw new IllegalArgumentException(
          "Cannot evaluate pass@" + getK() + ": no rows, expected a verdict at least");
    }
    return sum / problems;
  }

  /** How many problems have so many completions, correct ones and nulls, in order. */
  private List<Row> counts(Dataset<?> dataset) {
    return dataset
        .groupBy(Columns.named(getProblemCol()))
        .agg(
            functions.count(functions.lit(1)).as("completions"),
            functions.count_if(Columns.named(getCorrectCol())).as("correct"),
            functions.count_if(Columns.named(getCorrectCol()).isNull()).as("missing"))
        .groupBy("completions", "correct", "missing")
        .count()
        .orderBy("completions", "correct", "missing")
        .collectAsList();
  }

  private void requireVerdicts(long missing) {
    if (missing > 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Cannot evaluate pass@%d: null in the column correctCol = %s, expected true or false;"
                  + " leave such rows out or count them as false",
              getK(),
              getCorrectCol()));
    }
  }

  @Override
  public boolean isLargerBetter() {
    return true;
  }

  @Override
  public PassAtKEvaluator copy(ParamMap extra) {
    return copyValues(new PassAtKEvaluator(uid), extra);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** The column that tells problems apart. */
  public Param<String> problemCol() {
    return problemCol;
  }

  public String getProblemCol() {
    return getOrDefault(problemCol);
  }

  public PassAtKEvaluator setProblemCol(String value) {
    set(problemCol, value);
    return this;
  }

  /** The column of verdicts. */
  public Param<String> correctCol() {
    return correctCol;
  }

  public String getCorrectCol() {
    return getOrDefault(correctCol);
  }

  public PassAtKEvaluator setCorrectCol(String value) {
    set(correctCol, value);
    return this;
  }

  /** How many completions may be drawn. */
  public IntParam k() {
    return k;
  }

  public int getK() {
    return (int) getOrDefault(k);
  }

  public PassAtKEvaluator setK(int value) {
    set(k, value);
    return this;
  }
}
