package dev.switchback.dataset.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More files than footers are read at once, each with as many rows as its number says. */
class TableFileTest {
  private static final StructType SCHEMA = new StructType().add("index", DataTypes.LongType, false);
  private static final Configuration HADOOP = new Configuration();
  private static final int FILES = 40;

  @TempDir private java.nio.file.Path folder;

  @BeforeEach
  void write() throws IOException {
    ShardWriter writer = new ShardWriter(SCHEMA, Set.of());
    for (int number = 0; number < FILES; number++) {
      var rows = IntStream.range(0, number).mapToObj(i -> RowFactory.create((long) i)).iterator();
      writer.write(HADOOP, new Path(file(number).toString()), rows, count -> {});
    }
  }

  @Test
  void rowsFollowEachOtherInTheOrderOfNames() {
    List<TableFile> files = TableFile.of(HADOOP, table());
    assertThat(files).hasSize(FILES);
    long begin = 0;
    for (int number = 0; number < FILES; number++) {
      assertThat(files.get(number))
          .isEqualTo(new TableFile("file:" + file(number), begin, begin + number));
      begin += number;
    }
  }

  @Test
  void theDamagedFileIsNamed() throws IOException {
    Files.write(file(33), new byte[] {'P', 'A', 'R', '1'});
    assertThatThrownBy(() -> TableFile.of(HADOOP, table()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("part-00033.parquet: it is missing or damaged");
  }

  @Test
  void aFolderWithoutFilesHasNone() throws IOException {
    Path empty = new Path(Files.createDirectory(folder.resolve("empty")).toString());
    assertThat(TableFile.of(HADOOP, empty)).isEmpty();
  }

  private Path table() {
    return new Path(folder.toString());
  }

  private java.nio.file.Path file(int number) {
    return folder.resolve(String.format(Locale.ROOT, "part-%05d.parquet", number));
  }
}
