package dev.switchback.dataset.foreign;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * Objects with the fields {@code nums}, {@code target} and {@code solution}, others passed over:
 * either the elements of one JSON array or, if the file does not begin with a bracket, one in each
 * line. Without a solution, or with null in its place, the first one in lexicographic order is
 * taken.
 */
final class StreamOfSearch implements ForeignReader {
  private static final int LONGEST = 1 << 24;

  private final CountdownCheck check = new CountdownCheck();

  @Override
  public ForeignRows open(InputFile file, Configuration hadoop) {
    ByteReader bytes = file.open(hadoop);
    RawRows rows =
        bytes.firstVisible() == '['
            ? new JsonElements(bytes, LONGEST)
            : new TextLines(bytes, LONGEST);
    return new TextRows(rows, RawRow::isBlank, () -> row(file, rows));
  }

  private Row row(InputFile file, RawRows rows) {
    SearchObject object = SearchObject.read(rows.row().whole());
    check.begin(object.numbers(), object.target());
    List<String> solution =
        object.solution().map(check::requireSolution).orElseGet(check::firstSolution);
    return ImportTable.countdown(file.name(), rows.place(), check.problem(), solution);
  }
}
