package dev.switchback.dataset.hub;

import dev.switchback.token.Tokenizer;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Columns as others read them: tokens, kept as one byte each, become lists of numbers. */
final class HubColumns {
  private static final DataType INTEGERS = DataTypes.createArrayType(DataTypes.IntegerType, false);

  private static final Map<String, String> TYPES =
      Map.of(
          "integer", "int32",
          "long", "int64",
          "double", "float64",
          "boolean", "bool",
          "string", "string");

  private HubColumns() {}

  /** The columns of the data set made of a table. */
  static StructType of(StructType table) {
    StructType columns = new StructType();
    for (StructField field : table.fields()) {
      DataType type = field.dataType() instanceof BinaryType ? INTEGERS : field.dataType();
      columns = columns.add(field.name(), type, field.nullable());
    }
    return columns;
  }

  /** A row of the data set made of one of a table. */
  static Row row(Row row) {
    Object[] values = new Object[row.length()];
    for (int column = 0; column < values.length; column++) {
      Object value = row.get(column);
      values[column] = value instanceof byte[] tokens ? Tokenizer.tokens(tokens) : value;
    }
    return RowFactory.create(values);
  }

  /** The name of a type in a card, for a list that of its elements. */
  static String type(DataType type) {
    return type instanceof ArrayType list ? type(list.elementType()) : TYPES.get(type.typeName());
  }
}
