package dev.switchback.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.switchback.cluster.EngineThread;
import dev.switchback.config.RecordBinder;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.sample.Completion;
import dev.switchback.sample.Decoder;
import dev.switchback.sample.Prompt;
import dev.switchback.tier.LocalSpark;
import dev.switchback.tier.NativeEngine;
import dev.switchback.token.Tokenizer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@LocalSpark
@NativeEngine
class CausalLmModelTest {
  private static final Tokenizer TOKENIZER = CountdownTokenizer.INSTANCE;

  private static final SamplingSettings GREEDY =
      RecordBinder.ofText(
          SamplingSettings.class, "samples = 1, temperature = 0, max-tokens = 30, slots = 1");

  private static SparkSession spark;
  private static CausalLmModel fitted;

  @BeforeAll
  static void fit(SparkSession session) {
    spark = session;
    fitted =
        Tables.tiny().setSteps(40).setTemperature(0.7).setSlots(7).fit(Tables.traces(spark, 1));
  }

  @Test
  void completionsAreTheSameForAnyPartitionsAndSlots() {
    Map<String, String> inOne = completions(fitted, Tables.prompts(spark, 1));
    CausalLmModel narrow = fitted.copy(new org.apache.spark.ml.param.ParamMap()).setSlots(2);

    assertThat(inOne).hasSize(81);
    assertThat(completions(narrow, Tables.prompts(spark, 5))).isEqualTo(inOne);
    assertThat(completions(fitted.setSeed(43), Tables.prompts(spark, 1))).isNotEqualTo(inOne);
    fitted.setSeed(42);
  }

  @Test
  void aCompletionIsWhatTheDecoderWritesAfterThePrompt() {
    CausalLmModel greedy = fitted.copy(new org.apache.spark.ml.param.ParamMap()).setTemperature(0);
    Map<String, String> completions = completions(greedy, Tables.prompts(spark, 2));
    EngineThread.prepare(1);
    try (CausalLmProgram program =
            new CausalLmProgram(greedy.architecture(), Precision.FLOAT32, Device.cpu());
        Decoder decoder = new Decoder(program, greedy.weights(), TOKENIZER, GREEDY, 99)) {
      for (String prompt : completions.keySet().stream().limit(5).toList()) {
        Prompt alone = new Prompt(0, 0, 0, TOKENIZER.startedWith(prompt));
        Completion written = decoder.complete(List.of(alone).iterator()).next();
        assertThat(encoded(prompt + completions.get(prompt)))
            .isEqualTo(encoded(TOKENIZER.decode(written.withPrompt())));
      }
    }
  }

  @Test
  void logProbabilitiesAreAColumnOnDemand() {
    CausalLmModel greedy =
        fitted
            .copy(new org.apache.spark.ml.param.ParamMap())
            .setTemperature(0)
            .setLogProbabilityCol("drawn");
    Dataset<Row> prompts =
        Tables.prompts(spark, 2)
            .withColumn("prompt", functions.expr("if(id % 3 = 0, null, prompt)"));
    List<Row> rows = greedy.transform(prompts).collectAsList();
    assertThat(rows)
        .hasSize(81)
        .allMatch(row -> (row.getAs("drawn") == null) == (row.getAs("prompt") == null));
    EngineThread.prepare(1);
    try (CausalLmProgram program =
            new CausalLmProgram(greedy.architecture(), Precision.FLOAT32, Device.cpu());
        Decoder decoder = new Decoder(program, greedy.weights(), TOKENIZER, GREEDY, 99)) {
      for (Row row : rows.stream().filter(row -> row.getAs("prompt") != null).limit(5).toList()) {
        Prompt alone = new Prompt(0, 0, 0, TOKENIZER.startedWith(row.getAs("prompt")));
        Completion written = decoder.complete(List.of(alone).iterator()).next();
        assertThat(row.<Double>getAs("drawn")).isEqualTo(written.logProbability());
      }
    }
  }

  @Test
  void aPromptWithoutItsLineEndIsContinuedAllTheSame() {
    Dataset<Row> prompts =
        Tables.prompts(spark, 1).withColumn("prompt", functions.expr("trim('\n' from prompt)"));
    Map<String, String> bare = completions(fitted, prompts);
    Map<String, String> ended = completions(fitted, Tables.prompts(spark, 1));
    ended.forEach(
        (prompt, completion) ->
            assertThat(encoded(prompt.strip() + bare.get(prompt.strip())))
                .isEqualTo(encoded(prompt + completion)));
    assertThat(bare.values()).filteredOn(completion -> completion.startsWith("\n")).isNotEmpty();
  }

