package dev.switchback.dataset.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.InputException;
import dev.switchback.dataset.ProblemRange;
import dev.switchback.family.ProblemTable;
import dev.switchback.tier.LocalSpark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table whose files were made into fewer ones with Spark, which names and types them anew. */
@LocalSpark
class RewrittenTableTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("index", DataTypes.LongType, false)
          .add("numbers", ProblemTable.INTEGERS, false)
          .add("name", DataTypes.StringType, false);
  private static final Configuration HADOOP = new Configuration();

  @TempDir private java.nio.file.Path folder;

  @BeforeEach
  void rewrite(SparkSession spark) throws IOException {
    ShardWriter writer = new ShardWriter(SCHEMA, Set.of());
    writer.write(HADOOP, new Path(table("made"), "part-00000.parquet"), rows(0, 70), rows -> {});
    writer.write(HADOOP, new Path(table("made"), "part-00002.parquet"), rows(70, 100), rows -> {});
    spark.read().parquet(table("made").toString()).coalesce(1).write().parquet(table().toString());
  }

  @Test
  void itsRowsAreRead() {
    List<Long> indices = new ArrayList<>();
    for (ProblemRange range : ProblemRange.cut(HADOOP, table(), 0, 8)) {
      try (ShardRows.Opened rows = range.open(HADOOP, SCHEMA)) {
        rows.forEachRemaining(
            row -> {
              indices.add(row.getLong(0));
              assertThat(row.<Integer>getList(1)).containsExactly(row.<Long>getAs(0).intValue());
              assertThat(row.getString(2)).isEqualTo("row " + row.getLong(0));
            });
      }
    }
    assertThat(indices).containsExactlyElementsOf(LongStream.range(0, 100).boxed().toList());
  }

  @Test
  void whatNeedsTheFilesAsTheyWereMadeSaysSo() {
    assertThatThrownBy(() -> TableFiles.shards(HADOOP, table()))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot go on from ")
        .hasMessageContaining(", expected files as they were made, such as part-00000.parquet;");
  }

  @Test
  void columnsOfAnotherTypeAreRefused() {
    StructType other = new StructType().add("index", DataTypes.IntegerType, false);

    assertThatThrownBy(() -> ProblemRange.cut(HADOOP, table(), 0, 8).get(0).open(HADOOP, other))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("its columns are message");
  }

  private Path table() {
    return table("rewritten");
  }

  private Path table(String name) {
    return new Path(folder.resolve(name).toString());
  }

  private static java.util.Iterator<Row> rows(long begin, long end) {
    return LongStream.range(begin, end)
        .mapToObj(i -> RowFactory.create(i, new int[] {(int) i}, "row " + i))
        .iterator();
  }
}
