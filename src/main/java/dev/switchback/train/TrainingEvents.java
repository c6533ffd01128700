package dev.switchback.train;

import dev.switchback.train.tensorboard.Event;
import dev.switchback.train.tensorboard.SummaryValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a training wrote down, as TensorBoard shows it. */
final class TrainingEvents {
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
    List<Generation> answers =
        generations.stream().filter(answer -> answer.step() == report.step()).toList();
    for (int i = 0; i < answers.size(); i++) {
      values.add(new SummaryValue.Text("validation/answer_" + i, markdown(answers.get(i))));
    }
    Instant time = Instant.ofEpochMilli(Math.round(report.time() * 1e3));
    return new Event(time, report.step(), values);
  }

  private static String markdown(Generation answer) {
    return answer.problem()
        + (answer.correct() ? ": solved" : ": not solved")
        + "\n\n"
        + answer.text().indent(4);
  }
}
