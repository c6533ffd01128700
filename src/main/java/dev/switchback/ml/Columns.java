package dev.switchback.ml;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Checks of a table's columns, before anything is computed. */
final class Columns {
  private Columns() {}

  /**
   * Requires a column.
   *
   * @param param that names it
   * @param types of which it may be; none for any
   * @throws IllegalArgumentException if there is none, or of another type
   */
  static void require(StructType schema, String param, String column, DataType... types) {
    StructField field =
        Arrays.stream(schema.fields())
            .filter(candidate -> candidate.name().equals(column))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Cannot find the column "
                            + param
                            + " = "
                            + column
                            + ", expected one of "
                            + String.join(", ", schema.fieldNames())
                            + "; set "
                            + param));
    if (types.length > 0 && !Arrays.asList(types).contains(field.dataType())) {
      throw new IllegalArgumentException(
          "Cannot use the column "
              + param
              + " = "
              + column
              + " of type "
              + field.dataType().simpleString()
              + ", expected "
              + Arrays.stream(types).map(DataType::simpleString).collect(Collectors.joining(" or "))
              + "; set "
              + param
              + ", or cast the column");
    }
  }

  /** A column by its name alone, whatever characters it has. */
  static Column named(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }

  /** The columns of a table with what is noted of them, which an encoder of rows forgets. */
  static Column[] withMetadata(StructType schema) {
    return Arrays.stream(schema.fields())
        .map(field -> named(field.name()).as(field.name(), field.metadata()))
        .toArray(Column[]::new);
  }

  /**
   * The columns of a table with one more, which may hold nulls.
   *
   * @param param that names it
   * @throws IllegalArgumentException if there is a column of that name
   */
  static StructType with(StructType schema, String param, String column, DataType type) {
    if (Arrays.asList(schema.fieldNames()).contains(column)) {
      throw new IllegalArgumentException(
          "Cannot add the column "
              + param
              + " = "
              + column
              + ": there is one, expected a new name; set "
              + param
              + ", or drop the column");
    }
    return schema.add(column, type, true);
  }
}
