package dev.switchback.family.countdown.importer;

import dev.switchback.importer.InputFile;
import dev.switchback.importer.ParsedRows;
import dev.switchback.importer.Rejected.Flaw;
import dev.switchback.importer.Rejected.Place;
import dev.switchback.importer.Rejected.RejectedRowException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Row;

/**
 * Parquet with a list of whole numbers and a target, in columns that {@link NumberColumns} finds,
 * others passed over. There is no solution in it: the first one in lexicographic order is taken.
 */
final class TinyZero implements ParsedRows.Reader {
  private final CountdownCheck check = new CountdownCheck();
  private final Map<String, String> chosen;

  /**
   * @param chosen columns by field, instead of the usual ones
   */
  TinyZero(Map<String, String> chosen) {
    this.chosen = Map.copyOf(chosen);
  }

  @Override
  public ParsedRows open(InputFile file, Configuration hadoop) {
    NumberColumns columns = NumberColumns.in(file, hadoop, chosen);
    Configuration projected = new Configuration(hadoop);
    projected.set(ReadSupport.PARQUET_READ_SCHEMA, columns.projection().toString());
    try {
      ParquetReader<Group> reader =
          ParquetReader.builder(new GroupReadSupport(), file.path()).withConf(projected).build();
      return new Rows(file, reader, columns, check);
    } catch (IOException damaged) {
      throw file.unreadable(damaged);
    }
  }

  /** The rows of a file. */
  private static final class Rows implements ParsedRows {
    private final InputFile file;
    private final ParquetReader<Group> reader;
    private final NumberColumns columns;
    private final CountdownCheck check;
    private Numbers row;
    private long number;

    Rows(InputFile file, ParquetReader<Group> reader, NumberColumns columns, CountdownCheck check) {
      this.file = file;
      this.reader = reader;
      this.columns = columns;
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
        row = Numbers.of(group, columns);
        return true;
      } catch (IOException | RuntimeException damaged) {
        throw columns.unreadable(damaged);
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
      return CountdownImports.row(file.name(), place(), check.problem(), check.firstSolution());
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

  /**
   * A row.
   *
   * @param numbers those of the list, null for a list or number that is missing
   * @param target null if it is missing
   */
  private record Numbers(List<Long> numbers, Long target) {

    /** Reads a row. */
    static Numbers of(Group group, NumberColumns columns) {
      List<Long> numbers = new ArrayList<>();
      List<Long> target = new ArrayList<>();
      collect(group, columns.numbers(), numbers);
      collect(group, columns.target(), target);
      return new Numbers(numbers, target.get(0));
    }

    /**
     * Checks that nothing is missing.
     *
     * @throws RejectedRowException if something is
     */
    void requireComplete() {
      if (target == null || numbers.contains(null)) {
        throw new RejectedRowException(
            Flaw.MALFORMED, "Cannot read the row: it holds null, expected whole numbers");
      }
    }

    /** The row as a JSON object. */
    String json() {
      return "{\"nums\": " + numbers + ", \"target\": " + target + "}";
    }

    /** Collects the numbers of a column, which may lie in others; null for what is missing. */
    private static void collect(Group group, List<String> column, List<Long> numbers) {
      int field = group.getType().getFieldIndex(column.get(0));
      if (column.size() == 1) {
        collect(group, field, numbers);
      } else if (group.getFieldRepetitionCount(field) == 0) {
        numbers.add(null);
      } else {
        collect(group.getGroup(field, 0), column.subList(1, column.size()), numbers);
      }
    }

    /** Collects the numbers of a field, however its list is nested; null for what is missing. */
    private static void collect(Group group, int field, List<Long> numbers) {
      Type type = group.getType().getType(field);
      int values = group.getFieldRepetitionCount(field);
      if (values == 0 && !type.isRepetition(Type.Repetition.REPEATED)) {
        numbers.add(null);
      }
      for (int i = 0; i < values; i++) {
        if (!type.isPrimitive()) {
          collect(group.getGroup(field, i), 0, numbers);
        } else if (type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT32) {
          numbers.add((long) group.getInteger(field, i));
        } else {
          numbers.add(group.getLong(field, i));
        }
      }
    }
  }
}
