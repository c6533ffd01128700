package dev.switchback.family;

import dev.switchback.puzzle.Split;
import dev.switchback.trace.SearchChoice;
import dev.switchback.trace.SearchMixture;
import dev.switchback.trace.Trace;
import dev.switchback.trace.TraceStyle;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * Makes rows of {@code traces/} from rows of {@code problems/}.
 *
 * @param searches one of which is drawn for each problem; none for direct solutions
 */
public record TraceRows(Family family, Split split, SearchMixture searches) {
  /**
   * The rows.
   *
   * @param recorder writes the problem of a row down in the style of a name
   */
  public Function<Row, Row> writing(BiFunction<Row, String, Trace> recorder) {
    TraceTable table = family.traceTable();
    TraceStyle style = family.puzzles().searches().styleOf(searches);
    if (searches.weights().isEmpty()) {
      return row ->
          table.row(
              id(row), "", promptTokens(row, style), recorder.apply(row, TraceStyle.DIRECT.key()));
    }
    SearchChoice choice = new SearchChoice(family.key(), searches);
    return row -> {
      String search = choice.draw(family.seed(), split, row.getLong(row.fieldIndex("index")));
      return table.row(id(row), search, promptTokens(row, style), recorder.apply(row, search));
    };
  }

  private int promptTokens(Row row, TraceStyle style) {
    return family.promptTokens(row, style).length;
  }

  private static String id(Row row) {
    return row.getString(row.fieldIndex("problem_id"));
  }
}
