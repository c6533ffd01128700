package dev.switchback.dataset.shard;

import java.lang.reflect.Array;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.mutable.WrappedArray;

/**
 * Hands rows to Parquet value by value. Arrays are Java arrays, or as {@link ShardReader} wraps
 * them; a text is a String or its UTF-8 bytes.
 */
final class RowWriteSupport extends WriteSupport<Row> {
  private final StructType schema;
  private RecordConsumer consumer;

  RowWriteSupport(StructType schema) {
    this.schema = schema;
  }

  @Override
  public WriteContext init(Configuration configuration) {
    return new WriteContext(ParquetColumns.of(schema), Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(Row row) {
    consumer.startMessage();
    StructField[] fields = schema.fields();
    for (int column = 0; column < fields.length; column++) {
      Object value = row.get(column);
      if (value != null) {
        consumer.startField(fields[column].name(), column);
        if (fields[column].dataType() instanceof ArrayType) {
          list(value);
        } else {
          value(value);
        }
        consumer.endField(fields[column].name(), column);
      }
    }
    consumer.endMessage();
  }

  private void list(Object values) {
    consumer.startGroup();
    Object array = values instanceof WrappedArray<?> wrapped ? wrapped.array() : values;
    int length = Array.getLength(array);
    if (length > 0) {
      consumer.startField("list", 0);
      for (int i = 0; i < length; i++) {
        consumer.startGroup();
        consumer.startField("element", 0);
        value(Array.get(array, i));
        consumer.endField("element", 0);
        consumer.endGroup();
      }
      consumer.endField("list", 0);
    }
    consumer.endGroup();
  }

  private void value(Object value) {
    if (value instanceof String text) {
      consumer.addBinary(Binary.fromString(text));
    } else if (value instanceof byte[] bytes) {
      consumer.addBinary(Binary.fromConstantByteArray(bytes));
    } else if (value instanceof Integer number) {
      consumer.addInteger(number);
    } else if (value instanceof Long number) {
      consumer.addLong(number);
    } else if (value instanceof Double number) {
      consumer.addDouble(number);
    } else if (value instanceof Float number) {
      consumer.addFloat(number);
    } else if (value instanceof Boolean truth) {
      consumer.addBoolean(truth);
    } else {
      throw new IllegalArgumentException("Cannot store a value of " + value.getClass());
    }
  }
}
