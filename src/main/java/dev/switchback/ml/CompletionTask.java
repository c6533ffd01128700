package dev.switchback.ml;

import dev.switchback.cluster.SampleTask;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Completes the prompts of a partition.
 *
 * @param sampling the model, and how it is asked
 * @param prompt the prompts' place in a row
 * @param logProbabilities whether rows have those of their completions
 * @param contextLength of the model
 */
record CompletionTask(SampleTask sampling, int prompt, boolean logProbabilities, int contextLength)
    implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new CompletedRows(
        rows, prompt, logProbabilities, sampling::decoder, sampling.tokenizer(), contextLength);
  }
}
