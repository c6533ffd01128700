package dev.switchback.run;

import dev.switchback.artifact.InputException;
import dev.switchback.artifact.Locations;
import dev.switchback.artifact.WholeFiles;
import dev.switchback.config.EffectiveConfiguration;
import dev.switchback.experiment.Experiment;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Where a run keeps what it makes, on any Hadoop file system. */
public final class RunFolder {
  private final Experiment experiment;
  private final FileSystem files;
  private final Path root;

  /**
   * @throws InputException if the file system that {@code runs} names cannot be reached
   */
  public RunFolder(Configuration hadoop, Experiment experiment) {
    this.experiment = experiment;
    Path runs = Locations.path(experiment.runs());
    try {
      files = Locations.files(runs, hadoop);
    } catch (IOException unreachable) {
      throw new InputException(
          "Cannot reach the file system of runs = "
              + experiment.runs()
              + ": "
              + unreachable.getMessage(),
          unreachable);
    }
    root = files.makeQualified(new Path(runs, experiment.name()));
  }

  public FileSystem files() {
    return files;
  }

  public Path root() {
    return root;
  }

  /** The effective configuration as it was when the run was last started. */
  public Path effectiveConfiguration() {
    return effectiveConfiguration(root);
  }

  /** The effective configuration of the run in a folder. */
  public static Path effectiveConfiguration(Path root) {
    return new Path(root, "effective.conf");
  }

  public Path problems() {
    return new Path(root, "problems");
  }

  /** The figures of another run. */
  public Path comparedMetrics(String name) {
    return new Path(other(name), "metrics");
  }

  /** The folder of another run. */
  public Path other(String name) {
    return new Path(root.getParent(), name);
  }

  public Path traces() {
    return new Path(root, "traces");
  }

  /** A model's folder: checkpoints while it is trained, the finished model in the end. */
  public Path model(String name) {
    return new Path(root, "models/" + name);
  }

  /** The states that a model's training has saved; not there once it is finished. */
  public Path checkpoints(String name) {
    return new Path(model(name), "checkpoints");
  }

  /** The table of all completions, partitioned by model. */
  public Path samples() {
    return new Path(root, "samples");
  }

  /**
   * The completions of a model.
   *
   * @param name of the model, or of one of its replicates
   */
  public Path samples(String name) {
    return new Path(samples(), "model=" + name);
  }

  public Path scores() {
    return new Path(root, "scores");
  }

  public Path metrics() {
    return new Path(root, "metrics");
  }

  /** How completions and problems are distributed, for charts. */
  public Path distributions() {
    return new Path(root, "distributions");
  }

  /** How probable it is that a model solves a problem in one try. */
  public Path chances() {
    return new Path(root, "chances");
  }

  /** What is learned of which model solves which problems: figures, predictions, pipelines. */
  public Path router() {
    return new Path(root, "router");
  }

  /** The folder of {@code report.html}, its tables as CSV and JSON beside it. */
  public Path report() {
    return new Path(root, "report");
  }

  /**
   * Makes the folder if need be, and keeps in it every value of the configuration.
   *
   * @throws UncheckedIOException if the folder cannot be written
   */
  public void keepConfiguration() {
    try {
      WholeFiles.write(files, effectiveConfiguration(), EffectiveConfiguration.render(experiment));
    } catch (IOException readOnly) {
      throw new UncheckedIOException(
          "Cannot write to "
              + root
              + ", expected a folder that can be written; set runs to another one: "
              + readOnly.getMessage(),
          readOnly);
    }
  }
}
