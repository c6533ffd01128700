package dev.switchback.artifact;

import dev.switchback.config.ContentKeys;
import dev.switchback.config.Experiment;
import dev.switchback.config.StageName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** Every folder of a run with what it is made from: the straight line from problems to report. */
public final class RunPlan {
  private final RunFolder run;
  private final Experiment experiment;
  private final ContentKeys keys;

  public RunPlan(RunFolder run, Experiment experiment) {
    this.run = run;
    this.experiment = experiment;
    this.keys = new ContentKeys(experiment);
  }

  public Artifact problems() {
    ArtifactFolder folder =
        new ArtifactFolder(run.files(), run.problems(), "problems", StageName.GENERATE.key());
    return new Artifact(folder, keys.problems(), List.of(), run.imported().stream().toList());
  }

  public Artifact traces() {
    return artifact(run.traces(), "traces", StageName.GENERATE, keys.traces(), problems());
  }

  /** The training whose weights a model has. */
  public Artifact model(String model) {
    String name = experiment.training(model);
    String kind = "models/" + name;
    return artifact(run.model(name), kind, StageName.TRAIN, keys.model(name), traces());
  }

  public Artifact samples(String model) {
    String kind = "samples/model=" + model;
    return artifact(
        run.samples(model), kind, StageName.SAMPLE, keys.samples(model), problems(), model(model));
  }

  public Artifact scores() {
    List<Artifact> inputs = new ArrayList<>(artifacts(StageName.SAMPLE));
    inputs.add(problems());
    return artifact(
        run.scores(), "scores", StageName.EVALUATE, keys.scores(), inputs.toArray(Artifact[]::new));
  }

  public Artifact metrics() {
    return artifact(run.metrics(), "metrics", StageName.EVALUATE, keys.metrics(), scores());
  }

  public Artifact distributions() {
    return artifact(
        run.distributions(), "distributions", StageName.EVALUATE, keys.metrics(), scores());
  }

  /** Empty if problems are not routed. */
  public Optional<Artifact> router() {
    return experiment.evaluation().router().enabled()
        ? Optional.of(artifact(run.router(), "router", StageName.EVALUATE, keys.router(), scores()))
        : Optional.empty();
  }

  public Artifact report() {
    List<Artifact> inputs = new ArrayList<>(List.of(metrics(), distributions()));
    router().ifPresent(inputs::add);
    Artifact report =
        artifact(
            run.report(),
            "report",
            StageName.REPORT,
            keys.report(),
            inputs.toArray(Artifact[]::new));
    return new Artifact(
        report.folder(), report.configuration(), report.inputs(), run.metricsBeside());
  }

  /** What a stage makes, in the order in which it makes it. */
  public List<Artifact> artifacts(StageName stage) {
    List<String> models = List.copyOf(experiment.models().keySet());
    return switch (stage) {
      case GENERATE -> List.of(problems(), traces());
      case TRAIN -> experiment.trained().stream().map(this::model).toList();
      case SAMPLE -> models.stream().map(this::samples).toList();
      case GRPO -> List.of();
      case EVALUATE -> {
        List<Artifact> evaluated = new ArrayList<>(List.of(scores(), metrics(), distributions()));
        router().ifPresent(evaluated::add);
        yield evaluated;
      }
      case REPORT -> List.of(report());
    };
  }

  /** Whether there is nothing left to do for a stage. */
  public boolean finished(StageName stage) {
    return artifacts(stage).stream().allMatch(Artifact::finished);
  }

  private Artifact artifact(
      Path path, String kind, StageName stage, String configuration, Artifact... inputs) {
    ArtifactFolder folder = new ArtifactFolder(run.files(), path, kind, stage.key());
    return new Artifact(folder, configuration, List.of(inputs), List.of());
  }
}
