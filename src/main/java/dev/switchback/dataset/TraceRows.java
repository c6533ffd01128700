package dev.switchback.dataset;

import dev.switchback.config.ProblemSettings;
import dev.switchback.puzzle.Split;
import dev.switchback.puzzle.countdown.CountdownGenerator;
import dev.switchback.random.RandomStream;
import dev.switchback.trace.countdown.CountdownStyle;
import dev.switchback.trace.countdown.TraceRecorder;
import java.util.List;
import java.util.function.LongFunction;
import org.apache.spark.sql.Row;

/**
 * The rows of a style and split of {@code traces/}: row i writes problem i of the split.
 *
 * @param seed of the run
 * @param searches one of which is drawn for each problem; empty for direct solutions
 */
public record TraceRows(
    ProblemSettings settings, long seed, Split split, List<CountdownStyle> searches)
    implements RowSource {

  public TraceRows {
    searches = List.copyOf(searches);
  }

  @Override
  public LongFunction<Row> open() {
    CountdownGenerator generator = new CountdownGenerator(settings, seed);
    TraceRecorder recorder = new TraceRecorder();
    return index -> {
      CountdownStyle style = searches.isEmpty() ? CountdownStyle.DIRECT : search(index);
      return TraceTable.row(
          ProblemTable.id(split, index),
          style == CountdownStyle.DIRECT ? "" : style.key(),
          recorder.write(generator.problem(split, index), style));
    };
  }

  private CountdownStyle search(long index) {
    RandomStream random = RandomStream.of(seed, "countdown-search-" + split.key(), index);
    return searches.get(random.nextInt(searches.size()));
  }
}
