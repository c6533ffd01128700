package dev.switchback.bench;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import scala.collection.mutable.WrappedArray;

/** A drawn row as it is read from a file, with names to its columns and arrays wrapped. */
final class NamedRow {
  private NamedRow() {}

  static Row of(Row row, StructType schema) {
    Object[] values = new Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      Object value = row.get(i);
      values[i] = value instanceof int[] numbers ? WrappedArray.make(numbers) : value;
    }
    return new GenericRowWithSchema(values, schema);
  }
}
