package dev.switchback.train;

import dev.switchback.train.GenerationsFile.Generation;
import dev.switchback.train.tensorboard.Event;
import dev.switchback.train.tensorboard.Event.SummaryValue;
import dev.switchback.train.tensorboard.EventFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a training writes down while it goes on, for those who watch it, in the model's folder:
 * {@code metrics.jsonl}, the source of truth, and {@code generations.jsonl}. Files are written
 * whole, because most file systems of Hadoop cannot append; what was in them before comes first
 * again.
 */
public final class TrainingJournal {
  /** Rounds of tiny models last milliseconds. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final FileSystem files;
  private final Path folder;
  private final List<RoundReport> reports;
  private final List<Generation> generations;
  private long written = System.nanoTime() - PAUSE.toNanos();

  /**
   * Goes on from a checkpoint; later answers of an interrupted training are forgotten.
   *
   * @param folder of the model
   * @param reports of the rounds that led to the checkpoint
   */
  public TrainingJournal(FileSystem files, Path folder, List<RoundReport> reports) {
    this.files = files;
    this.folder = folder;
    this.reports = new ArrayList<>(reports);
    long step = reports.isEmpty() ? 0 : reports.get(reports.size() - 1).step();
    this.generations = new ArrayList<>(GenerationsFile.read(files, folder));
    generations.removeIf(generation -> generation.step() > step);
  }

  /**
   * Notes a round, whose operations are added to those before, and what the model answered after
   * it; writes if the last time is a second ago.
   */
  public void add(RoundReport report, List<Generation> answers) throws IOException {
    int last = reports.size() - 1;
    reports.add(last < 0 ? report : report.following(reports.get(last)));
    generations.addAll(answers);
    if (System.nanoTime() - written >= PAUSE.toNanos()) {
      write();
    }
  }

  /** Writes what was noted. */
  public void write() throws IOException {
    MetricsFile.write(files, folder, reports, RoundReport.class);
    GenerationsFile.write(files, folder, generations);
    EventFile.write(files, folder, TrainingEvents.of(reports, generations));
    written = System.nanoTime();
  }

  /** Every round so far. */
  public List<RoundReport> reports() {
    return List.copyOf(reports);
  }

  /** What a training wrote down, as TensorBoard shows it. */
  private static final class TrainingEvents {
    private TrainingEvents() {}

    /** An event for each round, with the answers that were given after it. */
    static List<Event> of(List<RoundReport> reports, List<Generation> generations) {
      return reports.stream().map(report -> event(report, generations)).toList();
    }

    private static Event event(RoundReport report, List<Generation> generations) {
      List<SummaryValue> values = new ArrayList<>();
      values.add(new SummaryValue.Scalar("train/loss", report.loss()));
      values.add(new SummaryValue.Scalar("train/grad_norm", report.gradientNorm()));
      values.add(new SummaryValue.Scalar("train/learning_rate", report.learningRate()));
      values.add(new SummaryValue.Scalar("speed/tokens_per_second", report.tokensPerSecond()));
      values.add(new SummaryValue.Scalar("speed/waiting_share", report.waitingShare()));
      values.add(new SummaryValue.Scalar("speed/round_seconds", report.roundSeconds()));
      values.add(new SummaryValue.Scalar("memory/peak_bytes", report.peakMemoryBytes()));
      report
          .measuredValidationLoss()
          .ifPresent(loss -> values.add(new SummaryValue.Scalar("validation/loss", loss)));
      addMeasured(values, "train/flops", report.trainingFlops());
      addMeasured(values, "tuning/accuracy", report.tuningAccuracy());
      addMeasured(values, "tuning/right_lines", report.tuningRightLines());
      if (report.tuningFirstWrong() != null) {
        report
            .tuningFirstWrong()
            .forEach(
                (kind, count) ->
                    values.add(new SummaryValue.Scalar("tuning/first_wrong/" + kind, count)));
      }
      List<Generation> answers =
          generations.stream().filter(answer -> answer.step() == report.step()).toList();
      for (int i = 0; i < answers.size(); i++) {
        values.add(new SummaryValue.Text("validation/answer_" + i, markdown(answers.get(i))));
      }
      Instant time = Instant.ofEpochMilli(Math.round(report.time() * 1e3));
      return new Event(time, report.step(), values);
    }

    private static void addMeasured(List<SummaryValue> values, String name, Double measured) {
      if (measured != null) {
        values.add(new SummaryValue.Scalar(name, measured));
      }
    }

    private static String markdown(Generation answer) {
      return answer.problem()
          + (answer.correct() ? ": solved" : ": not solved")
          + "\n\n"
          + answer.text().indent(4);
    }
  }
}
