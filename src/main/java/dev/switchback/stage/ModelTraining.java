package dev.switchback.stage;

import dev.switchback.artifact.InputException;
import dev.switchback.artifact.Locations;
import dev.switchback.cluster.TrainingRound;
import dev.switchback.cluster.TrainingRows;
import dev.switchback.cluster.ValidationRound;
import dev.switchback.cluster.Workers;
import dev.switchback.experiment.ModelSettings;
import dev.switchback.experiment.TrainingSettings;
import dev.switchback.model.Architecture;
import dev.switchback.model.ModelFolder;
import dev.switchback.model.Optimizer;
import dev.switchback.progress.LiveFigure;
import dev.switchback.progress.Progress;
import dev.switchback.token.Tokenizer;
import dev.switchback.train.Checkpoints;
import dev.switchback.train.DivergedException;
import dev.switchback.train.GenerationsFile.Generation;
import dev.switchback.train.RoundReport;
import dev.switchback.train.RoundReport.TuningAnswers;
import dev.switchback.train.TrainingJournal;
import dev.switchback.train.TrainingState;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The training of one model in its folder: from the newest checkpoint there, or else from the
 * beginning, to the finished model. A training that was interrupted ends with the same weights, bit
 * for bit. Of the stage and of the estimator alike.
 *
 * @param name of the model, for people
 * @param settings of the model
 * @param tokenizer of its rows
 * @param seed of the initial weights and of the rows' order
 * @param files the folder's file system
 * @param folder of the model: checkpoints while it is trained, the finished model in the end
 */
