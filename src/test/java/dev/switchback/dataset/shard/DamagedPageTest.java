package dev.switchback.dataset.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.InputException;
import dev.switchback.random.RandomStream;
import dev.switchback.tier.LocalSpark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bit of one value has flipped on the disk: a number like any other, but another one. */
@LocalSpark
class DamagedPageTest {
  private static final int ROWS = 500;
  private static final long VALUE = value(123);
  private static final StructType SCHEMA = new StructType().add("key", DataTypes.LongType, false);

  @TempDir private Path folder;

  @BeforeEach
  void flipABit() throws IOException {
    new ShardWriter(SCHEMA, Set.of("key"))
        .write(
            new Configuration(),
            file(),
            LongStream.range(0, ROWS).mapToObj(i -> RowFactory.create(value(i))).iterator(),
            rows -> {});
    Path stored = folder.resolve("part-00000.parquet");
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(stored)).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (bytes.getLong(at) != VALUE) {
      at++;
    }
    bytes.putLong(at, VALUE ^ 1);
    Files.write(stored, bytes.array());
  }

  @Test
  void withoutChecksumsItIsReadAsAnotherValue(SparkSession spark) {
    List<Row> rows = spark.read().parquet(folder.toUri().toString()).collectAsList();

    assertThat(rows).hasSize(ROWS).contains(RowFactory.create(VALUE ^ 1));
  }

  @Test
  void itIsNoticedWithoutSpark() {
    assertThatThrownBy(() -> new ShardReader(new Configuration(), file(), SCHEMA).close())
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot read " + file() + ": it is missing or damaged (")
        .hasMessageContaining("CRC checksum verification failed); make its folder anew");
  }

  @Test
  void itIsNoticedBySpark(SparkSession spark) {
    assertThatThrownBy(
            () ->
                StoredTable.read(spark, new org.apache.hadoop.fs.Path(folder.toUri()), SCHEMA)
                    .collectAsList())
        .hasStackTraceContaining(
            "while reading file " + folder.resolve("part-00000.parquet").toUri())
        .hasStackTraceContaining("CRC checksum verification failed");
  }

  private org.apache.hadoop.fs.Path file() {
    return new org.apache.hadoop.fs.Path(folder.resolve("part-00000.parquet").toUri());
  }

  private static long value(long index) {
    return RandomStream.of(3, "test-page", index).nextLong();
  }
}
