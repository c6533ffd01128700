package dev.switchback.ml;

import dev.switchback.family.countdown.token.CountdownTokenizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Small tables of traces and prompts. */
final class Tables {
  private static final StructType TRACES =
      new StructType()
          .add("text", DataTypes.StringType)
          .add("tokens", DataTypes.BinaryType)
          .add("held_out", DataTypes.BooleanType);

  private Tables() {}

  /** An estimator whose model is trained in a second. */
  static CausalLmEstimator tiny() {
    return new CausalLmEstimator()
        .setHiddenSize(16)
        .setLayers(1)
        .setAttentionHeads(2)
        .setKeyValueHeads(1)
        .setFeedForwardSize(24)
        .setContextLength(96)
        .setSteps(15)
        .setBatchTokens(512)
        .setLearningRate(3e-3)
        .setRoundSteps(5)
        .setCheckpointInterval(5)
        .setBucketWidth(32)
        .setMaxTokens(30);
  }

  /** Traces as text and as tokens; every fifth is held out. */
  static Dataset<Row> traces(SparkSession spark, int partitions) {
    List<Row> rows = new ArrayList<>();
    for (String text : texts()) {
      byte[] tokens = CountdownTokenizer.INSTANCE.encodeFramed(text);
      rows.add(RowFactory.create(text, tokens, rows.size() % 5 == 4));
    }
    return spark.createDataFrame(rows, TRACES).repartition(partitions);
  }

  /** Sums of two numbers, as a direct solution writes them. */
  static List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (int a = 1; a <= 9; a++) {
      for (int b = a; b <= 9; b++) {
        int sum = a + b;
        texts.add(
            prompt(a, b)
                + "Exploring Operation: %d+%d=%d, Resulting Numbers: [%d]\n"
                    .formatted(a, b, sum, sum)
                + "%d,%d equal: Goal Reached\n".formatted(sum, sum));
      }
    }
    return texts;
  }

  static String prompt(int a, int b) {
    return "Current State: %d:[%d, %d], Operations: []\n".formatted(a + b, a, b);
  }

  /** Different prompts in a column {@code prompt} with their number beside them. */
  static Dataset<Row> prompts(SparkSession spark, int partitions) {
    List<String> prompts = new ArrayList<>();
    for (int a = 1; a <= 9; a++) {
      for (int b = 1; b <= 9; b++) {
        prompts.add(prompt(a, b));
      }
    }
    return spark
        .createDataset(prompts, Encoders.STRING())
        .toDF("prompt")
        .selectExpr("xxhash64(prompt) as id", "prompt")
        .repartition(partitions);
  }
}
