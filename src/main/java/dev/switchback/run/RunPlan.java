package dev.switchback.run;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.ArtifactFolder;
import dev.switchback.artifact.InputException;
import dev.switchback.artifact.Locations;
import dev.switchback.artifact.Manifest;
import dev.switchback.dataset.ChanceTable;
import dev.switchback.dataset.DistributionTable;
import dev.switchback.dataset.MetricTable;
import dev.switchback.dataset.ProblemRange;
import dev.switchback.dataset.SampleTable;
import dev.switchback.dataset.ScoreTable;
import dev.switchback.dataset.shard.Shard;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.Identities;
import dev.switchback.experiment.StageName;
import dev.switchback.family.Family;
import dev.switchback.family.TraceTable;
import dev.switchback.importer.ImportTable;
import dev.switchback.report.page.ReportContent;
import dev.switchback.router.PredictionTable;
import dev.switchback.train.Checkpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Every folder of a run with what it is made from and the format of its files: the straight line
 * from problems to report.
 */
public final class RunPlan {
  private final RunFolder run;
  private final Experiment experiment;
  private final Family family;
  private final Identities identities;
  private final Map<Path, Manifest> found = new HashMap<>();

  /**
   * @param family of the experiment's problems
   */
  RunPlan(RunFolder run, Experiment experiment, Family family) {
    this.run = run;
    this.experiment = experiment;
    this.family = family;
    this.identities = new Identities(experiment);
  }

  public Artifact problems() {
    Map<String, String> cut = new TreeMap<>(identities.cut());
    cut.put("shards", String.valueOf(Shard.CUT));
    return new Artifact(
        folder(run.problems(), "problems", family.problemFormat(), StageName.GENERATE),
        identities.problems(),
        List.of(),
        imported().stream().toList(),
        new Artifact.Cut(cut, Optional.empty()));
  }

  /**
   * The import that problems are taken from, which lies elsewhere; empty if they are drawn.
   *
   * @throws InputException if its file system cannot be reached
   */
  public Optional<ArtifactFolder> imported() {
    return experiment.problems().imported()
        ? Optional.of(imported(Locations.path(experiment.problems().from())))
        : Optional.empty();
  }

  private ArtifactFolder imported(Path path) {
    try {
      FileSystem own = Locations.files(path, run.files().getConf());
      return new ArtifactFolder(
          own, own.makeQualified(path), "imported problems", ImportTable.FORMAT, "import");
    } catch (IOException unreachable) {
      throw new InputException(
          "Cannot reach the file system of problems.from = "
              + path
              + ": "
              + unreachable.getMessage(),
          unreachable);
    }
  }

  public Artifact traces() {
    return new Artifact(
        folder(run.traces(), "traces", TraceTable.FORMAT, StageName.GENERATE),
        identities.traces(),
        List.of(problems()),
        List.of(),
        new Artifact.Cut(Map.of(), Optional.of(problems())));
  }

  /**
   * The training whose weights a model has.
   *
   * @param sampled the model, or one of its replicates
   */
  public Artifact model(String sampled) {
    String name = experiment.training(sampled);
    if (experiment.settings(name).reinforced()) {
      return artifact(
          folder(run.model(name), "models/" + name, Checkpoints.FORMAT, StageName.GRPO),
          identities.reinforced(name),
          problems(),
          model(experiment.base(name)));
    }
    return artifact(
        folder(run.model(name), "models/" + name, Checkpoints.FORMAT, StageName.TRAIN),
        identities.model(name),
        traces());
  }

  /**
   * The completions of a model.
   *
   * @param name of the model, or of one of its replicates
   */
  public Artifact samples(String name) {
    String kind = "samples/model=" + name;
    return new Artifact(
        folder(run.samples(name), kind, SampleTable.FORMAT, StageName.SAMPLE),
        identities.samples(name),
        List.of(problems(), model(name)),
        List.of(),
        new Artifact.Cut(
            Map.of("ranges", String.valueOf(ProblemRange.CUT)), Optional.of(problems())));
  }

