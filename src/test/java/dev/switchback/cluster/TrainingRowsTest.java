package dev.switchback.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.config.RecordBinder;
import dev.switchback.dataset.shard.ShardWriter;
import dev.switchback.experiment.TrainingSettings;
import dev.switchback.tier.LocalSpark;
import dev.switchback.token.TokenizedTrace;
import dev.switchback.train.TokenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.lang3.SerializationUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Tuple2;

/** Traces of several files, dealt to workers one after the other. */
@LocalSpark
class TrainingRowsTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("tokens", DataTypes.BinaryType, false)
          .add("prompt_tokens", DataTypes.IntegerType, false);
  private static final int[] ROWS_OF_FILES = {7, 0, 1, 12};
  private static final int CONTEXT = 64;

  private static JavaSparkContext spark;

  @TempDir private java.nio.file.Path folder;

  private final List<TokenizedTrace> traces = new ArrayList<>();

  @BeforeAll
  static void start(SparkSession session) {
    spark = new JavaSparkContext(session.sparkContext());
  }

  @BeforeEach
  void write() throws IOException {
    ShardWriter writer = new ShardWriter(SCHEMA, Set.of());
    for (int file = 0; file < ROWS_OF_FILES.length; file++) {
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < ROWS_OF_FILES[file]; i++) {
        TokenizedTrace trace = trace(traces.size());
        traces.add(trace);
        rows.add(RowFactory.create(trace.tokens(), trace.promptTokens()));
      }
      Path path = new Path(folder.resolve("part-0000" + file + ".parquet").toString());
      writer.write(new Configuration(), path, rows.iterator(), count -> {});
    }
  }

  /** A trace whose length and prompt tell its number. */
  private static TokenizedTrace trace(int number) {
    byte[] tokens = new byte[4 + number];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = (byte) (1 + (number + i) % 19);
    }
    return new TokenizedTrace(tokens, 1 + number % 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 20})
  void eachWorkerHasEverySoManyThTrace(int workers) {
    TrainingSettings settings = settings(workers);
    List<byte[]> expected =
        IntStream.range(0, workers).mapToObj(worker -> share(worker, workers, settings)).toList();
    try (TrainingRows rows =
        TrainingRows.ofTraces(spark, "test", folder.toString(), CONTEXT, settings)) {
      assertThat(serialized(rows)).containsExactlyElementsOf(expected);
    }
    try (TrainingRows rows = TrainingRows.ofTokens("test", held(), CONTEXT, settings)) {
      assertThat(serialized(rows)).as("of Spark").containsExactlyElementsOf(expected);
    }
  }

  private byte[] share(int worker, int workers, TrainingSettings settings) {
    List<TokenizedTrace> share =
        IntStream.range(0, traces.size())
            .filter(trace -> trace % workers == worker)
            .mapToObj(traces::get)
            .toList();
    return SerializationUtils.serialize(TokenRows.of(share, CONTEXT, settings.masksPrompts()));
  }

  private JavaPairRDD<byte[], Integer> held() {
    List<Tuple2<byte[], Integer>> pairs = new ArrayList<>();
    traces.forEach(trace -> pairs.add(new Tuple2<>(trace.tokens(), trace.promptTokens())));
    return spark.parallelizePairs(pairs, 3);
  }

  private static List<byte[]> serialized(TrainingRows rows) {
    return rows.shares().collect().stream().map(SerializationUtils::serialize).toList();
  }

  @Test
  void aWorkerWithoutRowsIsRefused() {
    try (TrainingRows rows =
        TrainingRows.ofTraces(spark, "test", folder.toString(), CONTEXT, settings(21))) {
      assertThatThrownBy(() -> rows.shares().count())
          .hasMessageContaining("has no rows for one of 21 workers");
    }
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Files.writeString(folder.resolve("part-00002.parquet"), "PAR1");
    assertThatThrownBy(
            () -> TrainingRows.ofTraces(spark, "test", folder.toString(), CONTEXT, settings(2)))
        .hasMessageContaining("part-00002.parquet: it is missing or damaged");
  }

  private static TrainingSettings settings(int workers) {
    return RecordBinder.ofText(
        TrainingSettings.class,
        "steps = 1, batch-tokens = 96, learning-rate = 1, workers.count = " + workers);
  }
}
