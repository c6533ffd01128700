package dev.switchback.dataset;

import dev.switchback.config.SearchMixture;
import dev.switchback.puzzle.Split;
import dev.switchback.trace.SearchChoice;
import dev.switchback.trace.Trace;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * Makes rows of {@code traces/} from rows of {@code problems/}.
 *
 * @param searches one of which is drawn for each problem; none for direct solutions
 */
record TraceRows(Family family, Split split, SearchMixture searches) {
  private static final String DIRECT = "direct";

  /**
   * The rows.
   *
   * @param recorder writes the problem of a row down in the style of a name
   */
  Function<Row, Row> writing(BiFunction<Row, String, Trace> recorder) {
    TraceTable table = family.traceTable();
    if (searches.weights().isEmpty()) {
      return row -> table.row(id(row), "", recorder.apply(row, DIRECT));
    }
    SearchChoice choice = new SearchChoice(family.key(), searches);
    return row -> {
      String search = choice.draw(family.seed(), split, row.getLong(row.fieldIndex("index")));
      return table.row(id(row), search, recorder.apply(row, search));
    };
  }

  private static String id(Row row) {
    return row.getString(row.fieldIndex("problem_id"));
  }
}
