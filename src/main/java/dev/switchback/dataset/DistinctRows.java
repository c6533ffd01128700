package dev.switchback.dataset;

import dev.switchback.family.ProblemTable;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/** Rows without those at certain indices, up to a number of rows. */
final class DistinctRows implements ShardRows.Opened {
  private final ShardRows.Opened rows;
  private final long[] leftOut;
  private final int indexColumn;
  private long wanted;
  private int passed;
  private Row next;

  /**
   * @param leftOut indices, ascending
   * @param wanted how many rows are kept at most
   */
  DistinctRows(ShardRows.Opened rows, long[] leftOut, long wanted) {
    this.rows = rows;
    this.leftOut = leftOut;
    this.wanted = wanted;
    this.indexColumn = ProblemTable.COMMON.fieldIndex("index");
    advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Row next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    Row row = next;
    advance();
    return row;
  }

  @Override
  public void close() {
    rows.close();
  }

  private void advance() {
    next = null;
    while (next == null && wanted > 0 && rows.hasNext()) {
      Row row = rows.next();
      if (!isLeftOut(row.getLong(indexColumn))) {
        next = row;
        wanted--;
      }
    }
  }

  private boolean isLeftOut(long index) {
    while (passed < leftOut.length && leftOut[passed] < index) {
      passed++;
    }
    return passed < leftOut.length && leftOut[passed] == index;
  }
}
