package dev.switchback.dataset.foreign;

import java.io.IOException;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.spark.sql.Row;

/** The rows of one file of TinyZero's data. */
final class TinyZeroRows implements ForeignRows {
  private final InputFile file;
  private final ParquetReader<Group> reader;
  private final CountdownCheck check;
  private TinyZeroRow row;
  private long number;

  TinyZeroRows(InputFile file, ParquetReader<Group> reader, CountdownCheck check) {
    this.file = file;
    this.reader = reader;
    this.check = check;
  }

  @Override
  public boolean next() {
    try {
      Group group = reader.read();
      if (group == null) {
        return false;
      }
      number++;
      row = TinyZeroRow.of(group);
      return true;
    } catch (IOException | RuntimeException damaged) {
      throw file.unreadable(damaged);
    }
  }

  @Override
  public Place place() {
    return Place.line(number);
  }

  @Override
  public boolean isSkipped() {
    return false;
  }

  @Override
  public Row problem() {
    row.requireComplete();
    check.begin(row.numbers(), row.target());
    return ImportTable.countdown(file.name(), place(), check.problem(), check.firstSolution());
  }

  @Override
  public String text() {
    return row.json();
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException failed) {
      throw file.unreadable(failed);
    }
  }
}
