package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.StageName;
import dev.switchback.run.RunFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** Runs stages in their order and skips what is finished. */
public final class Pipeline {
  private final Map<StageName, Stage> stages;
  private final Supplier<SparkSession> spark;
  private final PrintStream messages;

  /**
   * Makes a pipeline.
   *
   * @param stages what runs under each name
   * @param spark asked for a session only when there is work to do
   * @param messages where a line for each stage is written
   */
  public Pipeline(
      Map<StageName, Stage> stages, Supplier<SparkSession> spark, PrintStream messages) {
    this.stages = Map.copyOf(stages);
    this.spark = spark;
    this.messages = messages;
  }

  /**
   * Runs stages of an experiment.
   *
   * @param names in the order of a run
   * @param overwrite whether what another configuration made may be removed
   * @throws dev.switchback.config.ConfigurationException if a folder of another configuration is in
   *     the way, before anything is done
   */
  public void run(Experiment experiment, RunFolder run, List<StageName> names, boolean overwrite)
      throws IOException {
    RunPlan plan = new RunPlan(run, experiment);
    if (!overwrite) {
      names.stream().flatMap(name -> plan.artifacts(name).stream()).forEach(Artifact::refuseOther);
    }
    for (StageName name : names) {
      if (plan.finished(name)) {
        messages.println(name.key() + ": finished before");
      } else {
        run.keepConfiguration();
        run(name, experiment, run, overwrite);
      }
    }
  }

  private void run(StageName name, Experiment experiment, RunFolder run, boolean overwrite)
      throws IOException {
    long started = System.nanoTime();
    SparkSession session = spark.get();
    session.sparkContext().setJobGroup(name.key(), name.key() + " " + experiment.name(), false);
    stages.get(name).run(session, experiment, run, overwrite);
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    messages.println(name.key() + ": done in " + took.toSeconds() + " s");
  }
}