  public Artifact scores() {
    List<Artifact> inputs = new ArrayList<>(artifacts(StageName.SAMPLE));
    inputs.add(problems());
    return artifact(
        folder(run.scores(), "scores", ScoreTable.FORMAT, StageName.EVALUATE),
        identities.scores(),
        inputs.toArray(Artifact[]::new));
  }

  public Artifact metrics() {
    return artifact(
        folder(run.metrics(), "metrics", MetricTable.FORMAT, StageName.EVALUATE),
        identities.metrics(),
        scores());
  }

  public Artifact distributions() {
    return artifact(
        folder(run.distributions(), "distributions", DistributionTable.FORMAT, StageName.EVALUATE),
        identities.metrics(),
        scores());
  }

  /** Empty if there is no model of which chances are computed. */
  public Optional<Artifact> chances() {
    List<String> names = experiment.exactlyScored();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    List<Artifact> inputs = new ArrayList<>(List.of(scores()));
    names.forEach(name -> inputs.add(model(name)));
    return Optional.of(
        artifact(
            folder(run.chances(), "chances", ChanceTable.FORMAT, StageName.EVALUATE),
            identities.chances(),
            inputs.toArray(Artifact[]::new)));
  }

  /** Empty if problems are not routed. */
  public Optional<Artifact> router() {
    return experiment.evaluation().router().enabled()
        ? Optional.of(
            artifact(
                folder(run.router(), "router", PredictionTable.FORMAT, StageName.EVALUATE),
                identities.router(),
                scores()))
        : Optional.empty();
  }

  public Artifact report() {
    List<Artifact> inputs = new ArrayList<>(List.of(metrics(), distributions()));
    chances().ifPresent(inputs::add);
    router().ifPresent(inputs::add);
    return new Artifact(
        folder(run.report(), "report", ReportContent.FORMAT, StageName.REPORT),
        identities.report(),
        inputs,
        comparedMetrics(),
        Artifact.Cut.NONE);
  }

  /** The figures of other runs that the report judges claims by as well. */
  public List<ArtifactFolder> comparedMetrics() {
    return experiment.report().compareWith().stream()
        .map(
            name ->
                folder(
                    run.comparedMetrics(name),
                    "metrics of " + name,
                    MetricTable.FORMAT,
                    StageName.EVALUATE))
        .toList();
  }

  /** What a stage makes, in the order in which it makes it. */
  public List<Artifact> artifacts(StageName stage) {
    return switch (stage) {
      case GENERATE -> List.of(problems(), traces());
      case TRAIN -> experiment.trained().stream().map(this::model).toList();
      case SAMPLE -> experiment.sampled().stream().map(this::samples).toList();
      case GRPO -> experiment.reinforced().stream().map(this::model).toList();
      case EVALUATE -> {
        List<Artifact> evaluated = new ArrayList<>(List.of(scores(), metrics(), distributions()));
        chances().ifPresent(evaluated::add);
        router().ifPresent(evaluated::add);
        yield evaluated;
      }
      case REPORT -> List.of(report());
    };
  }

  /** Whether there is nothing left to do for a stage. */
  public boolean finished(StageName stage) {
    return artifacts(stage).stream().allMatch(artifact -> artifact.finished(found))
        && noCheckpoints(stage);
  }

  /** A training that was killed at its very end has finished its model and left checkpoints. */
  private boolean noCheckpoints(StageName stage) {
    List<String> names =
        switch (stage) {
          case TRAIN -> experiment.trained();
          case GRPO -> experiment.reinforced();
          default -> List.of();
        };
    try {
      for (String name : names) {
        if (run.files().exists(run.checkpoints(name))) {
          return false;
        }
      }
      return true;
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot look into " + run.root(), unreadable);
    }
  }

  private ArtifactFolder folder(Path path, String kind, int format, StageName stage) {
    return new ArtifactFolder(run.files(), path, kind, format, stage.key());
  }

  private static Artifact artifact(
      ArtifactFolder folder, String configuration, Artifact... inputs) {
    return new Artifact(folder, configuration, List.of(inputs), List.of(), Artifact.Cut.NONE);
  }
}
