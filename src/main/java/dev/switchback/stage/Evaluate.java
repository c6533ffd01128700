package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.Artifact.Made;
import dev.switchback.dataset.DistributionTable;
import dev.switchback.dataset.MetricTable;
import dev.switchback.dataset.ScoreTable;
import dev.switchback.evaluate.ChancesJob;
import dev.switchback.evaluate.MetricsJob;
import dev.switchback.evaluate.RouterJob;
import dev.switchback.evaluate.ScoresJob;
import dev.switchback.run.Run;
import dev.switchback.stage.Pipeline.Stage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Judges every completion by the strict verifier, has the reference players play the same problems,
 * and measures all of them, in Spark tasks.
 */
public final class Evaluate {
  private final Run run;

  private Evaluate(Run run) {
    this.run = run;
  }

  /**
   * What was judged, what was measured, and what was learned for routing.
   *
   * @param chances of success, empty if there is no model of which they are computed
   * @param router empty if problems are not routed
   */
  public record Result(
      Made scores, Made metrics, Made distributions, Optional<Made> chances, Optional<Made> router)
      implements Stage.Result {
    @Override
    public List<Made> made() {
      return Stream.of(Stream.of(scores, metrics, distributions), chances.stream(), router.stream())
          .flatMap(each -> each)
          .toList();
    }
  }

  /**
   * Writes scores, metrics, distributions, chances and what is learned for routing, if not there.
   */
  public static Result run(Run run) throws IOException {
    return new Evaluate(run).run();
  }

  private Result run() throws IOException {
    Made scores = scores();
    boolean metrics = run.plan().metrics().prepare(run.overwrite());
    boolean distributions = run.plan().distributions().prepare(run.overwrite());
    if (metrics || distributions) {
      measure(metrics, distributions);
    }
    return new Result(
        scores,
        run.plan().metrics().made(!metrics),
        run.plan().distributions().made(!distributions),
        makeIfWanted(
            run.plan().chances(),
            "Compute chances of success",
            folder -> new ChancesJob(run).write(folder)),
        makeIfWanted(
            run.plan().router(),
            "Learn which model solves which problems",
            folder -> new RouterJob(run).write(folder)));
  }

  private Made scores() throws IOException {
    Artifact scores = run.plan().scores();
    return scores.make(
        run.overwrite(),
        () -> {
          run.describe("Judge completions");
          return Map.of("completions", new ScoresJob(run).write(scores.path()));
        });
  }

  /** Both tables come from one pass over the scores. */
  private void measure(boolean metrics, boolean distributions) throws IOException {
    run.describe("Measure players");
    MetricsJob.Result measured =
        new MetricsJob(run.experiment(), run.family())
            .measure(
                run.parquet(run.folder().scores(), ScoreTable.SCHEMA),
                run.parquet(run.folder().problems()),
                run.spark().sparkContext().defaultParallelism());
    if (metrics) {
      List<Row> rows = measured.measurements().stream().map(MetricTable::row).toList();
      write(run.plan().metrics(), rows, MetricTable.SCHEMA);
    }
    if (distributions) {
      List<Row> rows = measured.distributions().stream().map(DistributionTable::row).toList();
      write(run.plan().distributions(), rows, DistributionTable.SCHEMA);
    }
  }

  private void write(Artifact artifact, List<Row> rows, StructType schema) throws IOException {
    run.write(artifact.path(), rows, schema);
    artifact.finish(Map.of("rows", rows.size()));
  }

  private Optional<Made> makeIfWanted(Optional<Artifact> wanted, String jobs, Writing writing)
      throws IOException {
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    Artifact artifact = wanted.get();
    return Optional.of(
        artifact.make(
            run.overwrite(),
            () -> {
              run.describe(jobs);
              return writing.write(artifact.path());
            }));
  }

  /** Writes a folder, and returns what is true of it. */
  private interface Writing {
    Map<String, Object> write(Path folder) throws IOException;
  }
}
