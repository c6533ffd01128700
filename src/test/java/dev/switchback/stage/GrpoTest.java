package dev.switchback.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.switchback.dataset.RolloutTable;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.grpo.PlainLoop;
import dev.switchback.grpo.StepReport;
import dev.switchback.model.ModelFolder;
import dev.switchback.model.Weights;
import dev.switchback.progress.LiveFigure;
import dev.switchback.puzzle.Split;
import dev.switchback.run.Run;
import dev.switchback.tier.LocalSpark;
import dev.switchback.tier.NativeEngine;
import dev.switchback.train.MetricsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@LocalSpark
@NativeEngine
class GrpoTest {
  /** A model that has seen little solves nothing: entropy is what the small steps learn from. */
  private static final String EXPERIMENT =
      """
      name = rewarded
      stages = [generate, train, grpo, sample]
      problems { numbers = 3, max-number = 9, min-target = 10, max-target = 30
        train = 60, validation = 6, validation-share = 0.2, unseen-target = 0 }
      models.direct {
        style = direct
        architecture { hidden-size = 16, layers = 1, attention-heads = 2, key-value-heads = 1
          feed-forward-size = 24, context-length = 96 }
        training { steps = 20, batch-tokens = 512, learning-rate = 3e-3, round-steps = 20
          bucket-width = 32, precision = float32, validation { rows = 0, generations = 0 } }
        sampling { max-tokens = 40, samples = 2, slots = 16 }
      }
      models.rewarded = ${models.direct} {
        reinforced-from = direct
        grpo { steps = 5, prompts = 6, samples = 4, learning-rate = 1e-3, updates = 2
          loss { entropy-coefficient = 0.1, kl-coefficient = 0.1 }
          checkpoints.every-steps = 2
          monitoring { every-steps = 2, problems = 5, samples = 2, rollouts-every-steps = 2 } }
      }
      evaluation { budgets = [40], pass-at = [1] }
      """;

  @TempDir private static Path shared;
  @TempDir private Path folder;

  /** The results of the reinforced training. */
  private static Grpo.Result result;

  private static SeenFigures seen;

  @BeforeAll
  static void trainAll(SparkSession spark) throws IOException {
    Run run = Run.of(spark, experiment(shared));
    Generate.run(run);
    Train.run(run);
    try (SeenFigures figures = new SeenFigures(spark.sparkContext())) {
      result = Grpo.run(run);
      seen = figures;
    }
  }

  @Test
  void figuresAreShownToOthersWhileAModelIsReinforced() {
    assertThat(seen.of(LiveFigure.REWARD_STEP)).containsSubsequence(1.0, 2.0, 3.0, 4.0);
    assertThat(seen.of(LiveFigure.REWARD_LENGTH)).allMatch(length -> length > 1);
    assertThat(LiveFigure.REWARD_STEP.value()).isNaN();
  }

  /** The jobs of Spark and a loop in one process end with the same bytes. */
  @Test
  void oneWorkerIsALoopWithoutSpark(SparkSession spark) throws IOException {
    Run run = whole(spark);
    Weights base = weights(run, "direct");
    Weights expected = plainLoop(run, base);
    assertThat(weights(run, "rewarded")).isEqualTo(expected).isNotEqualTo(base);
  }

  @Test
  void severalWorkersAddUpToTheSame(LocalSpark.Sessions sessions) throws IOException {
    SparkSession spark = sessions.on(3);
    Weights expected = weights(whole(spark), "rewarded");
    for (int workers : new int[] {2, 3}) {
      Run several = trained(spark, "models.rewarded.grpo.learner.workers=" + workers);
      Grpo.run(several);
      assertClose(weights(several, "rewarded"), expected, 1e-6);
    }
  }

