package dev.switchback.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.InputException;
import dev.switchback.dataset.shard.ShardRows;
import dev.switchback.dataset.shard.ShardWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemRangeTest {
  private static final StructType SCHEMA = new StructType().add("index", DataTypes.LongType, false);
  private static final Configuration HADOOP = new Configuration();

  @TempDir private java.nio.file.Path folder;

  /** Files of 70 and of 30 rows. */
  @BeforeEach
  void write() throws IOException {
    ShardWriter writer = new ShardWriter(SCHEMA, Set.of());
    writer.write(HADOOP, file("part-00000.parquet"), rows(0, 70), count -> {});
    writer.write(HADOOP, file("part-00002.parquet"), rows(70, 100), count -> {});
  }

  @Tag("slow")
  @Test
  void rangesAreTheTableInItsOrder() {
    for (int largest : new int[] {1, 4, 1000}) {
      List<ProblemRange> ranges = ProblemRange.cut(HADOOP, table(), 0, largest);
      assertThat(read(ranges)).containsExactlyElementsOf(numbers(100));
      assertThat(ranges).allMatch(range -> range.count() <= largest);
      assertThat(ranges).extracting(ProblemRange::number).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void theFirstProblemsAreTaken() {
    assertThat(read(ProblemRange.cut(HADOOP, table(), 75, 10)))
        .containsExactlyElementsOf(numbers(75));
    assertThat(read(ProblemRange.cut(HADOOP, table(), 3, 10)))
        .containsExactlyElementsOf(numbers(3));
  }

  @Test
  void moreThanThereAreAreRefused() {
    assertThatThrownBy(() -> ProblemRange.cut(HADOOP, table(), 101, 10))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Cannot take problems of")
        .hasMessageContaining("it has 100, expected 101 or more; ask for fewer");
  }

  @Test
  void anEmptyTableIsRefused() throws IOException {
    java.nio.file.Path empty = java.nio.file.Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> ProblemRange.cut(HADOOP, new Path(empty.toString()), 0, 10))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("it has 0, expected 1 or more");
  }

  private static List<Long> read(List<ProblemRange> ranges) {
    List<Long> read = new ArrayList<>();
    for (ProblemRange range : ranges) {
      try (ShardRows.Opened rows = range.open(HADOOP, SCHEMA)) {
        rows.forEachRemaining(row -> read.add(row.getLong(0)));
      }
    }
    return read;
  }

  private static List<Long> numbers(int count) {
    return LongStream.range(0, count).boxed().toList();
  }

  private static java.util.Iterator<Row> rows(long begin, long end) {
    return LongStream.range(begin, end).mapToObj(i -> RowFactory.create(i)).iterator();
  }

  private Path table() {
    return new Path(folder.toString());
  }

  private Path file(String name) {
    return new Path(folder.toString(), name);
  }
}
