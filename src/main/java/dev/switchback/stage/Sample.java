package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.InputException;
import dev.switchback.cluster.CountedRows;
import dev.switchback.cluster.SampleTask;
import dev.switchback.dataset.ProblemRange;
import dev.switchback.dataset.TableFiles;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.family.Family;
import dev.switchback.model.ModelFolder;
import dev.switchback.model.Weights;
import dev.switchback.progress.Progress;
import dev.switchback.run.RunFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Draws completions of an experiment's problems from each of its models. The problems are cut into
 * ranges, each of which makes a file; a task completes several of them with a model on its device.
 * A killed run goes on with the files that are not there. In float32 on CPUs, and elsewhere up to
 * ties within rounding, it ends with the same bytes, however many tasks there are.
 */
public final class Sample {
  /** Tokens of a file, if all its completions reached the limit. */
  private static final int TOKENS_OF_FILE = 1 << 22;

  /**
   * Completions that a task has for each slot, where there are enough: at its end slots run empty,
   * and the model is loaded for each.
   */
  private static final int COMPLETIONS_OF_SLOT = 64;

  private final SparkSession session;
  private final JavaSparkContext spark;
  private final Experiment experiment;
  private final RunFolder run;
  private final RunPlan plan;
  private final Family family;

  private Sample(SparkSession session, Experiment experiment, RunFolder run) {
    this.session = session;
    this.spark = new JavaSparkContext(session.sparkContext());
    this.experiment = experiment;
    this.run = run;
    this.plan = new RunPlan(run, experiment);
    this.family = Family.of(experiment.problems(), experiment.seed());
  }

  /**
   * Samples from every model whose samples are not all there.
   *
   * @param overwrite whether samples that another configuration made may be removed
   */
  public static void run(
      SparkSession spark, Experiment experiment, RunFolder run, boolean overwrite)
      throws IOException {
    Sample stage = new Sample(spark, experiment, run);
    for (String name : experiment.models().keySet()) {
      Artifact artifact = stage.plan.samples(name);
      if (artifact.prepareToContinue(overwrite)) {
        stage.sample(name, artifact);
      }
    }
  }

  private void sample(String name, Artifact artifact) throws IOException {
    SamplingSettings settings = experiment.models().get(name).sampling();
    List<ProblemRange> ranges = ranges(settings);
    List<ProblemRange> missing = missing(ranges, artifact.path());
    long problems = problems(ranges);
    long completions = problems * settings.samples();
    long first = completions - problems(missing) * settings.samples();
    Broadcast<Weights> weights =
        spark.broadcast(ModelFolder.read(run.files(), plan.model(name).path()));
    spark.setJobDescription("Sample from " + name);
    try (Progress progress =
            Progress.continueAt(first, "Sampling " + name, completions, "completions");
        CountedRows counted =
            CountedRows.watch(session.sparkContext(), "completions of " + name, progress, first)) {
      LongAccumulator possible = session.sparkContext().longAccumulator("tokens of all slots");
      write(missing, writer(artifact.path(), settings, weights, counted, possible));
      progress.advanceTo(completions, counted.pace() + busy(counted, possible));
    } finally {
      weights.destroy();
    }
    artifact.finish(facts(artifact.path(), problems, completions));
  }

  /** The first problems of the split, in the order of their index. */
  private List<ProblemRange> ranges(SamplingSettings settings) {
    plan.problems().require();
    Path split = new Path(run.problems(), "split=" + settings.split());
    int completions = Math.max(1, TOKENS_OF_FILE / settings.maxTokens());
    return ProblemRange.cut(
        spark.hadoopConfiguration(),
        split,
        settings.problems(),
        Math.max(1, completions / settings.samples()));
  }

  private List<ProblemRange> missing(List<ProblemRange> ranges, Path folder) throws IOException {
    FileSystem files = run.files();
    files.mkdirs(folder);
    TableFiles.removeUnfinished(files, folder);
    List<ProblemRange> missing = new ArrayList<>();
    for (ProblemRange range : ranges) {
      if (!files.exists(new Path(folder, range.fileName()))) {
        missing.add(range);
      }
    }
    return missing;
  }

  private SampleWriter writer(
      Path folder,
      SamplingSettings settings,
      Broadcast<Weights> weights,
      CountedRows counted,
      LongAccumulator possible) {
    SampleTask task =
        new SampleTask(weights, family.tokenizer(), settings, experiment.seed(), threadsOfTask());
    return new SampleWriter(
        family,
        task,
        folder.toString(),
        new SerializableConfiguration(spark.hadoopConfiguration()),
        counted.counter(),
        counted.tokens(),
        possible);
  }

  private static String busy(CountedRows counted, LongAccumulator possible) {
    return possible.isZero()
        ? ""
        : String.format(
            Locale.ROOT, ", slots busy %.2f", (double) counted.tokens().value() / possible.value());
  }

  /** Ranges are dealt to tasks in turn, so that each has some of every part of the table. */
  private void write(List<ProblemRange> missing, SampleWriter writer) {
    if (missing.isEmpty()) {
      return;
    }
    SamplingSettings settings = writer.task().settings();
    long ofTask = (long) settings.slots() * COMPLETIONS_OF_SLOT;
    long wanted = problems(missing) * settings.samples() / ofTask;
    int tasks = (int) Math.min(missing.size(), Math.max(wanted, spark.defaultParallelism()));
    List<List<ProblemRange>> dealt =
        IntStream.range(0, tasks).mapToObj(task -> every(missing, task, tasks)).toList();
    spark.parallelize(dealt, tasks).foreach(ranges -> writer.write(ranges.iterator()));
  }

  private static List<ProblemRange> every(List<ProblemRange> ranges, int first, int step) {
    List<ProblemRange> own = new ArrayList<>();
    for (int i = first; i < ranges.size(); i += step) {
      own.add(ranges.get(i));
    }
    return own;
  }

  /** On a CPU, tasks share the cores of their executor. */
  private int threadsOfTask() {
    return spark.getConf().getInt("spark.task.cpus", 1);
  }

  private static long problems(List<ProblemRange> ranges) {
    return ranges.stream().mapToLong(ProblemRange::count).sum();
  }

  /** What was written, read back. */
  private Map<String, Object> facts(Path path, long problems, long completions) {
    Row written =
        session
            .read()
            .parquet(path.toString())
            .agg(functions.count("*"), functions.sum("token_count"))
            .first();
    if (written.getLong(0) != completions) {
      throw new InputException(
          "Cannot finish samples: "
              + path
              + " has "
              + written.getLong(0)
              + " rows, expected "
              + completions
              + "; remove the folder and run again");
    }
    return Map.of("problems", problems, "completions", completions, "tokens", written.getLong(1));
  }
}
