package dev.switchback.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.InputException;
import dev.switchback.tier.LocalSpark;
import dev.switchback.tier.NativeEngine;
import dev.switchback.train.DivergedException;
import dev.switchback.train.RoundReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.JavaConverters;

@LocalSpark
@NativeEngine
class CausalLmEstimatorTest {
  private static SparkSession spark;
  private static CausalLmModel fitted;

  @TempDir private Path folder;

  @BeforeAll
  static void fit(SparkSession session) {
    spark = session;
    fitted = Tables.tiny().fit(Tables.traces(spark, 1));
  }

  @Test
  void aFitIsTheSameForOneAndThreePartitionsInAnyOrder() {
    Dataset<Row> turned = Tables.traces(spark, 3).orderBy(functions.col("text").desc());
    assertThat(Tables.tiny().fit(turned).weights()).isEqualTo(fitted.weights());
    assertThat(Tables.tiny().fit(turned.limit(40)).weights()).isNotEqualTo(fitted.weights());
  }

  @Test
  void twoWorkersShareTheRowsAndAreRepeatableToo() {
    CausalLmModel once = Tables.tiny().setWorkers(2).fit(Tables.traces(spark, 1));
    CausalLmModel again = Tables.tiny().setWorkers(2).fit(Tables.traces(spark, 3));
    assertThat(again.weights()).isEqualTo(once.weights()).isNotEqualTo(fitted.weights());
  }

  @Test
  void tokensAreLearnedAsTheirTextIs() {
    CausalLmModel ofTokens =
        Tables.tiny().setInputCol("tokens").fit(Tables.traces(spark, 2).drop("text"));
    assertThat(ofTokens.weights()).isEqualTo(fitted.weights());
  }

  @Test
  void theModelLearnsAndCarriesTheParamsOfCompletions() {
    CausalLmEstimator estimator =
        Tables.tiny().setSteps(60).setLearningRate(2e-2).setTemperature(0).setSeed(7);
    CausalLmModel model = estimator.fit(Tables.traces(spark, 1));

    assertThat(model.parent()).isSameAs(estimator);
    assertThat(model.uid()).isEqualTo(estimator.uid());
    assertThat(model.getMaxTokens()).isEqualTo(30);
    assertThat(model.getTemperature()).isZero();
    assertThat(model.getSeed()).isEqualTo(7);
    double[] losses = model.summary().objectiveHistory();
    assertThat(losses).hasSize(12);
    assertThat(losses[11]).isLessThan(0.5 * losses[0]);
    assertThat(model.summary().totalIterations()).isEqualTo(60);
  }

  @Test
  void rowsThatAreHeldOutAreMeasuredAndNotLearned() {
    CausalLmEstimator estimator =
        Tables.tiny().setValidationIndicatorCol("held_out").setValidationInterval(5);
    Dataset<Row> traces = Tables.traces(spark, 2);
    CausalLmModel model = estimator.fit(traces);

    assertThat(model.summary().validationHistory()).hasSize(3).doesNotContain(0, Double.NaN);
    assertThat(fitted.summary().validationHistory()).isEmpty();
    CausalLmModel withoutThem = Tables.tiny().fit(traces.filter("not held_out"));
    assertThat(model.weights()).isEqualTo(withoutThem.weights()).isNotEqualTo(fitted.weights());
  }

