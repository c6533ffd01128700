package dev.switchback.ml;

import dev.switchback.family.PuzzleFamilies;
import dev.switchback.family.PuzzleFamily;
import dev.switchback.trace.Question;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A family whose texts can be judged, with the columns that state a problem. */
record VerifiedFamily(String key) implements Serializable {

  static VerifiedFamily of(String key) {
    return new VerifiedFamily(key);
  }

  static List<String> keys() {
    return PuzzleFamilies.keys();
  }

  /** The columns that state a problem. */
  List<String> columns() {
    return List.of(family().promptColumns().fieldNames());
  }

  /**
   * The problem that a row states.
   *
   * @param places of {@link #columns} in the row
   */
  Question question(Row row, int[] places) {
    Object[] values = Arrays.stream(places).mapToObj(row::get).toArray();
    return family().question(new GenericRowWithSchema(values, family().promptColumns()));
  }

  /**
   * Requires the columns that state a problem.
   *
   * @throws IllegalArgumentException if one is missing or of another type
   */
  void require(StructType schema) {
    for (StructField column : family().promptColumns().fields()) {
      Columns.require(
          schema, "family = " + key + ", column", column.name(), types(column.dataType()));
    }
  }

  private PuzzleFamily family() {
    return PuzzleFamilies.of(key);
  }

  private static DataType[] types(DataType type) {
    return type instanceof ArrayType list
        ? Stream.of(false, true)
            .map(nulls -> DataTypes.createArrayType(list.elementType(), nulls))
            .toArray(DataType[]::new)
        : new DataType[] {type};
  }
}
