package dev.switchback.dataset.shard;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The Parquet types of a table's columns, as Spark would write them. */
final class ParquetColumns {
  /** The root's name in files that Spark writes. */
  private static final String ROOT = "spark_schema";

  private ParquetColumns() {}

  static MessageType of(StructType schema) {
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (StructField field : schema.fields()) {
      message.addField(column(field));
    }
    return message.named(ROOT);
  }

  private static Type column(StructField field) {
    Type.Repetition repetition =
        field.nullable() ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
    return field.dataType() instanceof ArrayType list
        ? Types.list(repetition)
            .element(value(list.elementType(), Type.Repetition.REQUIRED, "element"))
            .named(field.name())
        : value(field.dataType(), repetition, field.name());
  }

  private static Type value(DataType type, Type.Repetition repetition, String name) {
    var value = Types.primitive(physical(type), repetition);
    return type instanceof StringType
        ? value.as(LogicalTypeAnnotation.stringType()).named(name)
        : value.named(name);
  }

  private static PrimitiveTypeName physical(DataType type) {
    if (type instanceof StringType || type instanceof BinaryType) {
      return PrimitiveTypeName.BINARY;
    }
    if (type instanceof IntegerType) {
      return PrimitiveTypeName.INT32;
    }
    if (type instanceof LongType) {
      return PrimitiveTypeName.INT64;
    }
    if (type instanceof DoubleType) {
      return PrimitiveTypeName.DOUBLE;
    }
    if (type instanceof FloatType) {
      return PrimitiveTypeName.FLOAT;
    }
    if (type instanceof BooleanType) {
      return PrimitiveTypeName.BOOLEAN;
    }
    throw new IllegalArgumentException("Cannot store a column of type " + type.simpleString());
  }
}
