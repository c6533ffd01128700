package dev.switchback.dataset.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.tier.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LocalSpark
class StoredTableTest {
  private static final StructType SCHEMA =
      new StructType().add("number", DataTypes.LongType, false);

  @TempDir private Path folder;

  @Test
  void aFoldersNameIsNoPattern(SparkSession spark) throws IOException {
    org.apache.hadoop.fs.Path table =
        new org.apache.hadoop.fs.Path(folder.resolve("a [1]{x}*?#%20:ü").toUri());
    for (int file = 0; file < 3; file++) {
      new ShardWriter(SCHEMA, Set.of())
          .write(
              new Configuration(),
              new org.apache.hadoop.fs.Path(table, new Shard(file, 0, 1).fileName()),
              List.of(RowFactory.create((long) file)).iterator(),
              written -> {});
    }

    assertThat(StoredTable.read(spark, table).orderBy("number").collectAsList())
        .extracting(row -> row.getLong(0))
        .containsExactly(0L, 1L, 2L);
    assertThat(StoredTable.read(spark, table, SCHEMA).count()).isEqualTo(3);
  }
}
