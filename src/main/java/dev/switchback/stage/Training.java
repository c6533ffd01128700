package dev.switchback.stage;

import dev.switchback.cluster.TrainingRound;
import dev.switchback.cluster.TrainingRows;
import dev.switchback.cluster.ValidationRound;
import dev.switchback.cluster.Workers;
import dev.switchback.experiment.TrainingSettings;
import dev.switchback.progress.Progress;
import dev.switchback.train.Checkpoints;
import dev.switchback.train.DivergedException;
import dev.switchback.train.Generation;
import dev.switchback.train.RoundReport;
import dev.switchback.train.TrainingJournal;
import dev.switchback.train.TrainingState;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/** The training of one model, round after round, from a state to its last step. */
final class Training {
  private final JavaSparkContext spark;
  private final String name;
  private final TrainingSettings settings;
  private final Workers workers;
  private final ValidationRound validation;
  private final ModelTraining.Judge judge;

  /**
   * @param name of the model
   * @param validation what is measured on the way
   * @param judge of the answers to its prompts
   */
  Training(
      JavaSparkContext spark,
      String name,
      TrainingSettings settings,
      Workers workers,
      ValidationRound validation,
      ModelTraining.Judge judge) {
    this.spark = spark;
    this.name = name;
    this.settings = settings;
    this.workers = workers;
    this.validation = validation;
    this.judge = judge;
  }

  /**
   * Trains to the last step; the newest checkpoint then holds the result.
   *
   * @param rows of the workers
   * @param seed of their order
   * @param start from where
   * @throws DivergedException if the loss is no longer a number
   */
  void run(
      TrainingRows rows,
      long seed,
      TrainingState start,
      TrainingJournal journal,
      Checkpoints checkpoints)
      throws IOException {
    int padding = validation.tokenizer().pad();
    TrainingRound round = new TrainingRound(spark, rows, workers, settings, seed, padding);
    TrainingState state = start;
    try (Progress progress =
        Progress.continueAt(state.step(), "Training " + name, settings.steps(), "steps")) {
      String shown = "";
      while (state.step() < settings.steps()) {
        TrainingRound.Result done = round(round, state, progress, shown);
        note(done, state, journal);
        boolean due = isDue(settings.checkpoints().everySteps(), state, done.state());
        state = done.state();
        if (due) {
          checkpoints.save(state, journal.reports());
        }
        shown = shown(done.report());
        progress.advanceTo(state.step(), shown);
      }
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
  private void note(TrainingRound.Result done, TrainingState before, TrainingJournal journal)
      throws IOException {
    if (!isDue(settings.validation().everySteps(), before, done.state())) {
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
    RoundReport report = done.report();
    journal.add(
        measured.loss().isPresent()
            ? report.withValidationLoss(measured.loss().getAsDouble())
            : report,
        answers);
  }

  private void describe(String job) {
    spark.setJobDescription(job);
  }

  /** Rounds end at multiples of their length, wherever the training was taken up. */
  private int stepsOfRound(long step) {
    long end = (step / settings.roundSteps() + 1) * settings.roundSteps();
    return (int) (Math.min(end, settings.steps()) - step);
  }

  /** At the end, and whenever a round has passed a multiple of so many steps. */
  private boolean isDue(int everySteps, TrainingState before, TrainingState after) {
    return after.step() == settings.steps()
        || after.step() / everySteps > before.step() / everySteps;
  }

  private static String shown(RoundReport report) {
    return String.format(
        Locale.ROOT, "loss %.4f, %,.0f tokens/s", report.loss(), report.tokensPerSecond());
  }
}
