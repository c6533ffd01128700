package dev.switchback.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.Manifest;
import dev.switchback.artifact.Overwrite;
import dev.switchback.config.ConfigurationException;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.experiment.StageName;
import dev.switchback.model.ModelFolder;
import dev.switchback.progress.LiveFigure;
import dev.switchback.run.Run;
import dev.switchback.run.RunFolder;
import dev.switchback.tier.Cpu;
import dev.switchback.tier.LocalSpark;
import dev.switchback.tier.NativeEngine;
import dev.switchback.train.DivergedException;
import dev.switchback.train.GenerationsFile;
import dev.switchback.train.GenerationsFile.Generation;
import dev.switchback.train.MetricsFile;
import dev.switchback.train.RoundReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@LocalSpark
@NativeEngine
class TrainAndSampleTest {
  private static final String EXPERIMENT =
      """
      name = small
      problems {
        numbers = 3, max-number = 9, min-target = 10, max-target = 30
        validation-share = 0.2, train = 200, validation = 12, unseen-target = 0, repeats = true
      }
      models.direct {
        style = direct
        architecture {
          hidden-size = 16, layers = 1, attention-heads = 2, key-value-heads = 1
          feed-forward-size = 24, context-length = 128
        }
        training {
          steps = 12, batch-tokens = 512, learning-rate = 3e-3, round-steps = 5
          checkpoints.every-steps = 5, bucket-width = 32, validation { every-steps = 5, rows = 10, generations = 1 }
        }
        sampling { max-tokens = 40, samples = 5, slots = 7, problems = 9 }
      }
      evaluation { budgets = [40], pass-at = [1] }
      """;

  /** Floating-point operations of a training. */
  private static final double BUDGET = 1e8;

  private static SeenFigures seen;

  @TempDir private static Path shared;
  @TempDir private Path folder;

  @BeforeAll
  static void runOnce(SparkSession spark) throws IOException {
    Run run = Run.of(spark, experimentOf(shared, EXPERIMENT));
    try (SeenFigures figures = new SeenFigures(spark.sparkContext())) {
      Generate.run(run);
      Train.run(run);
      Sample.run(run);
      seen = figures;
    }
  }

