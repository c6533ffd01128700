package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.Overwrite;
import dev.switchback.experiment.StageName;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs stages in their order and skips what is finished. */
public final class Pipeline {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  private final Map<StageName, Stage> stages;
  private final PrintStream messages;

  /**
   * Makes a pipeline.
   *
   * @param stages what runs under each name
   * @param messages where a line for each stage is written
   */
  public Pipeline(Map<StageName, Stage> stages, PrintStream messages) {
    this.stages = Map.copyOf(stages);
    this.messages = messages;
  }

  /**
   * Runs stages. The run is asked for its session only when there is work to do.
   *
   * @param names in the order of a run
   * @throws dev.switchback.config.ConfigurationException if a folder of another configuration is in
   *     the way, before anything is done
   */
  public void run(Run run, List<StageName> names) throws IOException {
    RunPlan plan = run.plan();
    if (run.overwrite() == Overwrite.REFUSE) {
      names.stream().flatMap(name -> plan.artifacts(name).stream()).forEach(Artifact::refuseOther);
    }
    for (StageName name : names) {
      if (plan.finished(name)) {
        messages.println(name.key() + ": finished before");
      } else {
        run.folder().keepConfiguration();
        run(name, run);
      }
    }
  }

  private void run(StageName name, Run run) throws IOException {
    long started = System.nanoTime();
    String group = name.key() + " " + run.experiment().name();
    run.spark().sparkContext().setJobGroup(name.key(), group, false);
    for (Artifact.Made made : stages.get(name).run(run).made()) {
      LOG.info("{}: {} has {}", name.key(), made.folder(), made.facts());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    messages.println(name.key() + ": done in " + took.toSeconds() + " s");
  }
}
