package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.Overwrite;
import dev.switchback.dataset.SampleTable;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.family.ProblemTable;
import dev.switchback.family.countdown.puzzle.CountdownGenerator;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.CountdownSettings;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.family.countdown.trace.CountdownStyle;
import dev.switchback.family.countdown.trace.CountdownTraces;
import dev.switchback.grpo.StepReport;
import dev.switchback.model.Architecture;
import dev.switchback.model.ModelFolder;
import dev.switchback.model.TestModels;
import dev.switchback.model.WeightStorage;
import dev.switchback.model.Weights;
import dev.switchback.puzzle.Split;
import dev.switchback.random.RandomStream;
import dev.switchback.report.data.SyntheticReinforcement;
import dev.switchback.run.Run;
import dev.switchback.token.Tokenizer;
import dev.switchback.train.MetricsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A run up to its samples, written without any model: direct answers are the solver's or random
 * play, chains are the solver's, every fifth cut short.
 */
public final class WrittenRun {
  static final int PROBLEMS = 40;
  static final int ANSWERS = 12;
  static final int CUT_AT = 60;

  private static final String CONFIGURATION =
      """
      name = written
      problems { numbers = 3, max-number = 9, min-target = 10, max-target = 30
        train = 100, validation = 40, unseen-target = 0 }
      models.direct {
        style = direct
        architecture { hidden-size = 16, layers = 1, attention-heads = 2, key-value-heads = 1
          feed-forward-size = 32, context-length = 256 }
        training { steps = 10, batch-tokens = 512 }
        sampling { max-tokens = 120, samples = 12 }
      }
      models.chains = ${models.direct} {
        style = backtracking
        searches = [dfs-sum]
        sampling { samples = 1, temperature = 0 }
      }
      evaluation { budgets = [60, 120, 240], pass-at = [1, 4], bootstrap-samples = 200
        random-play-samples = 8 }
      report { browsed-problems = 35, samples = 3 }
      """;

  public final Experiment experiment;
  public final Run run;
  private final SparkSession spark;
  private final CountdownGenerator generator;
  private final List<Drawn> drawn = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private long draws;

  private record Drawn(long draw, CountdownProblem problem) {}

  private WrittenRun(SparkSession spark, Experiment experiment) {
    this.spark = spark;
    this.experiment = experiment;
    this.run = Run.of(spark, experiment);
    this.generator =
        new CountdownGenerator(
            experiment.problems().of(CountdownSettings.class),
            experiment.problems().validationShare(),
            experiment.seed());
  }

  /** The experiment, with its runs in a folder. */
  public static Experiment experiment(Path folder, String... overrides) throws IOException {
    return experiment(folder, CONFIGURATION, List.of(overrides));
  }

  private static Experiment experiment(Path folder, String text, List<String> overrides)
      throws IOException {
    Path file = Files.writeString(folder.resolve("written.conf"), text);
    List<String> all = new ArrayList<>(overrides);
    all.add("runs=" + folder.resolve("runs"));
    return ExperimentFile.read(file, all);
  }

  public static WrittenRun write(SparkSession spark, Path folder, String... overrides)
      throws IOException {
    return write(spark, experiment(folder, overrides));
  }

  /**
   * With chains-again, for which the weights of chains are sampled once more, and rewarded, whose
   * answers are those of direct after rewards: some gained, some lost.
   */
  static WrittenRun writeVaried(SparkSession spark, Path folder) throws IOException {
    String varied =
        """
        models.chains-again = ${models.chains} { reuse-weights-from = chains }
        models.rewarded = ${models.direct} {
          reinforced-from = direct
          grpo { steps = 3, prompts = 16, monitoring.problems = 16 }
        }
        """;
    return write(spark, experiment(folder, CONFIGURATION + varied, List.of()));
  }

  private static WrittenRun write(SparkSession spark, Experiment experiment) throws IOException {
    WrittenRun written = new WrittenRun(spark, experiment);
    Generate.run(written.run);
    for (String model : written.experiment.trained()) {
      written.writeTraining(model);
    }
    for (String model : written.experiment.reinforced()) {
      written.writeReinforcement(model);
    }
    for (String model : written.experiment.sampled()) {
      written.writeSamples(model);
    }
    return written;
  }

  CountdownProblem problem(int index) {
    return drawn(index).problem();
  }

  String id(int index) {
    return ProblemTable.id("countdown", Split.VALIDATION, draw(index));
  }

  /** The draw that is the split's problem in this place: repeats are left out. */
  long draw(int index) {
    return drawn(index).draw();
  }

  private Drawn drawn(int index) {
    while (drawn.size() <= index) {
      CountdownProblem problem = generator.draw(Split.VALIDATION, draws).orElseThrow();
      if (seen.add(problem.canonicalKey())) {
        drawn.add(new Drawn(draws, problem));
      }
      draws++;
    }
    return drawn.get(index);
  }

