package dev.switchback.dataset;

import java.lang.reflect.Array;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.apache.parquet.example.data.Group;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.mutable.WrappedArray$;

/**
 * How the value of a column is taken from Parquet's generic record.
 *
 * @param values of a field at a position of a group
 * @param list makes an array of so many elements; null for a single value
 */
record GroupColumn(
    String name, BiFunction<Group, String, Object> values, IntFunction<Object> list) {

  static GroupColumn[] of(StructType schema) {
    StructField[] fields = schema.fields();
    GroupColumn[] columns = new GroupColumn[fields.length];
    for (int i = 0; i < fields.length; i++) {
      columns[i] = of(fields[i].name(), fields[i].dataType());
    }
    return columns;
  }

  private static GroupColumn of(String name, DataType type) {
    return type instanceof ArrayType list
        ? new GroupColumn(name, reader(list.elementType()), arrays(list.elementType()))
        : new GroupColumn(name, reader(type), null);
  }

  /** The value in a row, null if there is none. */
  Object value(Group row) {
    if (row.getFieldRepetitionCount(name) == 0) {
      return null;
    }
    return list == null ? values.apply(row, name) : elements(row.getGroup(name, 0));
  }

  private Object elements(Group group) {
    int length = group.getFieldRepetitionCount(0);
    Object array = list.apply(length);
    for (int i = 0; i < length; i++) {
      Array.set(array, i, values.apply(group.getGroup(0, i), "element"));
    }
    return WrappedArray$.MODULE$.make(array);
  }

  private static IntFunction<Object> arrays(DataType element) {
    return element instanceof IntegerType ? int[]::new : String[]::new;
  }

  private static BiFunction<Group, String, Object> reader(DataType type) {
    if (type instanceof IntegerType) {
      return (group, field) -> group.getInteger(field, 0);
    }
    if (type instanceof LongType) {
      return (group, field) -> group.getLong(field, 0);
    }
    if (type instanceof DoubleType) {
      return (group, field) -> group.getDouble(field, 0);
    }
    if (type instanceof BooleanType) {
      return (group, field) -> group.getBoolean(field, 0);
    }
    return type instanceof BinaryType
        ? (group, field) -> group.getBinary(field, 0).getBytes()
        : (group, field) -> group.getString(field, 0);
  }
}
