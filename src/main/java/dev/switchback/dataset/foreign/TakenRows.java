package dev.switchback.dataset.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.LongConsumer;
import org.apache.spark.sql.Row;

/** The problems of a file in their order. Rows that are none go to another file, with reasons. */
final class TakenRows implements Iterator<Row> {
  private final InputFile file;
  private final ForeignRows rows;
  private final RejectedLines rejectedLines;
  private final LongConsumer counter;

  private final Map<Flaw, Long> rejected = new EnumMap<>(Flaw.class);
  private List<Rejected> first = List.of();
  private long read;
  private long taken;
  private long skipped;
  private Row next;
  private boolean ended;

  /**
   * Begins before the first row.
   *
   * @param counter is told how many rows were read since it was last told
   */
  TakenRows(InputFile file, ForeignRows rows, RejectedLines rejectedLines, LongConsumer counter) {
    this.file = file;
    this.rows = rows;
    this.rejectedLines = rejectedLines;
    this.counter = counter;
  }

  @Override
  public boolean hasNext() {
    while (next == null && !ended) {
      if (rows.next()) {
        look();
      } else {
        ended = true;
      }
    }
    return next != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException(file.location());
    }
    Row row = next;
    next = null;
    taken++;
    return row;
  }

  /** What became of the rows up to here. */
  FileCount count() {
    return new FileCount(read, taken, skipped, rejected, first);
  }

  private void look() {
    read++;
    counter.accept(1);
    if (rows.isSkipped()) {
      skipped++;
      return;
    }
    try {
      next = rows.problem();
    } catch (RejectedRowException bad) {
      reject(new Rejected(file.name(), rows.place(), bad.flaw(), bad.getMessage(), rows.text()));
    }
  }

  private void reject(Rejected row) {
    rejected.merge(row.flaw(), 1L, Long::sum);
    if (first.isEmpty()) {
      first = List.of(row);
    }
    try {
      rejectedLines.add(row);
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot keep a rejected row of " + file.location(), failed);
    }
  }
}