  @Test
  void figuresAreShownToOthersWhileAModelIsTrained() {
    assertThat(seen.of(LiveFigure.TRAINING_STEP)).contains(5.0, 10.0);
    assertThat(seen.of(LiveFigure.TRAINING_LOSS)).allMatch(loss -> loss > 1 && loss < 5);
    assertThat(seen.of(LiveFigure.TUNING_ACCURACY)).isEmpty();
    assertThat(LiveFigure.values()).allMatch(figure -> Double.isNaN(figure.value()));
  }

  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> files = Files.walk(shared)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(shared.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  @Test
  @EnabledIf(value = "dev.switchback.tier.Cpu#hasAvx512", disabledReason = Cpu.ANOTHER_ORDER)
  void samplesAreTheSameBytesOnOneCoreAndOnTwoAndInOtherSlots(LocalSpark.Sessions sessions)
      throws IOException {
    RunFolder run = new RunFolder(new Configuration(), experiment());
    SparkSession spark = sessions.on(2);
    run.files().delete(run.samples("direct"), true);
    Sample.run(Run.of(spark, experiment()));
    List<Row> rows = samples(spark, run);
    assertThat(rows).hasSize(9 * 5);
    assertThat(rows).allSatisfy(row -> assertThat(row.getInt(2)).isBetween(1, 40));
    Map<String, byte[]> onTwo = sampleFiles();
    assertThat(onTwo).hasSize(9);
    spark = sessions.on(1);
    run.files().delete(run.samples("direct"), true);
    Sample.run(Run.of(spark, experiment("models.direct.sampling.slots=64")));
    assertThat(sampleFiles()).containsExactlyInAnyOrderEntriesOf(onTwo);
  }

  /** The steps follow from the rows; with as many steps given the weights are the same. */
  @Test
  void aBudgetOfComputeIsATrainingOfAsManySteps(SparkSession spark) throws IOException {
    RunFolder run = withoutModel();
    Train.run(Run.of(spark, budgeted()));
    Path model = folder.resolve("small/models/direct");
    long steps = stepsWithinBudget(run);
    byte[] weights = Files.readAllBytes(model.resolve("model.safetensors"));
    withoutModel();
    Train.run(Run.of(spark, experiment("models.direct.training.steps=" + steps)));
    assertThat(model.resolve("model.safetensors")).hasBinaryContent(weights);

    withoutModel();
    assertThatThrownBy(() -> Train.run(onFullDisk(spark, budgeted())))
        .isInstanceOf(IOException.class);
    assertThat(model.resolve("checkpoints/step-0000000005")).isDirectory();
    Train.run(Run.of(spark, budgeted()));
    assertThat(model.resolve("model.safetensors")).hasBinaryContent(weights);
  }

  @Test
  void workersShareABudgetOfCompute(LocalSpark.Sessions sessions) throws IOException {
    SparkSession spark = sessions.on(2);
    RunFolder run = withoutModel();
    Train.run(Run.of(spark, budgeted()));
    long alone = stepsWithinBudget(run);
    withoutModel();
    Train.run(Run.of(spark, budgeted("models.direct.training.workers.count=2")));
    assertThat(stepsWithinBudget(run)).isBetween(alone / 2 - 1, alone / 2 + 1);
  }

  private Experiment budgeted(String... more) throws IOException {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(
        List.of("models.direct.training.steps=0", "models.direct.training.compute=" + BUDGET));
    return experiment(all.toArray(String[]::new));
  }

  private static long stepsWithinBudget(RunFolder run) throws IOException {
    Map<String, Object> facts =
        Manifest.read(run.files(), run.model("direct")).orElseThrow().facts();
    long steps = ((Number) facts.get("steps")).longValue();
    assertThat(steps).isBetween(5L, 50L);
    double flops = ((Number) facts.get("training_flops")).doubleValue();
    assertThat(flops / BUDGET).isBetween(0.8, 1.2 + 1.0 / steps);
    List<RoundReport> rounds = MetricsFile.read(run.files(), run.model("direct"));
    assertThat(rounds.get(rounds.size() - 1).trainingFlops()).isEqualTo(flops);
    assertThat(rounds).extracting(RoundReport::trainingFlops).isSorted();
    return steps;
  }

  private RunFolder withoutModel() throws IOException {
    RunFolder run = new RunFolder(new Configuration(), experiment());
    run.files().delete(run.model("direct"), true);
    return run;
  }

  @Test
  void onlyFilesThatAKilledRunHadNotFinishedAreMadeAgain(SparkSession spark) throws IOException {
    Map<String, byte[]> whole = sampleFiles();
    Path samples = folder.resolve("small/samples/model=direct");
    Files.move(samples.resolve("_manifest.json"), samples.resolve("_started.json"));
    Files.delete(samples.resolve("part-00003.parquet"));
    Files.write(samples.resolve("_attempt-part-00003.parquet-1"), new byte[] {1, 2, 3});
    FileTime kept = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(samples.resolve("part-00004.parquet"), kept);

    Sample.run(Run.of(spark, experiment()));
    assertThat(sampleFiles()).containsExactlyInAnyOrderEntriesOf(whole);
    assertThat(Files.getLastModifiedTime(samples.resolve("part-00004.parquet"))).isEqualTo(kept);
    assertThat(samples.resolve("_attempt-part-00003.parquet-1")).doesNotExist();
    assertThat(samples.resolve("_manifest.json")).exists();
  }

  @Test
  void oneTrainingIsSampledInTwoWays(SparkSession spark) throws IOException {
    Experiment experiment =
        experimentOf(
            folder,
            EXPERIMENT
                + """
                models.greedy = ${models.direct} {
                  reuse-weights-from = direct, sampling { temperature = 0, samples = 1 }
                }
                """);
    RunFolder run = new RunFolder(new Configuration(), experiment);
    Sample.run(Run.of(spark, experiment));
    assertThat(folder.resolve("small/models/greedy")).doesNotExist();
    assertThat(spark.read().parquet(run.samples("greedy").toString()).count()).isEqualTo(9);
    assertThat(spark.read().parquet(run.samples("direct").toString()).count()).isEqualTo(45);
  }

  @Test
  void logProbabilitiesOfTokensAreKeptOnDemandAndAddUp(SparkSession spark) throws IOException {
    Experiment experiment = experiment("models.direct.sampling.token-log-probabilities=true");
    RunFolder run = new RunFolder(new Configuration(), experiment);
    run.files().delete(run.samples("direct"), true);
    Sample.run(Run.of(spark, experiment));
    for (Row row : spark.read().parquet(run.samples("direct").toString()).collectAsList()) {
      List<Float> ofTokens = row.getList(row.fieldIndex("token_log_probabilities"));
      assertThat(ofTokens).hasSize(row.getAs("token_count"));
      assertThat(ofTokens.stream().mapToDouble(Float::doubleValue).sum())
          .isCloseTo(row.<Double>getAs("log_probability"), Offset.offset(1e-9));
    }
  }

  @Test
  void checkpointsThatAFinishedModelHasLeftAreRemoved(SparkSession spark) throws IOException {
    Path model = folder.resolve("small/models/direct");
    byte[] weights = Files.readAllBytes(model.resolve("model.safetensors"));
    Files.createDirectories(model.resolve("checkpoints/step-0000000012"));

    Train.run(Run.of(spark, experiment()));

    assertThat(model.resolve("checkpoints")).doesNotExist();
    assertThat(model.resolve("model.safetensors")).hasBinaryContent(weights);
  }

  @Test
  void theCurveIsOneLineForEachRound() throws IOException {
    RunFolder run = new RunFolder(new Configuration(), experiment());
    List<RoundReport> reports = MetricsFile.read(run.files(), run.model("direct"));
    assertThat(reports).extracting(RoundReport::step).containsExactly(5L, 10L, 12L);
    assertThat(reports).allMatch(report -> report.measuredValidationLoss().isPresent());
    assertThat(reports).allMatch(report -> report.roundSeconds() > report.seconds());
    List<Generation> answers = GenerationsFile.read(run.files(), run.model("direct"));
    assertThat(answers).extracting(Generation::step).containsExactly(5L, 10L, 12L);
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.text()).startsWith("Current State: "));
    assertThat(ModelFolder.read(run.files(), run.model("direct")).architecture().layers())
        .isEqualTo(1);
    assertThat(folder.resolve("small/models/direct/checkpoints")).doesNotExist();
  }

  /** A disk that has no more room when the checkpoint of step 10 is to be written. */
  public static final class FullDisk extends LocalFileSystem {
    @Override
    public FSDataOutputStream create(
        org.apache.hadoop.fs.Path file,
        FsPermission permission,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      if (file.getParent().getName().equals("step-0000000010")) {
        throw new IOException("No space left on device");
      }
      return super.create(
          file, permission, overwrite, bufferSize, replication, blockSize, progress);
    }
  }

  private static Run onFullDisk(SparkSession spark, Experiment experiment) {
    Configuration full = new Configuration();
    full.set("fs.file.impl", FullDisk.class.getName());
    full.setBoolean("fs.file.impl.disable.cache", true);
    return new Run(() -> spark, full, experiment, Overwrite.REFUSE);
  }

  @Test
  void theLearningCurveIsOfProblemsThatAreNotReportedOn(SparkSession spark) throws IOException {
    String key = "models.direct.training.validation.tuning-problems=";
    Experiment experiment = experiment(key + 3);
    RunFolder run = withoutModel();

    Train.run(Run.of(spark, experiment));

    List<RoundReport> rounds = MetricsFile.read(run.files(), run.model("direct"));
    assertThat(rounds).hasSize(3).allMatch(round -> round.tuningAccuracy() != null);
    assertThat(rounds).allMatch(round -> round.tuningAccuracy() * 3 % 1 == 0);
    assertThat(GenerationsFile.read(run.files(), run.model("direct"))).hasSize(3);
    assertThatThrownBy(() -> experiment(key + 4))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "at most 3, the problems of the validation split that models are not");
  }

  @Test
  void aModelIsTrainedFurtherTimesWithoutLosingTheFirst(SparkSession spark) throws IOException {
    Path models = folder.resolve("small/models");
    byte[] weights = Files.readAllBytes(models.resolve("direct/model.safetensors"));

    Experiment twice = experiment("models.direct.replicates=2");
    assertThat(Run.of(spark, twice).plan().model("direct").finished(new HashMap<>())).isTrue();
    Train.run(Run.of(spark, twice));
    Sample.run(Run.of(spark, twice));

    assertThat(models.resolve("direct/model.safetensors")).hasBinaryContent(weights);
    assertThat(Files.readAllBytes(models.resolve("direct.2/model.safetensors")))
        .isNotEqualTo(weights);
    assertThat(folder.resolve("small/samples/model=direct.2")).isDirectory();
  }

  @Test
  void whatIsOnlyWatchedMayChangeWhenATrainingIsInterruptedOrFinished(SparkSession spark)
      throws IOException {
    Experiment watchedAsBefore = experiment();
    Experiment watchedOtherwise =
        experiment(
            "models.direct.training.validation={every-steps=3, rows=0, generations=0}",
            "models.direct.training.checkpoints={every-steps=7, keep-last=1}",
            "models.direct.training.workers={executor-timeout-minutes=3, stall-timeout-minutes=3}");
    Path model = folder.resolve("small/models/direct");
    RunFolder run = new RunFolder(new Configuration(), watchedAsBefore);
    byte[] weights = Files.readAllBytes(model.resolve("model.safetensors"));
    String digest = Manifest.read(run.files(), run.model("direct")).orElseThrow().digest();
    run.files().delete(run.model("direct"), true);
    assertThatThrownBy(() -> Train.run(onFullDisk(spark, watchedAsBefore)))
        .isInstanceOf(IOException.class);
    assertThat(model.resolve("checkpoints/step-0000000005")).isDirectory();

    Train.run(Run.of(spark, watchedOtherwise));

    assertThat(model.resolve("model.safetensors")).hasBinaryContent(weights);
    assertThat(GenerationsFile.read(run.files(), run.model("direct"))).hasSize(1);
    assertThat(Manifest.read(run.files(), run.model("direct")).orElseThrow().digest())
        .isEqualTo(digest);
    assertThat(Run.of(spark, watchedAsBefore).plan().finished(StageName.TRAIN)).isTrue();
  }

  @Test
  void aLossThatIsNoNumberStopsTheRunAndKeepsTheCheckpoint(SparkSession spark) throws IOException {
    Experiment experiment =
        experiment(
            "models.direct.training.learning-rate=1e30",
            "models.direct.training.warmup-steps=0",
            "models.direct.training.round-steps=1",
            "models.direct.training.checkpoints.every-steps=1");
    withoutModel();
    assertThatThrownBy(() -> Train.run(Run.of(spark, experiment)))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("expected finite numbers; lower training.learning-rate")
        .hasMessageContaining("The newest checkpoint of direct stays in");
    assertThat(folder.resolve("small/models/direct/checkpoints/step-0000000001")).isDirectory();
  }

  private Experiment experiment(String... overrides) throws IOException {
    return experimentOf(folder, EXPERIMENT, overrides);
  }

  private static Experiment experimentOf(Path folder, String text, String... overrides)
      throws IOException {
    Path file = Files.writeString(folder.resolve("small.conf"), text);
    List<String> all = new ArrayList<>(List.of(overrides));
    all.add("runs=" + folder);
    return ExperimentFile.read(file, all);
  }

  private static List<Row> samples(SparkSession spark, RunFolder run) {
    return spark
        .read()
        .parquet(run.samples("direct").toString())
        .select("problem_id", "sample", "token_count")
        .collectAsList();
  }

  private Map<String, byte[]> sampleFiles() throws IOException {
    Map<String, byte[]> bytes = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve("small/samples/model=direct"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".parquet")).toList()) {
        if (!file.getFileName().toString().startsWith(".")) {
          bytes.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
      }
    }
    return bytes;
  }
}
