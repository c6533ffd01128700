package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.RunFolder;
import dev.switchback.artifact.RunPlan;
import dev.switchback.cluster.CountedRows;
import dev.switchback.config.Experiment;
import dev.switchback.config.ProblemSettings;
import dev.switchback.dataset.IndexedTable;
import dev.switchback.dataset.ProblemRows;
import dev.switchback.dataset.ProblemTable;
import dev.switchback.dataset.TraceRows;
import dev.switchback.dataset.TraceTable;
import dev.switchback.progress.Progress;
import dev.switchback.puzzle.Split;
import dev.switchback.puzzle.countdown.CountdownGenerator;
import dev.switchback.trace.countdown.StyleMixture;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Makes an experiment's problems, and their traces in the styles that its models learn. Every row
 * is a function of seed, split and index alone.
 */
public final class Generate {
  private static final long PROBLEMS_PER_FILE = 1_000_000;
  private static final long TRACES_PER_FILE = 200_000;
  private static final List<Split> TRACED = List.of(Split.TRAIN, Split.VALIDATION);

  private final SparkSession spark;
  private final Experiment experiment;
  private final RunPlan plan;

  private Generate(SparkSession spark, Experiment experiment, RunFolder run) {
    this.spark = spark;
    this.experiment = experiment;
    this.plan = new RunPlan(run, experiment);
  }

  /**
   * Makes what is not finished of problems and traces.
   *
   * @param overwrite whether what another configuration made may be removed
   * @throws dev.switchback.config.ConfigurationException before any work, if the settings leave too
   *     few problems
   */
  public static void run(
      SparkSession spark, Experiment experiment, RunFolder run, boolean overwrite)
      throws IOException {
    Generate stage = new Generate(spark, experiment, run);
    Map<String, StyleMixture> styles = TraceStyles.of(experiment.models());
    stage.requireEnoughProblems();
    Artifact problems = stage.plan.problems();
    if (problems.prepare(overwrite)) {
      stage.makeProblems(problems);
    }
    Artifact traces = stage.plan.traces();
    if (traces.prepare(overwrite)) {
      stage.makeTraces(traces, styles);
    }
  }

  /** Draws the last problem of each split, which needs all before it where they are distinct. */
  private void requireEnoughProblems() {
    CountdownGenerator generator = new CountdownGenerator(experiment.problems(), experiment.seed());
    for (Split split : Split.values()) {
      if (rows(split) > 0) {
        generator.problem(split, rows(split) - 1);
      }
    }
  }

  private void makeProblems(Artifact artifact) throws IOException {
    for (Split split : Split.values()) {
      if (rows(split) > 0) {
        ProblemRows source = new ProblemRows(settings(), experiment.seed(), split);
        IndexedTable table =
            new IndexedTable(ProblemTable.SCHEMA, source, rows(split), PROBLEMS_PER_FILE);
        write(table, folder(artifact.path(), split), split.key() + " problems");
      }
    }
    artifact.finish(
        GenerateFacts.ofProblems(spark, artifact.path(), settings(), experiment.seed()));
  }

  private void makeTraces(Artifact artifact, Map<String, StyleMixture> styles) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (Map.Entry<String, StyleMixture> style : styles.entrySet()) {
      Path folder = new Path(artifact.path(), "style=" + style.getKey());
      for (Split split : TRACED) {
        TraceRows source = new TraceRows(settings(), experiment.seed(), split, style.getValue());
        IndexedTable table =
            new IndexedTable(TraceTable.SCHEMA, source, rows(split), TRACES_PER_FILE);
        write(table, folder(folder, split), split.key() + " traces, " + style.getKey());
      }
      facts.put(style.getKey(), GenerateFacts.ofTraces(spark, folder, TRACED));
    }
    artifact.finish(facts);
  }

  private void write(IndexedTable table, Path folder, String what) {
    spark.sparkContext().setJobDescription("Write " + what);
    try (Progress progress = Progress.start("Writing " + what, table.rows(), "rows");
        CountedRows counted = CountedRows.watch(spark.sparkContext(), what, progress)) {
      table.write(spark, folder, settings().partitions(), counted.counter());
      progress.advanceTo(table.rows(), "");
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
}
