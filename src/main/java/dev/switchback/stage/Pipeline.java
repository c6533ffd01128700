package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.FolderLock;
import dev.switchback.artifact.Overwrite;
import dev.switchback.experiment.StageName;
import dev.switchback.run.Run;
import dev.switchback.run.RunFolder;
import dev.switchback.run.RunPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs stages in their order and skips what is finished. */
public final class Pipeline {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  private final Map<StageName, Stage> stages;
  private final String command;
  private final PrintStream messages;
  private final FolderLock.Elsewhere elsewhere;

  /**
   * Makes a pipeline.
   *
   * @param stages what runs under each name
   * @param command as the user typed it, for others who want to work in the same folder
   * @param messages where a line for each stage is written
   * @param elsewhere what is done where another machine's process may work in the folder
   */
  public Pipeline(
      Map<StageName, Stage> stages,
      String command,
      PrintStream messages,
      FolderLock.Elsewhere elsewhere) {
    this.stages = Map.copyOf(stages);
    this.command = command;
    this.messages = messages;
    this.elsewhere = elsewhere;
  }

  /**
   * Runs stages. Only when there is work to do, the folder is locked, and the run asked for its
   * session.
   *
   * @param names in the order of a run
   * @throws dev.switchback.config.ConfigurationException if a folder of another configuration is in
   *     the way, before anything is done
   * @throws dev.switchback.artifact.LockException if another process works in the folder
   */
  public void run(Run run, List<StageName> names) throws IOException {
    RunPlan plan = run.plan();
    if (run.overwrite() == Overwrite.REFUSE) {
      names.stream().flatMap(name -> plan.artifacts(name).stream()).forEach(Artifact::refuseOther);
    }
    int done = 0;
    while (done < names.size() && isFinished(names.get(done), run)) {
      done++;
    }
    if (done < names.size()) {
      work(run, names.subList(done, names.size()));
    }
  }

  /** Another process may have finished the first of these before the folder was locked. */
  private void work(Run run, List<StageName> names) throws IOException {
    RunFolder folder = run.folder();
    try (FolderLock lock = FolderLock.take(folder.files(), folder.root(), command, elsewhere)) {
      for (StageName name : names) {
        if (!isFinished(name, run)) {
          folder.keepConfiguration();
          work(name, run, lock);
        }
      }
    }
  }

  private void work(StageName name, Run run, FolderLock lock) throws IOException {
    long started = System.nanoTime();
    String group = name.key() + " " + run.experiment().name();
    SparkContext spark = run.spark().sparkContext();
    spark.setJobGroup(name.key(), group, false);
    lock.whenLost(spark::cancelAllJobs);
    Stage.Result result;
    try {
      result = stages.get(name).run(run);
    } catch (IOException | RuntimeException failed) {
      lock.requireHeld();
      throw failed;
    }
    lock.requireHeld();
    for (Artifact.Made made : result.made()) {
      LOG.info("{}: {} has {}", name.key(), made.folder(), made.facts());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    messages.println(name.key() + ": done in " + took.toSeconds() + " s");
  }

  private boolean isFinished(StageName name, Run run) {
    boolean finished = run.plan().finished(name);
    if (finished && !run.plan().artifacts(name).isEmpty()) {
      messages.println(name.key() + ": finished before");
    }
    return finished;
  }

  /** One step of the straight line: reads the folders before its own, writes its own. */
  @FunctionalInterface
  public interface Stage {
    /** What a stage leaves. */
    interface Result {
      /** Its folders, in the order in which they are made. */
      List<Artifact.Made> made();
    }

    /** Makes what is not finished yet. */
    Result run(Run run) throws IOException;
  }
}