public record ModelTraining(
    JavaSparkContext spark,
    String name,
    ModelSettings settings,
    Tokenizer tokenizer,
    long seed,
    FileSystem files,
    Path folder) {

  /** Makes of answers what is written down. */
  public interface Judge {
    /**
     * Judges an answer.
     *
     * @param prompt its place among the prompts
     */
    Generation judge(long step, int prompt, String text);

    /** Judges the answers to the tuning problems, of which there is one at least. */
    TuningAnswers tuning(List<String> texts);
  }

  /**
   * Trains to the last step, and writes the finished model beside its checkpoints.
   *
   * @param rows of the workers
   * @param validation what is measured on the way
   * @param judge of the answers to its prompts
   * @return every round, also those before an interruption
   * @throws DivergedException if the loss is no longer a number
   * @throws InputException if the newest checkpoint is damaged or another model's
   */
  public List<RoundReport> run(TrainingRows rows, ValidationRound validation, Judge judge)
      throws IOException {
    Architecture architecture = architecture();
    Checkpoints<RoundReport> checkpoints = checkpoints();
    Optional<Checkpoints.Saved<RoundReport>> saved = checkpoints.newest(architecture);
    TrainingState start =
        saved.isPresent()
            ? saved.get().state()
            : initial(architecture).beginningWith(Optimizer.of(settings.training().optimizer()));
    TrainingJournal journal =
        new TrainingJournal(files, folder, saved.map(Checkpoints.Saved::reports).orElse(List.of()));
    Workers workers = Workers.place(spark.sc(), settings.training(), architecture);
    new Rounds(stepped(rows), workers, validation, judge, journal, checkpoints).run(rows, start);
    checkpoints.publish();
    return journal.reports();
  }

  /** Removes the checkpoints, which a finished model does not need. */
  public void discardCheckpoints() throws IOException {
    checkpoints().discard();
  }

  /** The shape of the model. */
  public Architecture architecture() {
    return Architecture.of(settings.architecture(), tokenizer.size());
  }

  /** The settings with the steps that a budget of compute comes to, the same at each resumption. */
  private TrainingSettings stepped(TrainingRows rows) {
    TrainingSettings training = settings.training();
    if (training.steps() > 0) {
      return training;
    }
    spark.setJobDescription("Count the steps that the compute of " + name + " comes to");
    return training.withSteps(
        rows.stepsFor(training.compute(), architecture().cost(), training, tokenizer.pad()));
  }

  private Checkpoints<RoundReport> checkpoints() {
    return new Checkpoints<>(
        files, folder, tokenizer, settings.training().checkpoints(), seed, RoundReport.class);
  }

  private TrainingState initial(Architecture architecture) throws IOException {
    String given = settings.training().initialModel();
    if (given.isEmpty()) {
      return TrainingState.initial(architecture, seed);
    }
    Path source = Locations.path(given);
    FileSystem from = Locations.files(source, spark.hadoopConfiguration());
    return TrainingState.beginningWith(ModelFolder.readFor(from, source, architecture, tokenizer));
  }

  /** Round after round, from a state to the last step. */
  private final class Rounds {
    private final TrainingSettings training;
    private final Workers workers;
    private final ValidationRound validation;
    private final Judge judge;
    private final TrainingJournal journal;
    private final Checkpoints<RoundReport> checkpoints;

    Rounds(
        TrainingSettings training,
        Workers workers,
        ValidationRound validation,
        Judge judge,
        TrainingJournal journal,
        Checkpoints<RoundReport> checkpoints) {
      this.training = training;
      this.workers = workers;
      this.validation = validation;
      this.judge = judge;
      this.journal = journal;
      this.checkpoints = checkpoints;
    }

    /** The newest checkpoint then holds the result. */
    void run(TrainingRows rows, TrainingState start) throws IOException {
      int padding = tokenizer.pad();
      TrainingRound round = new TrainingRound(spark, rows, workers, training, seed, padding);
      TrainingState state = start;
      try (Progress progress =
          Progress.continueAt(state.step(), "Training " + name, training.steps(), "steps")) {
        String shown = "";
        while (state.step() < training.steps()) {
          TrainingRound.Result done = round(round, state, progress, shown);
          note(done, state);
          boolean due = isDue(training.checkpoints().everySteps(), state, done.state());
          state = done.state();
          if (due) {
            checkpoints.save(state, journal.reports());
          }
          shown = shown(done.report());
          progress.advanceTo(state.step(), shown);
        }
      } finally {
        LiveFigure.clear(
            LiveFigure.TRAINING_STEP,
            LiveFigure.TRAINING_LOSS,
            LiveFigure.TRAINING_TOKENS_PER_SECOND,
            LiveFigure.VALIDATION_LOSS,
            LiveFigure.TUNING_ACCURACY);
      }
      journal.write();
    }

    private TrainingRound.Result round(
        TrainingRound round, TrainingState state, Progress progress, String shown) {
      int steps = stepsOfRound(state.step());
      describe("Train " + name + " from step " + state.step() + " to " + (state.step() + steps));
      return round.run(state, steps, taken -> progress.advanceTo(state.step() + taken, shown));
    }

    /** Measures the model where that is due, and writes all down. */
    private void note(TrainingRound.Result done, TrainingState before) throws IOException {
      show(done.report());
      if (!isDue(training.validation().everySteps(), before, done.state())) {
        journal.add(done.report(), List.of());
        return;
      }
      long step = done.state().step();
      describe("Validate " + name + " at step " + step);
      ValidationRound.Measured measured = validation.run(spark, workers, done.state().weights());
      List<Generation> answers =
          IntStream.range(0, measured.answers().size())
              .mapToObj(prompt -> judge.judge(step, prompt, measured.answers().get(prompt)))
              .toList();
      Optional<TuningAnswers> tuning =
          measured.tuningAnswers().isEmpty()
              ? Optional.empty()
              : Optional.of(judge.tuning(measured.tuningAnswers()));
      RoundReport report = done.report().with(measured.loss(), tuning);
      LiveFigure.VALIDATION_LOSS.set(report.validationLoss());
      LiveFigure.TUNING_ACCURACY.set(report.tuningAccuracy());
      journal.add(report, answers);
    }

    private static void show(RoundReport report) {
      LiveFigure.TRAINING_STEP.set(report.step());
      LiveFigure.TRAINING_LOSS.set(report.loss());
      LiveFigure.TRAINING_TOKENS_PER_SECOND.set(report.tokensPerSecond());
    }

    private void describe(String job) {
      spark.setJobDescription(job);
    }

    /** Rounds end at multiples of their length, wherever the training was taken up. */
    private int stepsOfRound(long step) {
      long end = (step / training.roundSteps() + 1) * training.roundSteps();
      return (int) (Math.min(end, training.steps()) - step);
    }

    /** At the end, and whenever a round has passed a multiple of so many steps. */
    private boolean isDue(int everySteps, TrainingState before, TrainingState after) {
      return after.step() == training.steps()
          || after.step() / everySteps > before.step() / everySteps;
    }

    private static String shown(RoundReport report) {
      return String.format(
          Locale.ROOT, "loss %.4f, %,.0f tokens/s", report.loss(), report.tokensPerSecond());
    }
  }
}