  @Test
  void otherColumnsStayAndANullIsCompletedWithANull() {
    Dataset<Row> prompts =
        Tables.prompts(spark, 2)
            .withColumn("kept", functions.expr("struct(id, array(prompt))"))
            .withColumn("prompt", functions.expr("if(id % 3 = 0, null, prompt)"));
    List<Row> rows = fitted.transform(prompts).orderBy("id").collectAsList();

    List<Row> before = prompts.orderBy("id").collectAsList();
    assertThat(rows).hasSize(81);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      assertThat(row.<Row>getAs("kept")).isEqualTo(before.get(i).getAs("kept"));
      assertThat(row.isNullAt(row.fieldIndex("completion")))
          .isEqualTo(row.isNullAt(row.fieldIndex("prompt")));
    }
    assertThat(rows).filteredOn(row -> row.getAs("completion") == null).hasSizeBetween(10, 50);
  }

  @Test
  void theSchemaIsTheOneThatWasAnnounced() {
    Dataset<Row> prompts =
        Tables.prompts(spark, 1)
            .withColumn("number", functions.lit(1))
            .withColumn(
                "noted",
                functions.lit(1).as("noted", new MetadataBuilder().putString("why", "so").build()));
    Dataset<Row> completed = fitted.transform(prompts);
    assertThat(completed.schema()).isEqualTo(fitted.transformSchema(prompts.schema()));
    assertThat(completed.schema().apply("completion").dataType()).isEqualTo(DataTypes.StringType);
  }

  @Test
  void coalescedAndLimitedTransformsEnd() {
    Dataset<Row> completed = fitted.transform(Tables.prompts(spark, 6));
    assertThat(completed.coalesce(1).collectAsList()).hasSize(81);
    assertThat(completed.limit(3).collectAsList()).hasSize(3);
    assertThat(fitted.transform(Tables.prompts(spark, 1).limit(0)).collectAsList()).isEmpty();
  }

  @Test
  void mistakesAreToldBeforeAnythingIsComputed() {
    Dataset<Row> prompts = Tables.prompts(spark, 1);
    assertThatThrownBy(() -> ParamsTest.model().transform(prompts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot transform with causalLm_1: maxTokens is not set, expected");
    assertThatThrownBy(() -> ParamsTest.model().setMaxTokens(96).transform(prompts))
        .hasMessageContaining("maxTokens = 96, expected less than contextLength = 96");
    assertThatThrownBy(() -> ParamsTest.model().setPromptCol("id").transform(prompts))
        .hasMessageContaining("Cannot use the column promptCol = id of type bigint");
    assertThatThrownBy(() -> ParamsTest.model().setPromptCol("no").transform(prompts))
        .hasMessageContaining("Cannot find the column promptCol = no, expected one of id, prompt");
    assertThatThrownBy(() -> ParamsTest.model().setOutputCol("id").transform(prompts))
        .hasMessageContaining("Cannot add the column outputCol = id: there is one");
  }

  @Test
  void aPromptThatFillsTheContextIsRefused() {
    Dataset<Row> prompts =
        Tables.prompts(spark, 1).withColumn("prompt", functions.expr("repeat(prompt, 9)"));
    assertThatThrownBy(() -> fitted.transform(prompts).count())
        .isInstanceOf(SparkException.class)
        .hasMessageContaining("expected less than the model's contextLength = 96");
  }

  @Test
  void aModelWithoutAFitHasNoSummary() {
    assertThat(fitted.hasSummary()).isTrue();
    assertThat(ParamsTest.model().hasSummary()).isFalse();
    assertThatThrownBy(() -> ParamsTest.model().summary())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("it was loaded");
    assertThat(fitted)
        .hasToString(
            "CausalLmModel: uid=" + fitted.uid() + ", numParameters=3472, contextLength=96");
  }

  private static int[] encoded(String text) {
    return TOKENIZER.encode(text);
  }

  private static Map<String, String> completions(CausalLmModel model, Dataset<Row> prompts) {
    Map<String, String> completions = new TreeMap<>();
    for (Row row : model.transform(prompts).collectAsList()) {
      completions.put(row.getAs("prompt"), row.getAs("completion"));
    }
    return completions;
  }
}