  private void writeTraining(String model) throws IOException {
    Artifact artifact = run.plan().model(model);
    artifact.prepare(Overwrite.REFUSE);
    Path folder = Files.createDirectories(Path.of(artifact.path().toUri()));
    StringBuilder lines = new StringBuilder();
    for (int round = 1; round <= 5; round++) {
      lines.append(
          String.format(
              Locale.ROOT,
              "{\"step\":%d,\"tokens\":%d,\"loss\":%s,\"seconds\":30.0,\"validation_loss\":%s}\n",
              2 * round,
              1024 * round,
              3.0 / round,
              3.1 / round));
    }
    Files.writeString(folder.resolve("metrics.jsonl"), lines);
    writeWeights(artifact.path(), model);
    artifact.finish(Map.of("parameters", 12345, "loss", 0.6));
  }

  private void writeReinforcement(String model) throws IOException {
    Artifact artifact = run.plan().model(model);
    artifact.prepare(Overwrite.REFUSE);
    List<StepReport> steps =
        IntStream.rangeClosed(1, 3)
            .mapToObj(step -> SyntheticReinforcement.step(step, 0.3 + step / 10.0))
            .toList();
    MetricsFile.write(run.folder().files(), artifact.path(), steps, StepReport.class);
    writeWeights(artifact.path(), model);
    artifact.finish(Map.of("parameters", 12345));
  }

  /** Weights that learned nothing; what is sampled does not come from them. */
  private void writeWeights(org.apache.hadoop.fs.Path folder, String model) throws IOException {
    ModelFolder.write(
        run.folder().files(),
        folder,
        weights(model),
        CountdownTokenizer.INSTANCE,
        WeightStorage.FLOAT32);
  }

  Weights weights(String model) {
    return TestModels.formula(
        Architecture.of(
            experiment.settings(model).architecture(), CountdownTokenizer.INSTANCE.size()));
  }

  private void writeSamples(String model) throws IOException {
    Artifact artifact = run.plan().samples(model);
    artifact.prepare(Overwrite.REFUSE);
    int samples = experiment.settings(model).sampling().samples();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < PROBLEMS; i++) {
      for (int sample = 0; sample < samples; sample++) {
        rows.add(
            switch (model) {
              case "direct" -> answer(i, sample, solved(i, sample));
              case "rewarded" -> answer(i, sample, solvedAfterRewards(i, sample));
              default -> chain(i);
            });
      }
    }
    spark
        .createDataFrame(rows, SampleTable.SCHEMA)
        .write()
        .mode("append")
        .parquet(artifact.path().toString());
    artifact.finish(Map.of("completions", rows.size()));
  }

  /** Whether the answer is the solver's. */
  static boolean solved(int problem, int sample) {
    return RandomStream.of(9, "written-run", problem, sample).nextDouble() < problem / 60.0;
  }

  /** The same of the model that was trained by rewards: hard problems never, others often. */
  static boolean solvedAfterRewards(int problem, int sample) {
    return problem >= PROBLEMS / 4
        && RandomStream.of(10, "written-run", problem, sample).nextDouble() < 0.8;
  }

  private Row answer(int i, int sample, boolean solved) {
    String text =
        solved
            ? CountdownTraces.write(problem(i), CountdownStyle.DIRECT).text()
            : "%sExploring Operation: 1+1=3, Resulting Numbers: [3]\n3,3 equal: Goal Reached\n"
                .formatted(CountdownTraces.prompt(problem(i)));
    return sample(i, sample, text, Integer.MAX_VALUE);
  }

  private Row chain(int i) {
    String text = CountdownTraces.write(problem(i), CountdownStyle.DFS_SUM).text();
    return sample(i, 0, text, i % 5 == 0 ? CUT_AT : Integer.MAX_VALUE);
  }

  private Row sample(int i, int sample, String text, int limit) {
    Tokenizer tokenizer = CountdownTokenizer.INSTANCE;
    int prompt = tokenizer.encode(CountdownTraces.prompt(problem(i))).length;
    int[] all = tokenizer.encode(text);
    int[] ended = Arrays.copyOf(all, all.length + 1);
    ended[all.length] = tokenizer.end();
    boolean cut = ended.length - prompt > limit;
    int[] kept = cut ? Arrays.copyOf(ended, prompt + limit) : ended;
    return SampleTable.row(
        id(i),
        sample,
        experiment.seed(),
        0.7,
        Arrays.copyOfRange(kept, prompt, kept.length),
        tokenizer.decode(kept),
        prompt + 1,
        cut ? "length" : "stop",
        -1.0,
        null);
  }
}
