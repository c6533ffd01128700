package dev.switchback.dataset.shard;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.apache.parquet.example.data.Group;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.mutable.WrappedArray$;

/**
 * How the value of a column is taken from Parquet's generic record.
 *
 * @param list whether it is a list of such values
 */
record GroupColumn(String name, Kind kind, boolean list) {

  static GroupColumn[] of(StructType schema) {
    return Arrays.stream(schema.fields()).map(GroupColumn::of).toArray(GroupColumn[]::new);
  }

  private static GroupColumn of(StructField field) {
    return field.dataType() instanceof ArrayType list
        ? new GroupColumn(field.name(), Kind.of(list.elementType()), true)
        : new GroupColumn(field.name(), Kind.of(field.dataType()), false);
  }

  /** The value in a row, null if there is none. */
  Object value(Group row) {
    if (row.getFieldRepetitionCount(name) == 0) {
      return null;
    }
    return list ? elements(row.getGroup(name, 0)) : kind.reader.apply(row, name);
  }

  private Object elements(Group group) {
    int length = group.getFieldRepetitionCount(0);
    Object array = Array.newInstance(kind.type, length);
    for (int i = 0; i < length; i++) {
      Array.set(array, i, kind.reader.apply(group.getGroup(0, i), "element"));
    }
    return WrappedArray$.MODULE$.make(array);
  }

  /**
   * A type of values, one for each that {@link ParquetColumns} stores.
   *
   * @param type of the elements of an array
   * @param reader takes the value of a field from a group
   */
  record Kind(Class<?> type, BiFunction<Group, String, Object> reader) {

    static Kind of(DataType type) {
      if (type instanceof IntegerType) {
        return new Kind(int.class, (group, field) -> group.getInteger(field, 0));
      }
      if (type instanceof LongType) {
        return new Kind(long.class, (group, field) -> group.getLong(field, 0));
      }
      if (type instanceof DoubleType) {
        return new Kind(double.class, (group, field) -> group.getDouble(field, 0));
      }
      if (type instanceof FloatType) {
        return new Kind(float.class, (group, field) -> group.getFloat(field, 0));
      }
      if (type instanceof BooleanType) {
        return new Kind(boolean.class, (group, field) -> group.getBoolean(field, 0));
      }
      return type instanceof BinaryType
          ? new Kind(byte[].class, (group, field) -> group.getBinary(field, 0).getBytes())
          : new Kind(String.class, (group, field) -> group.getString(field, 0));
    }
  }
}