  /** Whatever job it was in: what was drawn is not drawn again. */
  @ParameterizedTest
  @ValueSource(strings = {"Sample rewarded for step 4", "Learn rewarded at step 4"})
  void aTrainingThatWasInterruptedEndsWithTheSameWeights(String job, SparkSession spark)
      throws IOException {
    whole(spark);
    byte[] expected = Files.readAllBytes(model("rewarded/model.safetensors"));

    Run interrupted = interrupted(spark, job);
    assertThat(model("rewarded/checkpoints")).isNotEmptyDirectory();
    Path drawn = model("rewarded/rollouts/step=0000000004");
    FileTime before = job.startsWith("Learn") ? Files.getLastModifiedTime(file(drawn)) : null;

    Run resumed = Run.of(spark, interrupted.experiment());
    Grpo.run(resumed);
    assertThat(Files.readAllBytes(model("rewarded/model.safetensors"))).isEqualTo(expected);
    if (before != null) {
      assertThat(Files.getLastModifiedTime(file(drawn))).isEqualTo(before);
    }
    assertThat(steps(resumed)).extracting(StepReport::step).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(model("rewarded/checkpoints")).doesNotExist();
  }

  @Test
  void aStepHasItsCompletionsOnceThoughTheyAreCutAnewAfterAnInterruption(SparkSession spark)
      throws IOException {
    interrupted(spark, "Learn rewarded at step 4");
    Run resumed = Run.of(spark, experiment(folder, "models.rewarded.grpo.learner.slots=8"));
    Grpo.run(resumed);
    Path files = model("rewarded/rollouts/step=0000000004");
    assertThat(spark.read().parquet(files.toString()).count()).isEqualTo(6 * 4);
  }

  /** A training that was ended in a job, and has checkpoints of the steps before. */
  private Run interrupted(SparkSession spark, String job) throws IOException {
    Run interrupted = trained(spark, "models.rewarded.grpo.checkpoints.every-steps=1");
    JobKiller killer = new JobKiller(spark.sparkContext(), job);
    assertThatThrownBy(() -> Grpo.run(interrupted)).hasMessageContaining("cancelled");
    spark.sparkContext().removeSparkListener(killer);
    return interrupted;
  }

  /** Ends a job by its description. */
  private static final class JobKiller extends SparkListener {
    private final SparkContext spark;
    private final String description;

    JobKiller(SparkContext spark, String description) {
      this.spark = spark;
      this.description = description;
      spark.addSparkListener(this);
    }

    @Override
    public void onJobStart(SparkListenerJobStart job) {
      if (description.equals(job.properties().getProperty("spark.job.description"))) {
        spark.cancelJob(job.jobId());
      }
    }
  }

  @Test
  void whatAStepSawIsWrittenDown(SparkSession spark) throws IOException {
    Run run = whole(spark);
    assertThat(result.models().get("rewarded").facts())
        .containsEntry("reinforced_from", "direct")
        .containsEntry("steps", 5);
    List<StepReport> steps = steps(run);
    assertThat(steps).hasSize(5);
    StepReport first = steps.get(0);
    assertThat(first.policy().kl()).as("of the first update and a second").isLessThan(1e-2);
    assertThat(first.policy().mismatch()).isLessThan(0.1);
    assertThat(first.policy().clippedHigh()).isNotNull();
    assertThat(first.rewards().groups()).isEqualTo(6);
    assertThat(first.seconds().reference()).isPositive().isLessThan(first.seconds().learn());
    assertThat(first.monitoring()).isNull();
    assertThat(steps.get(1).monitoring().samples()).isEqualTo(2);
    assertThat(steps.get(4).tokens())
        .isEqualTo((long) (steps.stream().mapToDouble(s -> s.lengths().mean()).sum() * 24 + 0.5));
    assertThat(steps).extracting(StepReport::trainingFlops).isSorted();
    Dataset<Row> rollouts =
        run.parquet(new org.apache.hadoop.fs.Path(run.folder().model("rewarded"), "rollouts"));
    assertThat(rollouts.columns()).contains(RolloutTable.SCHEMA.fieldNames());
    assertThat(rollouts.groupBy("step").count().collectAsList())
        .as("the first, every second one, and those after the last checkpoint")
        .extracting(row -> row.<Integer>getAs("step"), row -> row.<Long>getAs("count"))
        .containsExactlyInAnyOrder(tuple(1, 24L), tuple(2, 24L), tuple(4, 24L));
  }

