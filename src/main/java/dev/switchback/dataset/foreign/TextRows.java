package dev.switchback.dataset.foreign;

import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;

/**
 * The rows of a text.
 *
 * @param raw the rows as they are
 * @param skipped which of them are none
 * @param parser reads the row that is the current one of {@code raw}
 */
record TextRows(RawRows raw, Predicate<RawRow> skipped, Supplier<Row> parser)
    implements ForeignRows {

  @Override
  public boolean next() {
    return raw.next();
  }

  @Override
  public Place place() {
    return raw.place();
  }

  @Override
  public boolean isSkipped() {
    return skipped.test(raw.row());
  }

  @Override
  public Row problem() {
    return parser.get();
  }

  @Override
  public String text() {
    return raw.row().shown();
  }

  @Override
  public void close() {
    raw.close();
  }
}
