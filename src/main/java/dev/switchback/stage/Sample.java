package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.Artifact.Made;
import dev.switchback.artifact.InputException;
import dev.switchback.cluster.CountedRows;
import dev.switchback.cluster.SampleTask;
import dev.switchback.dataset.ProblemRange;
import dev.switchback.dataset.shard.TableFiles;
import dev.switchback.experiment.ModelSettings;
import dev.switchback.experiment.Replicate;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.model.ModelFolder;
import dev.switchback.model.Weights;
import dev.switchback.progress.Progress;
import dev.switchback.run.Run;
import dev.switchback.stage.Pipeline.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
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

  private final Run run;
  private final JavaSparkContext spark;

  private Sample(Run run) {
    this.run = run;
    this.spark = new JavaSparkContext(run.spark().sparkContext());
  }

  /**
   * The tables.
   *
   * @param samples by model
   */
  public record Result(Map<String, Made> samples) implements Stage.Result {
    @Override
    public List<Made> made() {
      return List.copyOf(samples.values());
    }
  }

  /** Samples from every model whose samples are not all there. */
  public static Result run(Run run) throws IOException {
    Sample stage = new Sample(run);
    Map<String, Made> samples = new LinkedHashMap<>();
    for (String name : run.experiment().sampled()) {
      Artifact artifact = run.plan().samples(name);
      samples.put(
          name,
          artifact.makeOrContinue(run.overwrite(), () -> stage.sample(name, artifact.path())));
    }
    return new Result(samples);
  }

  private Map<String, Object> sample(String name, Path folder) throws IOException {
    ModelSettings model = run.experiment().settings(name);
    SamplingSettings settings = model.sampling();
    List<ProblemRange> ranges = ranges(settings);
    List<ProblemRange> missing = missing(ranges, folder);
    long problems = problems(ranges);
    long completions = problems * settings.samples();
    long first = completions - problems(missing) * settings.samples();
    Broadcast<Weights> weights =
        spark.broadcast(ModelFolder.read(run.folder().files(), run.plan().model(name).path()));
    spark.setJobDescription("Sample from " + name);
    try (Progress progress =
            Progress.continueAt(first, "Sampling " + name, completions, "completions");
        CountedRows counted =
            CountedRows.watch(spark.sc(), "completions of " + name, progress, first)) {
      write(missing, writer(name, weights, counted));
      progress.advanceTo(completions, counted.pace());
    } finally {
      weights.destroy();
    }
    return facts(folder, problems, completions);
  }

  /** The first problems of the split, in the order of their index. */
  private List<ProblemRange> ranges(SamplingSettings settings) {
    run.plan().problems().require();
    Path split = new Path(run.folder().problems(), "split=" + settings.split());
    int completions = Math.max(1, TOKENS_OF_FILE / settings.maxTokens());
    return ProblemRange.cut(
        spark.hadoopConfiguration(),
        split,
        settings.problems(),
        Math.max(1, completions / settings.samples()));
  }

  private List<ProblemRange> missing(List<ProblemRange> ranges, Path folder) throws IOException {
    FileSystem files = run.folder().files();
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

  private SampleWriter writer(String name, Broadcast<Weights> weights, CountedRows counted) {
    ModelSettings model = run.experiment().settings(name);
    SampleTask task =
        new SampleTask(
            weights,
            run.family().tokenizer(),
            model.sampling(),
            Replicate.of(name).seed(run.experiment().seed()),
            threadsOfTask());
    return new SampleWriter(
        run.family(),
        model.style(),
        task,
        run.folder().samples(name).toString(),
        new SerializableConfiguration(spark.hadoopConfiguration()),
        counted.counter(),
        counted.tokens(),
        counted.possibleTokens());
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
    Row written = run.parquet(path).agg(functions.count("*"), functions.sum("token_count")).first();
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
