package dev.switchback.publish;

import dev.switchback.artifact.InputException;
import dev.switchback.artifact.WholeFiles;
import dev.switchback.claim.Approach;
import dev.switchback.claim.Competence.LateGain;
import dev.switchback.claim.Competence.TrainingEnd;
import dev.switchback.claim.JudgedRun;
import dev.switchback.claim.JudgedRun.JudgedModel;
import dev.switchback.dataset.MetricTable;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.experiment.Replicate;
import dev.switchback.family.Family;
import dev.switchback.grpo.StepReport;
import dev.switchback.metric.Measurement;
import dev.switchback.run.Run;
import dev.switchback.run.RunFolder;
import dev.switchback.train.MetricsFile;
import dev.switchback.train.RoundReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.hadoop.fs.Path;

/** The runs that claims are judged by: the run of the report, and those beside it. */
public final class ClaimedRuns {
  private final Run run;

  public ClaimedRuns(Run run) {
    this.run = run;
  }

  /**
   * Reads them.
   *
   * @param measurements of the run of the report
   * @throws InputException if a run beside it has no configuration
   */
  public List<JudgedRun> read(List<Measurement> measurements) throws IOException {
    List<JudgedRun> runs = new ArrayList<>();
    runs.add(judged(run.experiment(), run.folder().root(), measurements));
    for (String name : run.experiment().report().compareWith()) {
      Path beside = run.folder().other(name);
      Experiment other = experiment(RunFolder.effectiveConfiguration(beside));
      runs.add(judged(other, beside, measurements(run, new Path(beside, "metrics"))));
    }
    return runs;
  }

  /** Reads a table of metrics. */
  public static List<Measurement> measurements(Run run, Path metrics) {
    return run.parquet(metrics, MetricTable.SCHEMA).collectAsList().stream()
        .map(MetricTable::measurement)
        .toList();
  }

  private Experiment experiment(Path file) throws IOException {
    if (!run.folder().files().exists(file)) {
      throw new InputException(
          "Cannot read the configuration of a run in report.compare-with: there is no "
              + file
              + ", expected the file that every command keeps there; run `evaluate` for it again");
    }
    return ExperimentFile.ofText(WholeFiles.readText(run.folder().files(), file), file.toString());
  }

  private JudgedRun judged(Experiment experiment, Path root, List<Measurement> measurements) {
    return new JudgedRun(
        experiment.name(),
        experiment.problems().family(),
        Family.of(experiment.problems(), experiment.seed()).variant(),
        experiment.evaluation().confidence(),
        experiment.models().entrySet().stream()
            .map(
                model ->
                    new JudgedModel(
                        model.getKey(),
                        Approach.of(model.getValue(), experiment.searches()),
                        model.getValue().sampling().temperature(),
                        isReinforced(experiment, model.getKey()),
                        trainingFlops(experiment, root, model.getKey()),
                        trainingEnds(experiment, root, model.getKey())))
            .toList(),
        measurements);
  }

  /** How the trainings of a model ended; those without a curve are left out. */
  private List<TrainingEnd> trainingEnds(Experiment experiment, Path root, String model) {
    int problems =
        experiment.settings(experiment.training(model)).training().validation().tuningProblems();
    if (isReinforced(experiment, model)) {
      return List.of();
    }
    return experiment.sampled().stream()
        .filter(name -> Replicate.of(name).model().equals(model))
        .map(name -> new Path(root, "models/" + experiment.training(name)))
        .map(folder -> MetricsFile.readIfThere(run.folder().files(), folder, RoundReport.class))
        .filter(rounds -> !rounds.isEmpty())
        .map(rounds -> trainingEnd(rounds, problems))
        .toList();
  }

  private static TrainingEnd trainingEnd(List<RoundReport> rounds, int problems) {
    double lastTenth = 0.9 * rounds.get(rounds.size() - 1).step();
    double loss =
        rounds.stream()
            .filter(round -> round.step() > lastTenth)
            .mapToDouble(RoundReport::loss)
            .average()
            .orElseThrow();
    OptionalDouble heldOut =
        rounds.stream()
            .map(RoundReport::measuredValidationLoss)
            .filter(OptionalDouble::isPresent)
            .reduce((first, second) -> second)
            .orElse(OptionalDouble.empty());
    return new TrainingEnd(loss, heldOut, lateGain(rounds, lastTenth, problems));
  }

  private static Optional<LateGain> lateGain(
      List<RoundReport> rounds, double lastTenth, int problems) {
    List<RoundReport> asked =
        rounds.stream().filter(round -> round.tuningAccuracy() != null).toList();
    return asked.stream()
        .filter(round -> round.step() <= lastTenth)
        .reduce((first, second) -> second)
        .map(
            before ->
                new LateGain(
                    before.tuningAccuracy(),
                    asked.get(asked.size() - 1).tuningAccuracy(),
                    problems));
  }

  private static boolean isReinforced(Experiment experiment, String model) {
    return experiment.settings(experiment.training(model)).reinforced();
  }

  /** What the training curves of a model end with, that of its base among them. */
  private OptionalDouble trainingFlops(Experiment experiment, Path root, String model) {
    String training = experiment.training(model);
    Path folder = new Path(root, "models/" + training);
    if (!experiment.settings(training).reinforced()) {
      return trainingFlops(folder);
    }
    List<StepReport> steps =
        MetricsFile.readIfThere(run.folder().files(), folder, StepReport.class);
    OptionalDouble base = trainingFlops(new Path(root, "models/" + experiment.base(training)));
    return base.isEmpty() || steps.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(base.getAsDouble() + steps.get(steps.size() - 1).trainingFlops());
  }

  /** What the training curve in a model's folder ends with, empty where there is none. */
  OptionalDouble trainingFlops(Path model) {
    List<RoundReport> rounds =
        MetricsFile.readIfThere(run.folder().files(), model, RoundReport.class);
    return rounds.isEmpty() || rounds.get(rounds.size() - 1).trainingFlops() == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(rounds.get(rounds.size() - 1).trainingFlops());
  }
}
