package dev.switchback.dataset.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.JavaProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderedFooterTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("word", DataTypes.StringType, true)
          .add("number", DataTypes.LongType, false)
          .add("numbers", DataTypes.createArrayType(DataTypes.IntegerType, false), true);

  @TempDir private Path folder;

  @Test
  void everyProcessWritesTheSameBytes() throws Exception {
    byte[] here = write(folder.resolve("here.parquet"));

    for (int way : List.of(1, 3)) {
      Path there = folder.resolve("there-" + way + ".parquet");
      JavaProcess.withIdentityHashes(way, OrderedFooterTest.class, there.toString());
      assertThat(Files.readAllBytes(there)).as("identity hashes of way " + way).isEqualTo(here);
    }
  }

  @Test
  void aFileLongerThanWhatIsHeldBackIsReadBack() throws Exception {
    Path file = folder.resolve("long.parquet");
    int rows = 60_000;
    write(file, rows);

    assertThat(Files.size(file)).isGreaterThan(4 << 20);
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
    try (ShardReader reader = new ShardReader(new Configuration(), path, SCHEMA)) {
      for (int i = 0; i < rows; i++) {
        assertThat(reader.next().getString(0)).isEqualTo(id(i));
      }
      assertThat(reader.hasNext()).isFalse();
    }
  }

  @Test
  void whatIsNoParquetStaysAsItIs() throws Exception {
    for (String text : List.of("", "PAR1", "12345678", "12345678PAR1")) {
      byte[] end = text.getBytes(StandardCharsets.US_ASCII);
      assertThat(OrderedFooter.order(end)).isSameAs(end);
    }
  }

  /** The other process. */
  public static void main(String[] arguments) throws Exception {
    write(Path.of(arguments[0]));
  }

  private static byte[] write(Path file) throws Exception {
    write(file, 3000);
    return Files.readAllBytes(file);
  }

  private static void write(Path file, int rows) throws Exception {
    new ShardWriter(SCHEMA, Set.of("id"))
        .write(
            new Configuration(),
            new org.apache.hadoop.fs.Path(file.toUri()),
            IntStream.range(0, rows).mapToObj(OrderedFooterTest::row).iterator(),
            written -> {});
  }

  private static Row row(int i) {
    return RowFactory.create(
        id(i), i % 3 == 0 ? null : "word " + i % 7, (long) i * i, new int[] {i, i % 5});
  }

  /** Digits that cannot be packed well. */
  private static String id(int i) {
    StringBuilder id = new StringBuilder();
    for (int part = 0; part < 8; part++) {
      id.append(Long.toHexString((31L * i + part) * 0x9e3779b97f4a7c15L));
    }
    return id.toString();
  }
}
