package dev.switchback.dataset;

import dev.switchback.config.ProblemSettings;
import dev.switchback.puzzle.Split;
import dev.switchback.puzzle.countdown.CountdownGenerator;
import dev.switchback.trace.countdown.CountdownStyle;
import dev.switchback.trace.countdown.StyleMixture;
import dev.switchback.trace.countdown.TraceRecorder;
import java.util.function.LongFunction;
import org.apache.spark.sql.Row;

/**
 * The rows of a style and split of {@code traces/}: row i writes problem i of the split.
 *
 * @param seed of the run
 * @param styles one of which is drawn for each problem
 */
public record TraceRows(ProblemSettings settings, long seed, Split split, StyleMixture styles)
    implements RowSource {

  @Override
  public LongFunction<Row> open() {
    CountdownGenerator generator = new CountdownGenerator(settings, seed);
    TraceRecorder recorder = new TraceRecorder();
    return index -> {
      CountdownStyle style = styles.draw(seed, split, index);
      return TraceTable.row(
          ProblemTable.id(split, index),
          style == CountdownStyle.DIRECT ? "" : style.key(),
          recorder.write(generator.problem(split, index), style));
    };
  }
}
