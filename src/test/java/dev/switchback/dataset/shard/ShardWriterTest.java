package dev.switchback.dataset.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.ObjectStore;
import dev.switchback.artifact.InputException;
import dev.switchback.family.ProblemTable;
import dev.switchback.random.RandomStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.JavaConverters;
import scala.collection.Seq;

class ShardWriterTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("text", DataTypes.StringType, true)
          .add("bytes", DataTypes.BinaryType, false)
          .add("small", DataTypes.IntegerType, false)
          .add("large", DataTypes.LongType, true)
          .add("real", DataTypes.DoubleType, false)
          .add("truth", DataTypes.BooleanType, false)
          .add("numbers", ProblemTable.INTEGERS, false)
          .add("steps", ProblemTable.STRINGS, true)
          .add("near", DataTypes.FloatType, false)
          .add("nears", DataTypes.createArrayType(DataTypes.FloatType, false), false)
          .add("larges", DataTypes.createArrayType(DataTypes.LongType, false), false)
          .add("reals", DataTypes.createArrayType(DataTypes.DoubleType, false), false)
          .add("truths", DataTypes.createArrayType(DataTypes.BooleanType, false), false);

  private static final Configuration HADOOP = new Configuration();

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    List<Row> rows = rows(3000);
    org.apache.hadoop.fs.Path file = file("part-00000.parquet");
    AtomicLong counted = new AtomicLong();
    ShardWriter writer = new ShardWriter(SCHEMA, Set.of("text"));

    assertThat(writer.write(HADOOP, file, rows.iterator(), counted::addAndGet)).isEqualTo(3000);

    assertThat(counted).hasValue(3000);
    assertThat(read(file, SCHEMA)).isEqualTo(rows.stream().map(ShardWriterTest::shown).toList());
    StructType some = ProblemTable.columns(SCHEMA, "numbers", "large");
    assertThat(read(file, some).get(7))
        .isEqualTo(
            read(file, SCHEMA).get(7).replaceAll(".*(large=[^;]*; ).*(numbers=[^;]*; ).*", "$1$2"));
    assertThat(TableFiles.shards(HADOOP, file.getParent())).containsExactly(new Shard(0, 0, 3000));
  }

  @Test
  void theSameRowsMakeTheSameBytes() throws IOException {
    ShardWriter writer = new ShardWriter(SCHEMA, Set.of());
    for (String name : List.of("one.parquet", "two.parquet")) {
      writer.write(HADOOP, file(name), rows(500).iterator(), rows -> {});
    }
    assertThat(folder.resolve("one.parquet")).hasSameBinaryContentAs(folder.resolve("two.parquet"));
  }

  /** As in a process that goes on, and reads what there is before it writes. */
  @Test
  void theSameRowsMakeTheSameBytesWhateverElseIsPackedInTheProcess() throws IOException {
    ShardWriter writer = new ShardWriter(SCHEMA, Set.of());
    for (int level : new int[] {3, 19}) {
      new OtherCodec(level).use();
      writer.write(HADOOP, file("level-" + level), rows(500).iterator(), rows -> {});
    }
    assertThat(folder.resolve("level-3")).hasSameBinaryContentAs(folder.resolve("level-19"));
  }

  /** What a reader or writer of others leaves in Parquet. */
  private static final class OtherCodec extends CodecFactory {
    OtherCodec(int level) {
      super(new Configuration(), 0);
      configuration.setInt("parquet.compression.codec.zstd.level", level);
    }

    void use() {
      ZstandardCodec codec = new ZstandardCodec();
      codec.setConf(configuration);
      CODEC_BY_NAME.put(CompressionCodecName.ZSTD.getHadoopCompressionCodecClassName(), codec);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theFileOfAFasterAttemptIsKept(boolean store) throws IOException {
    org.apache.hadoop.fs.Path file =
        store ? ObjectStore.path(folder.resolve("part-00000.parquet")) : file("part-00000.parquet");
    ShardWriter writer = new ShardWriter(SCHEMA, Set.of());
    Configuration hadoop = ObjectStore.settings();
    writer.write(hadoop, file, rows(500).iterator(), rows -> {});
    byte[] first = Files.readAllBytes(folder.resolve("part-00000.parquet"));

    assertThat(writer.write(hadoop, file, rows(500).iterator(), rows -> {})).isEqualTo(500);

    assertThat(folder.toFile().list()).containsExactly("part-00000.parquet");
    assertThat(folder.resolve("part-00000.parquet")).hasBinaryContent(first);
  }

  @Test
  void aFailureLeavesNoFile() throws IOException {
    Iterator<Row> failing =
        Stream.concat(rows(10).stream(), Stream.of(RowFactory.create(new Object()))).iterator();
    assertThatThrownBy(
            () ->
                new ShardWriter(SCHEMA, Set.of())
                    .write(HADOOP, file("part-00000.parquet"), failing, rows -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot store a value of class java.lang.Object");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Files.writeString(folder.resolve("part-00000.parquet"), "no Parquet");
    assertThatThrownBy(() -> read(file("part-00000.parquet"), SCHEMA))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("part-00000.parquet: it is missing or damaged");
  }

  private org.apache.hadoop.fs.Path file(String name) {
    return new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
  }

  private static List<Row> rows(int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RandomStream random = RandomStream.of(3, "test-shard", i);
      int[] numbers = new int[random.nextInt(4)];
      for (int j = 0; j < numbers.length; j++) {
        numbers[j] = random.nextInt(1000) - 500;
      }
      String text = "row " + random.nextInt(50) + " \u00e4\u6f22";
      rows.add(
          RowFactory.create(
              i % 7 == 0 ? null : i % 2 == 0 ? text : text.getBytes(StandardCharsets.UTF_8),
              new byte[] {(byte) i, -1, 0},
              random.nextInt(100),
              i % 5 == 0 ? null : random.nextLong(),
              random.nextDouble(),
              random.nextInt(2) == 0,
              numbers,
              i % 3 == 0 ? null : new String[] {"a" + i, ""},
              i / 3f,
              new float[] {i / 7f, -i},
              new long[] {1L << 40, i},
              new double[] {i / 11.0},
              new boolean[] {i % 2 == 0}));
    }
    return rows;
  }

  private static List<String> read(org.apache.hadoop.fs.Path file, StructType schema) {
    List<String> rows = new ArrayList<>();
    try (ShardReader reader = new ShardReader(HADOOP, file, schema)) {
      reader.forEachRemaining(row -> rows.add(shown(row, schema)));
    }
    return rows;
  }

  private static String shown(Row row) {
    return shown(row, SCHEMA);
  }

  /** A row as text, whether its arrays are Java's or wrapped, its texts strings or bytes. */
  private static String shown(Row row, StructType schema) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < schema.size(); column++) {
      String name = schema.fieldNames()[column];
      text.append(name).append('=').append(shown(name, row.get(column))).append("; ");
    }
    return text.toString();
  }

  private static String shown(String column, Object value) {
    if (value instanceof byte[] bytes) {
      return column.equals("text")
          ? new String(bytes, StandardCharsets.UTF_8)
          : Arrays.toString(bytes);
    }
    if (value != null && value.getClass().isArray()) {
      return IntStream.range(0, Array.getLength(value))
          .mapToObj(i -> Array.get(value, i))
          .toList()
          .toString();
    }
    return value instanceof Seq<?> list
        ? JavaConverters.seqAsJavaList(list).toString()
        : String.valueOf(value);
  }
}
