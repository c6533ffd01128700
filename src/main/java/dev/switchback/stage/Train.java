package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.RunFolder;
import dev.switchback.artifact.RunPlan;
import dev.switchback.cluster.TrainingRound;
import dev.switchback.config.Experiment;
import dev.switchback.config.ModelSettings;
import dev.switchback.config.TrainingSettings;
import dev.switchback.dataset.Family;
import dev.switchback.model.Architecture;
import dev.switchback.progress.Progress;
import dev.switchback.puzzle.Split;
import dev.switchback.token.Tokenizer;
import dev.switchback.train.Checkpoints;
import dev.switchback.train.DivergedException;
import dev.switchback.train.RoundReport;
import dev.switchback.train.TrainingLoop;
import dev.switchback.train.TrainingState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Trains each model of an experiment on its traces, in rounds. A training that was interrupted goes
 * on from its newest checkpoint and ends with the same weights, bit for bit.
 */
public final class Train {
  private final JavaSparkContext spark;
  private final Experiment experiment;
  private final RunFolder run;
  private final RunPlan plan;
  private final Tokenizer tokenizer;

  private Train(SparkSession session, Experiment experiment, RunFolder run) {
    this.spark = new JavaSparkContext(session.sparkContext());
    this.experiment = experiment;
    this.run = run;
    this.plan = new RunPlan(run, experiment);
    this.tokenizer = Family.of(experiment.problems(), experiment.seed()).tokenizer();
  }

  /**
   * Trains every model that is not finished.
   *
   * @param overwrite whether models that another configuration made may be removed
   */
  public static void run(
      SparkSession spark, Experiment experiment, RunFolder run, boolean overwrite)
      throws IOException {
    Train stage = new Train(spark, experiment, run);
    for (String name : experiment.models().keySet()) {
      Artifact artifact = stage.plan.model(name);
      if (artifact.prepareToContinue(overwrite)) {
        stage.train(name, artifact);
      }
    }
  }

  private void train(String name, Artifact artifact) throws IOException {
    ModelSettings settings = experiment.models().get(name);
    TrainingSettings training = settings.training();
    Architecture architecture = Architecture.of(settings.architecture(), tokenizer.size());
    Checkpoints checkpoints =
        new Checkpoints(
            run.files(), artifact.path(), tokenizer, training.checkpoints(), experiment.seed());
    Checkpoints.Saved saved =
        checkpoints
            .newest(architecture)
            .orElseGet(
                () ->
                    new Checkpoints.Saved(
                        TrainingState.initial(architecture, experiment.seed()), List.of()));
    TrainingState state = saved.state();
    List<RoundReport> reports = new ArrayList<>(saved.reports());
    TrainingRound round = round(settings);
    try (Progress progress =
        Progress.continueAt(state.step(), "Training " + name, training.steps(), "steps")) {
      while (state.step() < training.steps()) {
        int steps = stepsOfRound(training, state.step());
        boolean checkpoint = checkpointAfter(training, state.step(), steps);
        spark.setJobDescription("Train " + name + " from step " + state.step());
        TrainingLoop.Round done = round.run(spark, state, steps, checkpoint, threads());
        state = done.state();
        reports.add(done.report());
        progress.advanceTo(state.step(), detail(done.report()));
        if (checkpoint) {
          checkpoints.save(state, reports);
        }
      }
    } catch (DivergedException diverged) {
      throw diverged.keeping(
          "The newest checkpoint of " + name + " stays in " + artifact.path() + "/checkpoints");
    }
    checkpoints.publish();
    artifact.finish(facts(architecture, reports));
    checkpoints.discard();
  }

  private TrainingRound round(ModelSettings settings) {
    Path style = new Path(plan.traces().path(), "style=" + settings.style().key());
    return new TrainingRound(
        new SerializableConfiguration(spark.hadoopConfiguration()),
        split(style, Split.TRAIN),
        split(style, Split.VALIDATION),
        plan.traces().require().digest(),
        settings,
        experiment.seed(),
        tokenizer.pad());
  }

  private static String split(Path style, Split split) {
    return new Path(style, "split=" + split.key()).toString();
  }

  /** Rounds end at multiples of their length, wherever the training was taken up. */
  private static int stepsOfRound(TrainingSettings training, long step) {
    long end = (step / training.roundSteps() + 1) * training.roundSteps();
    return (int) (Math.min(end, training.steps()) - step);
  }

  private static boolean checkpointAfter(TrainingSettings training, long step, int steps) {
    long end = step + steps;
    return end == training.steps()
        || end / training.checkpoints().everySteps() > step / training.checkpoints().everySteps();
  }

  /** A round is one task, which has the whole executor to itself. */
  private int threads() {
    return spark.isLocal()
        ? spark.defaultParallelism()
        : spark.getConf().getInt("spark.executor.cores", 1);
  }

  private static String detail(RoundReport report) {
    return String.format(
        Locale.ROOT, "loss %.4f, %,.0f tokens/s", report.loss(), report.tokensPerSecond());
  }

  private static Map<String, Object> facts(Architecture architecture, List<RoundReport> reports) {
    RoundReport last = reports.get(reports.size() - 1);
    Map<String, Object> facts = new TreeMap<>();
    facts.put("parameters", architecture.parameterCount());
    facts.put("steps", last.step());
    facts.put("tokens", last.tokens());
    facts.put("loss", last.loss());
    last.measuredValidationLoss().ifPresent(loss -> facts.put("validation_loss", loss));
    return facts;
  }
}
