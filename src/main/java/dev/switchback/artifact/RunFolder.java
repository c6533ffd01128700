package dev.switchback.artifact;

import dev.switchback.config.EffectiveConfiguration;
import dev.switchback.config.Experiment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
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
    Path runs = new Path(experiment.runs());
    try {
      files = runs.getFileSystem(hadoop);
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

  /**
   * The import that problems are taken from, which lies elsewhere; empty if they are drawn.
   *
   * @throws InputException if its file system cannot be reached
   */
  public Optional<ArtifactFolder> imported() {
    return experiment.problems().imported()
        ? Optional.of(imported(new Path(experiment.problems().from())))
        : Optional.empty();
  }

  /** The figures of other runs that the report judges claims by as well. */
  public List<ArtifactFolder> metricsBeside() {
    return experiment.report().beside().stream()
        .map(
            name ->
                new ArtifactFolder(files, metricsBeside(name), "metrics of " + name, "evaluate"))
        .toList();
  }

  private Path metricsBeside(String name) {
    return new Path(beside(name), "metrics");
  }

  /** The folder of another run. */
  public Path beside(String name) {
    return new Path(root.getParent(), name);
  }

  private ArtifactFolder imported(Path path) {
    try {
      FileSystem own = path.getFileSystem(files.getConf());
      return new ArtifactFolder(own, own.makeQualified(path), "imported problems", "import");
    } catch (IOException unreachable) {
      throw new InputException(
          "Cannot reach the file system of problems.from = "
              + path
              + ": "
              + unreachable.getMessage(),
          unreachable);
    }
  }

  public Path traces() {
    return new Path(root, "traces");
  }

  /** A model's folder: checkpoints while it is trained, the finished model in the end. */
  public Path model(String name) {
    return new Path(root, "models/" + name);
  }

  /** The table of all completions, partitioned by model. */
  public Path samples() {
    return new Path(root, "samples");
  }

  public Path samples(String model) {
    return new Path(samples(), "model=" + model);
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
