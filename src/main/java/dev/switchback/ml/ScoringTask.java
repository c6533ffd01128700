package dev.switchback.ml;

import dev.switchback.cluster.ScoreTask;
import dev.switchback.token.Tokenizer;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Scores the completions of a partition.
 *
 * @param scoring the model
 * @param tokenizer of the model
 * @param prompt the prompts' place in a row
 * @param completion the completions' place in a row
 */
record ScoringTask(ScoreTask scoring, Tokenizer tokenizer, int prompt, int completion)
    implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new ScoredRows(rows, prompt, completion, scoring::scorer, tokenizer);
  }
}
