package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.RunFolder;
import dev.switchback.artifact.RunPlan;
import dev.switchback.cluster.CountedRows;
import dev.switchback.config.Experiment;
import dev.switchback.config.ProblemSettings;
import dev.switchback.config.SearchMixture;
import dev.switchback.dataset.DistinctSplit;
import dev.switchback.dataset.Draws;
import dev.switchback.dataset.Family;
import dev.switchback.dataset.ProblemTable;
import dev.switchback.dataset.Shard;
import dev.switchback.dataset.ShardedTable;
import dev.switchback.dataset.TableFiles;
import dev.switchback.dataset.Traced;
import dev.switchback.progress.Progress;
import dev.switchback.puzzle.Split;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/**
 * Makes an experiment's problems, and their traces in the styles that its models learn. Every row
 * is a function of seed, split and index alone. A killed run goes on with the shards that are not
 * there, and ends with the same bytes.
 */
public final class Generate {
  private static final List<Split> TRACED = List.of(Split.TRAIN, Split.VALIDATION);

  /** Where problems lie until they are known to be different; tables leave it out. */
  private static final String DRAWN = "_drawn";

  private final SparkSession spark;
  private final Experiment experiment;
  private final RunPlan plan;
  private final Family family;

  private Generate(SparkSession spark, Experiment experiment, RunFolder run) {
    this.spark = spark;
    this.experiment = experiment;
    this.plan = new RunPlan(run, experiment);
    this.family = Family.of(experiment.problems(), experiment.seed());
  }

  /**
   * Makes what is not finished of problems and traces.
   *
   * @param overwrite whether what another configuration made may be removed
   * @throws dev.switchback.config.ConfigurationException if the settings leave too few problems
   */
  public static void run(
      SparkSession spark, Experiment experiment, RunFolder run, boolean overwrite)
      throws IOException {
    Generate stage = new Generate(spark, experiment, run);
    Artifact problems = stage.plan.problems();
    if (problems.prepareToContinue(overwrite)) {
      stage.makeProblems(problems);
    }
    Artifact traces = stage.plan.traces();
    if (traces.prepareToContinue(overwrite)) {
      stage.makeTraces(traces, TraceStyles.of(experiment.models()));
    }
  }

  private void makeProblems(Artifact artifact) throws IOException {
    Path drawn = new Path(artifact.path(), DRAWN);
    for (Split split : family.splits(settings())) {
      Path folder = folder(artifact.path(), split);
      if (split == Split.TRAIN && settings().repeats()) {
        watched(split.key() + " problems", rows(split), counter -> draw(split, folder, counter));
      } else {
        watched(
            split.key() + " problems",
            2 * rows(split),
            counter -> drawDistinct(split, drawn, folder, counter));
      }
    }
    Map<String, Object> facts = new TreeMap<>(family.facts());
    facts.put("seed", experiment.seed());
    facts.putAll(GenerateFacts.ofProblems(spark, artifact.path(), family));
    drawn.getFileSystem(spark.sparkContext().hadoopConfiguration()).delete(drawn, true);
    artifact.finish(facts);
  }

  private void draw(Split split, Path folder, LongAccumulator counter) throws IOException {
    List<Shard> shards = Shard.cut(0, 0, rows(split), settings().rowsPerFile());
    new ShardedTable(ProblemTable.writer(family), new Draws(family, split))
        .write(spark, folder, shards, counter);
  }

  /** Training leaves out the same problem, the other splits also the same in another guise. */
  private void drawDistinct(Split split, Path drawn, Path folder, LongAccumulator counter)
      throws IOException {
    String key = split == Split.TRAIN ? family.exactKey() : family.canonicalKey();
    DistinctSplit.of(family, split, key, drawn, settings().rowsPerFile())
        .write(spark, folder, rows(split), counter);
  }

  private void makeTraces(Artifact artifact, Map<String, SearchMixture> styles) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (Map.Entry<String, SearchMixture> style : styles.entrySet()) {
      Path folder = new Path(artifact.path(), "style=" + style.getKey());
      for (Split split : TRACED) {
        watched(
            split.key() + " traces, " + style.getKey(),
            rows(split),
            counter -> trace(split, style.getValue(), folder(folder, split), counter));
      }
      facts.put(style.getKey(), GenerateFacts.ofTraces(spark, folder, TRACED));
    }
    artifact.finish(facts);
  }

  private void trace(Split split, SearchMixture searches, Path folder, LongAccumulator counter)
      throws IOException {
    Path problems = folder(plan.problems().path(), split);
    List<Shard> shards = TableFiles.shards(spark.sparkContext().hadoopConfiguration(), problems);
    new ShardedTable(
            family.traceTable().writer(), new Traced(family, split, problems.toString(), searches))
        .write(spark, folder, shards, counter);
  }

  private void watched(String what, long rows, Work work) throws IOException {
    spark.sparkContext().setJobDescription("Write " + what);
    try (Progress progress = Progress.start("Writing " + what, rows, "rows");
        CountedRows counted = CountedRows.watch(spark.sparkContext(), what, progress)) {
      work.write(counted.counter());
      progress.advanceTo(rows, "");
    }
  }

  private ProblemSettings settings() {
    return experiment.problems();
  }

  private long rows(Split split) {
    return settings().rows(split.key());
  }

  private static Path folder(Path table, Split split) {
    return new Path(table, "split=" + split.key());
  }

  /** What is done while a counter is watched. */
  private interface Work {
    void write(LongAccumulator counter) throws IOException;
  }
}
