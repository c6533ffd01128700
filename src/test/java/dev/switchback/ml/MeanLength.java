package dev.switchback.ml;

import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;

/** Longer completions count for more. */
final class MeanLength extends Evaluator {
  private static final long serialVersionUID = 1L;

  @Override
  public double evaluate(Dataset<?> dataset) {
    return dataset.toDF().selectExpr("cast(avg(length(completion)) as double)").head().getDouble(0);
  }

  @Override
  public Evaluator copy(ParamMap extra) {
    return this;
  }

  @Override
  public String uid() {
    return "meanLength";
  }
}