  /** A finished model is sampled, and found finished again. */
  @Test
  void aReinforcedModelIsSampledAsAnyOther(SparkSession spark) throws IOException {
    Run run = whole(spark);
    Sample.run(run);
    assertThat(run.parquet(run.folder().samples("rewarded")).count()).isEqualTo(6 * 2);
    assertThat(run.plan().model("rewarded").finished()).isTrue();
    Run other = Run.of(spark, experiment(folder, "models.rewarded.grpo.learning-rate=2e-3"));
    assertThat(other.plan().model("rewarded").finished()).isFalse();
    assertThat(other.plan().model("direct").finished()).isTrue();
  }

  @Test
  void droppedGroupsAreDrawnAgainSoManyTimes(SparkSession spark) throws IOException {
    Run run =
        trained(
            spark,
            "models.rewarded.grpo.groups-without-signal=dropped",
            "models.rewarded.grpo.draws=3",
            "models.rewarded.grpo.steps=1");
    Weights base = weights(run, "direct");
    Grpo.run(run);
    assertThat(steps(run))
        .singleElement()
        .satisfies(step -> assertThat(step.rewards().groups()).isEqualTo(18));
    assertThat(weights(run, "rewarded")).as("nothing had a signal").isEqualTo(base);
  }

  @Test
  void aDivergedTrainingKeepsItsCheckpoints(SparkSession spark) throws IOException {
    Run run =
        trained(
            spark,
            "models.rewarded.grpo.learning-rate=1e30",
            "models.rewarded.grpo.checkpoints.every-steps=1");
    assertThatThrownBy(() -> Grpo.run(run))
        .hasMessageContaining("grpo.learning-rate")
        .hasMessageContaining("checkpoints");
  }

  /** A run whose base model is trained already. */
  private Run trained(SparkSession spark, String... set) throws IOException {
    Run run = whole(spark, set);
    run.folder().files().delete(run.folder().model("rewarded"), true);
    return run;
  }

  /** A run whose two models are trained already. */
  private Run whole(SparkSession spark, String... set) throws IOException {
    try (Stream<Path> files = Files.walk(shared)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(shared.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return Run.of(spark, experiment(folder, set));
  }

  private static Weights plainLoop(Run run, Weights base) {
    var settings = run.experiment().settings("rewarded");
    PlainLoop loop =
        new PlainLoop(
            settings.grpo(),
            run.family().tokenizer(),
            base,
            settings.sampling().maxTokens(),
            run.experiment().seed());
    org.apache.hadoop.fs.Path problems =
        new org.apache.hadoop.fs.Path(run.folder().problems(), "split=" + Split.TRAIN.key());
    AskedProblems asked =
        AskedProblems.read(
            run.hadoop(),
            problems,
            run.family(),
            settings.style(),
            settings.grpo(),
            run.experiment().seed(),
            0);
    return loop.run(step -> asked.of(step, 0));
  }

  private static List<StepReport> steps(Run run) {
    return MetricsFile.read(run.folder().files(), run.folder().model("rewarded"), StepReport.class);
  }

  private static Weights weights(Run run, String model) {
    return ModelFolder.read(run.folder().files(), run.folder().model(model));
  }

  private static void assertClose(Weights found, Weights expected, double offset) {
    for (int i = 0; i < expected.count(); i++) {
      for (int j = 0; j < expected.values(i).length; j++) {
        assertThat((double) found.values(i)[j])
            .isCloseTo(expected.values(i)[j], Offset.offset(offset));
      }
    }
  }

  private Path model(String file) {
    return folder.resolve("rewarded/models").resolve(file);
  }

  private static Path file(Path within) throws IOException {
    try (Stream<Path> all = Files.walk(within)) {
      return all.filter(path -> path.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  private static Experiment experiment(Path folder, String... set) throws IOException {
    Path file = Files.writeString(folder.resolve("rewarded.conf"), EXPERIMENT);
    List<String> overrides = new ArrayList<>(List.of("runs=" + folder));
    overrides.addAll(List.of(set));
    return ExperimentFile.read(file, overrides);
  }
}
