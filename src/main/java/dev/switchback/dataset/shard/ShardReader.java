package dev.switchback.dataset.shard;

import dev.switchback.artifact.InputException;
import dev.switchback.artifact.PlainLocalFileSystem;
import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InvalidRecordException;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of one Parquet file in their order, one after the other, without a Spark job. Whoever
 * opens it closes it.
 */
public final class ShardReader implements ShardRows.Opened {
  private final Path file;
  private final StructType schema;
  private final ParquetReader<Group> reader;
  private final GroupColumn[] columns;
  private Group next;

  /**
   * Opens a file.
   *
   * @param schema the columns to read, in the order of the rows to be made
   * @throws InputException if the file is missing or damaged, also later, while it is read
   */
  public ShardReader(Configuration hadoop, Path file, StructType schema) {
    this.file = file;
    this.schema = schema;
    this.columns = GroupColumn.of(schema);
    try {
      reader =
          ParquetReader.builder(new ColumnsOfFile(schema), file)
              .withConf(PlainLocalFileSystem.in(hadoop))
              .usePageChecksumVerification()
              .build();
    } catch (IOException | RuntimeException unreadable) {
      throw damaged(unreadable);
    }
    advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Row next() {
    if (next == null) {
      throw new NoSuchElementException(file.toString());
    }
    Object[] values = new Object[columns.length];
    for (int column = 0; column < values.length; column++) {
      values[column] = columns[column].value(next);
    }
    advance();
    return new GenericRowWithSchema(values, schema);
  }

  /** Goes on to the row after the next. */
  public void skip() {
    if (next == null) {
      throw new NoSuchElementException(file.toString());
    }
    advance();
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException failed) {
      throw damaged(failed);
    }
  }

  private void advance() {
    try {
      next = reader.read();
    } catch (IOException | RuntimeException failed) {
      throw damaged(failed);
    }
  }

  private InputException damaged(Exception cause) {
    return new InputException(
        "Cannot read "
            + file
            + ": it is missing or damaged ("
            + reason(cause)
            + "); make its folder anew with --overwrite",
        cause);
  }

  /** What went wrong first: Parquet itself says around it only where it was. */
  private static String reason(Throwable thrown) {
    return thrown.getCause() == null ? thrown.getMessage() : reason(thrown.getCause());
  }

  /**
   * Reads the columns as the file has them: Spark, which writes a table anew, lets every column be
   * null.
   */
  private static final class ColumnsOfFile extends GroupReadSupport {
    private final MessageType wanted;

    ColumnsOfFile(StructType schema) {
      wanted = ParquetColumns.of(schema);
    }

    @Override
    public ReadContext init(InitContext context) {
      MessageType file = context.getFileSchema();
      List<Type> columns =
          wanted.getFields().stream().map(column -> file.getType(column.getName())).toList();
      MessageType found = new MessageType(file.getName(), columns);
      if (!shape(found).equals(shape(wanted))) {
        throw new InvalidRecordException("its columns are " + found + ", expected " + wanted);
      }
      return new ReadContext(found);
    }

    private static List<String> shape(MessageType columns) {
      return columns.getColumns().stream()
          .map(
              leaf ->
                  List.of(leaf.getPath()) + " " + leaf.getPrimitiveType().getPrimitiveTypeName())
          .toList();
    }
  }
}