  @ParameterizedTest
  @ValueSource(strings = {"adamw", "muon"})
  void anInterruptedFitGoesOnFromItsCheckpointToTheSameBits(String optimizer) throws IOException {
    CausalLmModel whole = Tables.tiny().setOptimizer(optimizer).fit(Tables.traces(spark, 1));
    assertThat(whole.weights().equals(fitted.weights())).isEqualTo(optimizer.equals("adamw"));
    spark
        .sparkContext()
        .hadoopConfiguration()
        .set("fs.failing.impl", FailingFileSystem.class.getName());
    CausalLmEstimator estimator =
        Tables.tiny().setOptimizer(optimizer).setCheckpointFolder("failing:" + folder);
    FailingFileSystem.failIn("step-0000000010");
    assertThatThrownBy(() -> estimator.fit(Tables.traces(spark, 1)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Cannot fit " + estimator.uid() + ": the disk is full");
    FailingFileSystem.failNoMore();
    assertThat(fitFolder().resolve("checkpoints/step-0000000005")).isDirectory();

    CausalLmModel resumed = estimator.fit(Tables.traces(spark, 3));

    assertThat(resumed.weights()).isEqualTo(whole.weights());
    assertThat(resumed.summary().rounds())
        .extracting(RoundReport::step)
        .containsExactly(5L, 10L, 15L);
    assertThat(fitFolder().resolve("checkpoints")).doesNotExist();
  }

  @Test
  void aFinishedFitIsReadAndNotRepeated() throws IOException {
    CausalLmEstimator estimator = Tables.tiny().setCheckpointFolder(folder.toString());
    CausalLmModel first = estimator.fit(Tables.traces(spark, 1));
    Path orphan = Files.createDirectories(fitFolder().resolve("checkpoints/step-0000000015"));
    CausalLmModel second = estimator.copy(new ParamMap()).fit(Tables.traces(spark, 2));
    assertThat(second.weights()).isEqualTo(first.weights());
    assertThat(orphan).as("left by a fit that was killed at its very end").doesNotExist();
    assertThat(second.summary()).isEqualTo(first.summary());
    assertThat(fitFolder().resolve("model.safetensors")).isRegularFile();

    CausalLmModel other = estimator.setLearningRate(1e-4).fit(Tables.traces(spark, 1));
    assertThat(other.weights()).isNotEqualTo(first.weights());
    try (Stream<Path> fits = Files.list(folder)) {
      assertThat(fits).hasSize(2);
    }
  }

  @Test
  void severalParamMapsGiveAModelEach() {
    CausalLmEstimator estimator = Tables.tiny().setSteps(5);
    ParamMap[] maps = {
      new ParamMap().put(estimator.learningRate(), 1e-3),
      new ParamMap().put(estimator.learningRate(), 3e-3).put(estimator.outputCol(), "answer")
    };
    Dataset<Row> traces = Tables.traces(spark, 1);
    var models =
        JavaConverters.seqAsJavaList(
            estimator.fit(traces, JavaConverters.asScalaBuffer(List.of(maps)).toSeq()));
    assertThat(models).hasSize(2);
    assertThat(models.get(0).weights()).isNotEqualTo(models.get(1).weights());
    assertThat(models.get(0).getOutputCol()).isEqualTo("completion");
    assertThat(models.get(1).getOutputCol()).isEqualTo("answer");
  }

  @Test
  void aCrossValidatorChoosesAmongParams() throws IOException {
    CausalLmEstimator estimator =
        Tables.tiny().setSteps(5).setCheckpointFolder(folder.toString()).setTemperature(0);
    ParamMap[] grid =
        new ParamGridBuilder().addGrid(estimator.maxTokens(), new int[] {3, 20}).build();
    CrossValidatorModel chosen =
        new CrossValidator()
            .setEstimator(estimator)
            .setEstimatorParamMaps(grid)
            .setEvaluator(new MeanLength())
            .setNumFolds(2)
            .setSeed(1)
            .fit(Tables.traces(spark, 1).withColumn("prompt", functions.expr("left(text, 40)")));
    assertThat(chosen.avgMetrics()[1]).isGreaterThan(chosen.avgMetrics()[0]);
    assertThat(((CausalLmModel) chosen.bestModel()).getMaxTokens()).isEqualTo(20);
    try (Stream<Path> fits = Files.list(folder)) {
      assertThat(fits).as("two folds and all, whatever maxTokens is").hasSize(3);
    }
  }

  @Test
  void aTrainingCanBeginWithAnotherModelsFolder() throws IOException {
    Path saved = folder.resolve("first");
    fitted.save(saved.toString());
    CausalLmModel onward =
        Tables.tiny()
            .setSteps(5)
            .setInitialModel(saved.resolve("model").toString())
            .fit(Tables.traces(spark, 1));
    assertThat(onward.summary().objectiveHistory()[0])
        .isLessThan(fitted.summary().objectiveHistory()[0]);
  }

  @Test
  void promptsOfAColumnAreNotLearnedUnlessAllTokensAre() {
    Dataset<Row> prompted =
        Tables.traces(spark, 2)
            .withColumn("prompt", functions.expr("split(text, '\n')[0] || '\n'"));
    CausalLmModel completions = Tables.tiny().fit(prompted);
    CausalLmModel all = Tables.tiny().setSetting("training.loss-tokens", "all").fit(prompted);
    CausalLmModel tokens =
        Tables.tiny().setInputCol("tokens").fit(prompted.drop("text").repartition(3));

    assertThat(all.weights()).isEqualTo(fitted.weights());
    assertThat(completions.weights()).isNotEqualTo(fitted.weights());
    assertThat(tokens.weights()).isEqualTo(completions.weights());
  }

  @Test
  void jobsAfterAFitAreDescribedAsThoseBefore() {
    spark.sparkContext().setJobDescription("mine");
    Tables.tiny().setSteps(1).fit(Tables.traces(spark, 1));
    assertThat(spark.sparkContext().getLocalProperty("spark.job.description")).isEqualTo("mine");
    spark.sparkContext().setJobDescription(null);
  }

  @Test
  void rowsThatCannotBeLearnedAreCountedAndOneIsShown() {
    Dataset<Row> traces = Tables.traces(spark, 2);
    assertThatThrownBy(
            () ->
                Tables.tiny().fit(traces.withColumn("text", functions.expr("nullif(text, text)"))))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot fit: 45 rows cannot be learned")
        .hasMessageContaining("column text with a null, expected a trace; filter them out");
    assertThatThrownBy(() -> fitTokens(traces, "X'2d0102c8'"))
        .hasMessageContaining("with token 200, expected 0 to 45 of the tokenizer");
    assertThatThrownBy(
            () -> Tables.tiny().fit(traces.withColumn("prompt", functions.lit("Current State: 1"))))
        .hasMessageContaining("a promptCol that its trace does not begin with");
    assertThatThrownBy(() -> fitTokens(traces, "X'0203'"))
        .hasMessageContaining("tokens that do not go from START to END");
    assertThatThrownBy(
            () ->
                Tables.tiny()
                    .setValidationIndicatorCol("held_out")
                    .fit(traces.withColumn("held_out", functions.lit(true))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no row of the column text is one to learn from");
  }

  private static void fitTokens(Dataset<Row> traces, String tokens) {
    Tables.tiny().setInputCol("tokens").fit(traces.withColumn("tokens", functions.expr(tokens)));
  }

  @Test
  void missingAndWrongColumnsAreNamed() {
    Dataset<Row> traces = Tables.traces(spark, 1);
    assertThatThrownBy(() -> Tables.tiny().setInputCol("trace").fit(traces))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot find the column inputCol = trace, expected one of text, tokens, held_out; set"
                + " inputCol");
    assertThatThrownBy(() -> Tables.tiny().setInputCol("held_out").fit(traces))
        .hasMessageContaining("of type boolean, expected string or binary");
    assertThatThrownBy(() -> Tables.tiny().setValidationIndicatorCol("text").fit(traces))
        .hasMessageContaining("validationIndicatorCol = text of type string, expected boolean");
    assertThatThrownBy(() -> Tables.tiny().setOutputCol("text").fit(traces))
        .hasMessageContaining("Cannot add the column outputCol = text: there is one");
    assertThatThrownBy(() -> Tables.tiny().setPromptCol("held_out").fit(traces))
        .hasMessageContaining("promptCol = held_out of type boolean, expected string");
  }

  @Test
  void paramsThatDoNotFitTogetherAreNamedAsTheyAreCalledHere() {
    Dataset<Row> traces = Tables.traces(spark, 1);
    assertThatThrownBy(() -> new CausalLmEstimator("mine").setPreset("3m").fit(traces))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Cannot fit mine: steps is not set, expected: Optimizer steps of a worker in all, 1 or"
                + " more");
    assertThatThrownBy(() -> new CausalLmEstimator("mine").setSteps(1).fit(traces))
        .hasMessageContaining("hiddenSize = 0, expected 1 or more, or a preset (3m");
    assertThatThrownBy(() -> Tables.tiny().setWarmupSteps(99).fit(traces))
        .hasMessageEndingWith("warmupSteps = 99, expected 0 to steps (15)");
    assertThatThrownBy(() -> Tables.tiny().setBatchTokens(95).fit(traces))
        .hasMessageEndingWith(
            ": batchTokens = 95, expected at least one row of contextLength = 96 tokens");
    assertThatThrownBy(() -> Tables.tiny().setMaxTokens(96).fit(traces))
        .hasMessageContaining(": maxTokens = 96, expected less than contextLength = 96");
  }

  @Test
  void aDivergedFitLeavesItsCheckpointOnlyWhereAFolderWasGiven() {
    CausalLmEstimator wild = Tables.tiny().setLearningRate(1e30).setWarmupSteps(0).setRoundSteps(1);
    Dataset<Row> traces = Tables.traces(spark, 1);
    assertThatThrownBy(() -> wild.fit(traces))
        .isInstanceOf(DivergedException.class)
        .message()
        .doesNotContain("stays in");
    assertThatThrownBy(
            () -> wild.setCheckpointFolder(folder.toString()).setCheckpointInterval(1).fit(traces))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("The newest checkpoint stays in file:" + folder + "/fit-");
  }

  @Test
  void aTableOfTracesNeedsNoPrompts() {
    Dataset<Row> traces = Tables.traces(spark, 1);
    assertThat(Tables.tiny().transformSchema(traces.schema()).fieldNames())
        .containsExactly("text", "tokens", "held_out", "completion");
  }

  private Path fitFolder() throws IOException {
    try (Stream<Path> fits = Files.list(folder)) {
      List<Path> only = fits.toList();
      assertThat(only).hasSize(1);
      return only.get(0);
    }
  }
}
