package dev.switchback.family.countdown.importer;

import dev.switchback.artifact.InputException;
import dev.switchback.importer.InputFile;
import dev.switchback.importer.ParsedRows;
import dev.switchback.importer.Rejected.Flaw;
import dev.switchback.importer.Rejected.Place;
import dev.switchback.importer.Rejected.RejectedRowException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Row;

/**
 * Parquet with the columns {@code nums}, a list of whole numbers, and {@code target}, others passed
 * over. There is no solution in it: the first one in lexicographic order is taken.
 */
final class TinyZero implements ParsedRows.Reader {
  private final CountdownCheck check = new CountdownCheck();

  @Override
  public ParsedRows open(InputFile file, Configuration hadoop) {
    Configuration projected = new Configuration(hadoop);
    projected.set(ReadSupport.PARQUET_READ_SCHEMA, Numbers.projection(file, hadoop).toString());
    try {
      ParquetReader<Group> reader =
          ParquetReader.builder(new GroupReadSupport(), file.path()).withConf(projected).build();
      return new Rows(file, reader, check);
    } catch (IOException damaged) {
      throw file.unreadable(damaged);
    }
  }

  /** The rows of a file. */
  private static final class Rows implements ParsedRows {
    private final InputFile file;
    private final ParquetReader<Group> reader;
    private final CountdownCheck check;
    private Numbers row;
    private long number;

    Rows(InputFile file, ParquetReader<Group> reader, CountdownCheck check) {
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
        row = Numbers.of(group);
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
    private static final String NUMBERS = "nums";
    private static final String TARGET = "target";

    /**
     * The columns that are read, as a file has them.
     *
     * @throws InputException if the file is damaged or has not these columns
     */
    static MessageType projection(InputFile file, Configuration hadoop) {
      try (ParquetFileReader reader =
          ParquetFileReader.open(HadoopInputFile.fromPath(file.path(), hadoop))) {
        MessageType schema = reader.getFooter().getFileMetaData().getSchema();
        requireColumn(file, schema, NUMBERS, 1);
        requireColumn(file, schema, TARGET, 0);
        return new MessageType(schema.getName(), schema.getType(NUMBERS), schema.getType(TARGET));
      } catch (IOException | RuntimeException damaged) {
        throw damaged instanceof InputException told ? told : file.unreadable(damaged);
      }
    }

    /** Reads a row. */
    static Numbers of(Group group) {
      List<Long> numbers = new ArrayList<>();
      List<Long> target = new ArrayList<>();
      collect(group, group.getType().getFieldIndex(NUMBERS), numbers);
      collect(group, group.getType().getFieldIndex(TARGET), target);
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

    private static void requireColumn(
        InputFile file, MessageType schema, String column, int repetitions) {
      List<ColumnDescriptor> leaves =
          schema.getColumns().stream().filter(leaf -> leaf.getPath()[0].equals(column)).toList();
      boolean fits =
          leaves.size() == 1
              && leaves.get(0).getMaxRepetitionLevel() == repetitions
              && isWhole(leaves.get(0).getPrimitiveType().getPrimitiveTypeName());
      if (!fits) {
        throw new InputException(
            "Cannot import "
                + file.location()
                + ": it has no column "
                + column
                + (repetitions == 0 ? " of whole numbers" : " of lists of whole numbers")
                + ", expected nums and target; its columns are "
                + schema.getFields().stream().map(Type::getName).toList());
      }
    }

    private static boolean isWhole(PrimitiveTypeName type) {
      return type == PrimitiveTypeName.INT32 || type == PrimitiveTypeName.INT64;
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
