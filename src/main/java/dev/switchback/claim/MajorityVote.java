package dev.switchback.claim;

import dev.switchback.claim.ClaimResult.SupportingFigure;
import dev.switchback.claim.Evidence.Measured;
import dev.switchback.claim.Evidence.Missing;
import dev.switchback.claim.JudgedRun.JudgedModel;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the majority of many direct answers gains over a single one of the same problems. */
final class MajorityVote {
  private MajorityVote() {}

  /** What the runs hold. */
  static Evidence in(List<JudgedRun> judged) {
    for (JudgedRun run : judged) {
      if (run.isOf("countdown", "")) {
        for (JudgedModel judgedModel : run.models()) {
          Optional<Evidence> measured = measured(run, judgedModel);
          if (measured.isPresent()) {
            return measured.get();
          }
        }
      }
    }
    return new Missing(
        "No majority vote of more than one direct sample, beside pass@1, on CountDown.");
  }

  private static Optional<Evidence> measured(JudgedRun run, JudgedModel judgedModel) {
    if (judgedModel.approach() != Approach.DIRECT || judgedModel.reinforced()) {
      return Optional.empty();
    }
    OverallFigures figures = new OverallFigures(run);
    return figures
        .last(judgedModel, Metric.MAJORITY_GAIN_AT_K)
        .map(gain -> gain(run, judgedModel, gain, figures));
  }

  private static Evidence gain(
      JudgedRun run, JudgedModel judgedModel, Measurement gain, OverallFigures figures) {
    List<SupportingFigure> supporting = new ArrayList<>();
    figures
        .at(judgedModel, Metric.PASS_AT_K, 1)
        .ifPresent(row -> supporting.add(share("pass@1", row)));
    figures
        .at(judgedModel, Metric.MAJORITY_AT_K, gain.at())
        .ifPresent(row -> supporting.add(share("majority", row)));
    figures
        .at(judgedModel, Metric.PASS_AT_K, gain.at())
        .ifPresent(row -> supporting.add(share("any correct, with a verifier", row)));
    return new Measured(
        gain.estimate(),
        gain.samples(),
        run.confidence(),
        List.of(run.name()),
        List.of(judgedModel.model()),
        String.format(
            Locale.ROOT,
            "majority of %d completions; %s",
            (int) gain.at(),
            judgedModel.described()),
        supporting,
        String.join(" ", new Competence(figures, judgedModel).doubts()),
        new Competence(figures, judgedModel).remarks());
  }

  private static SupportingFigure share(String what, Measurement row) {
    return PairedComparison.figure(what, Claim.Unit.SHARE, row);
  }
}
