package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.InputException;
import dev.switchback.artifact.RunFolder;
import dev.switchback.artifact.RunPlan;
import dev.switchback.cluster.CountedRows;
import dev.switchback.cluster.SampleTask;
import dev.switchback.config.Experiment;
import dev.switchback.config.SamplingSettings;
import dev.switchback.dataset.Family;
import dev.switchback.dataset.SampleTable;
import dev.switchback.model.ModelFolder;
import dev.switchback.model.Weights;
import dev.switchback.progress.Progress;
import dev.switchback.random.RandomStream;
import dev.switchback.sample.Completion;
import dev.switchback.sample.Prompt;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Question;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.util.LongAccumulator;

/**
 * Draws completions of an experiment's problems from each of its models. A task takes a slice of
 * the problems and completes them with a model on its own device; the rows are the same however
 * many tasks there are.
 */
public final class Sample {
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
   * Samples from every model whose samples are not there.
   *
   * @param overwrite whether samples that another configuration made may be removed
   */
  public static void run(
      SparkSession spark, Experiment experiment, RunFolder run, boolean overwrite)
      throws IOException {
    Sample stage = new Sample(spark, experiment, run);
    for (String name : experiment.models().keySet()) {
      Artifact artifact = stage.plan.samples(name);
      if (artifact.prepare(overwrite)) {
        stage.sample(name, artifact);
      }
    }
  }

  private void sample(String name, Artifact artifact) throws IOException {
    SamplingSettings settings = experiment.models().get(name).sampling();
    List<SampledProblem> problems = problems(settings);
    long completions = (long) problems.size() * settings.samples();
    Broadcast<Weights> weights = spark.broadcast(ModelFolder.read(run.files(), run.model(name)));
    try (Progress progress = Progress.start("Sampling " + name, completions, "completions");
        CountedRows counted =
            CountedRows.watch(session.sparkContext(), "completions of " + name, progress)) {
      spark.setJobDescription("Sample from " + name);
      JavaRDD<Row> rows = rows(problems, settings, weights, counted.counter());
      session
          .createDataFrame(rows, SampleTable.SCHEMA)
          .write()
          .mode(SaveMode.Append)
          .option("compression", "zstd")
          .parquet(artifact.path().toString());
      progress.advanceTo(completions, "");
    } finally {
      weights.destroy();
    }
    artifact.finish(facts(artifact.path(), problems.size(), completions));
  }

  private JavaRDD<Row> rows(
      List<SampledProblem> problems,
      SamplingSettings settings,
      Broadcast<Weights> weights,
      LongAccumulator counter) {
    SampleTask task =
        new SampleTask(weights, family.tokenizer(), settings, experiment.seed(), threadsOfTask());
    int slices = Math.max(1, Math.min(spark.defaultParallelism(), problems.size()));
    return spark
        .parallelize(problems, slices)
        .mapPartitions(
            slice -> {
              List<SampledProblem> own = new ArrayList<>();
              slice.forEachRemaining(own::add);
              Iterator<Completion> completions =
                  task.decoder().complete(prompts(task.tokenizer(), own, settings.samples()));
              return new RowIterator(completions, own, task, counter);
            });
  }

  /** Every sample of every problem. */
  private static Iterator<Prompt> prompts(
      Tokenizer tokenizer, List<SampledProblem> problems, int samples) {
    return IntStream.range(0, problems.size())
        .boxed()
        .flatMap(
            place ->
                IntStream.range(0, samples)
                    .mapToObj(sample -> problems.get(place).prompt(tokenizer, place, sample)))
        .iterator();
  }

  /** On a CPU, tasks share the cores of their executor. */
  private int threadsOfTask() {
    return spark.getConf().getInt("spark.task.cpus", 1);
  }

  /** The first problems of the split, in the order of their index. */
  private List<SampledProblem> problems(SamplingSettings settings) {
    plan.problems().require();
    Dataset<Row> split =
        session
            .read()
            .parquet(new Path(run.problems(), "split=" + settings.split()).toString())
            .orderBy("index");
    Dataset<Row> chosen = settings.problems() > 0 ? split.limit(settings.problems()) : split;
    return chosen.collectAsList().stream()
        .map(row -> new SampledProblem(row.getAs("problem_id"), family.question(row)))
        .toList();
  }

  /** What was written, read back. */
  private Map<String, Object> facts(Path path, int problems, long completions) {
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

  /** A problem as a task needs it. */
  private record SampledProblem(String id, Question question) implements Serializable {
    Prompt prompt(Tokenizer tokenizer, int place, int sample) {
      int[] tokens = tokenizer.startedWith(question.prompt());
      return new Prompt(place, RandomStream.hash(0, id), sample, tokens);
    }
  }

  /** Completions as rows of the table. */
  private record RowIterator(
      Iterator<Completion> completions,
      List<SampledProblem> problems,
      SampleTask task,
      LongAccumulator counter)
      implements Iterator<Row> {

    @Override
    public boolean hasNext() {
      return completions.hasNext();
    }

    @Override
    public Row next() {
      Completion completion = completions.next();
      counter.add(1);
      Prompt prompt = completion.prompt();
      return SampleTable.row(
          problems.get(prompt.problem()).id(),
          prompt.sample(),
          task.seed(),
          task.settings().temperature(),
          completion.tokens(),
          task.tokenizer().decode(completion.withPrompt()),
          prompt.tokens().length,
          completion.finish().key(),
          completion.logProbability());
    }
  }
}
