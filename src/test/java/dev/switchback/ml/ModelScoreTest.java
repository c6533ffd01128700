package dev.switchback.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import dev.switchback.cluster.EngineThread;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.sample.GivenText;
import dev.switchback.sample.Scorer;
import dev.switchback.tier.LocalSpark;
import dev.switchback.tier.NativeEngine;
import dev.switchback.token.Tokenizer;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The column of log-probabilities that a model adds. */
@LocalSpark
@NativeEngine
class ModelScoreTest {
  private static final Tokenizer TOKENIZER = CountdownTokenizer.INSTANCE;
  private static final CausalLmModel MODEL = ParamsTest.model();
  private static SparkSession spark;

  @BeforeAll
  static void start(SparkSession session) {
    spark = session;
  }

  @Test
  void eachRowHasTheScoreOfItsOwnTextOrANull() {
    Dataset<Row> texts = texts();
    Dataset<Row> scored = MODEL.score(texts, "score");

    assertThat(scored.schema()).isEqualTo(texts.schema().add("score", DataTypes.DoubleType));
    List<Row> rows = scored.collectAsList();
    assertThat(rows).hasSize(3 * 81);
    EngineThread.prepare(1);
    try (CausalLmProgram program =
            new CausalLmProgram(MODEL.architecture(), Precision.FLOAT32, Device.cpu());
        Scorer scorer = new Scorer(program, MODEL.weights(), TOKENIZER.pad())) {
      for (Row row : rows) {
        String prompt = row.getAs("prompt");
        String completion = row.getAs("completion");
        Double score = row.getAs("score");
        if (prompt == null || completion == null) {
          assertThat(score).isNull();
        } else {
          GivenText alone = GivenText.of(TOKENIZER, prompt, completion, true);
          assertThat(score)
              .isCloseTo(
                  scorer.score(List.of(alone).iterator()).next().logProbability(), within(1e-4));
        }
      }
    }
    assertThat(rows).filteredOn(row -> row.getAs("score") == null).hasSizeBetween(60, 220);
    assertThat(rows.stream().map(row -> row.getAs("score")).distinct()).hasSizeGreaterThan(20);
  }

  @Test
  void rowsKeepTheirOrderAndPartitionsWithoutTextsEnd() {
    Dataset<Row> texts = texts().coalesce(1).cache();
    assertThat(MODEL.score(texts, "score").drop("score").collectAsList())
        .isEqualTo(texts.collectAsList());
    assertThat(MODEL.score(texts.limit(0), "score").collectAsList()).isEmpty();
    assertThat(MODEL.score(texts, "score").limit(3).collectAsList()).hasSize(3);
  }

  @Test
  void mistakesAreToldBeforeAnythingIsComputed() {
    assertThatThrownBy(() -> MODEL.score(texts().drop("completion"), "score"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot find the column outputCol = completion");
    assertThatThrownBy(() -> MODEL.score(texts().withColumnRenamed("prompt", "text"), "score"))
        .hasMessageContaining("Cannot find the column promptCol = prompt");
    assertThatThrownBy(() -> MODEL.score(texts(), "id"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot add the column logProbabilityCol = id: there is one");
  }

  @Test
  void aTextThatIsLongerThanTheContextIsRefused() {
    Dataset<Row> texts = texts().withColumn("completion", functions.expr("repeat('1', 90)"));
    assertThatThrownBy(() -> MODEL.score(texts, "score").collectAsList())
        .isInstanceOf(SparkException.class)
        .hasMessageContaining("expected at most the model's context-length = 96");
  }

  /** Three completions of different lengths for each prompt; some of both are null. */
  private static Dataset<Row> texts() {
    return Tables.prompts(spark, 3)
        .withColumn("length", functions.explode(functions.expr("array(1, 7, 20)")))
        .withColumn(
            "completion", functions.expr("if(id % 3 = 0, null, repeat(cast(length as string), 2))"))
        .withColumn("prompt", functions.expr("if(id % 7 = 0, null, prompt)"));
  }
}
