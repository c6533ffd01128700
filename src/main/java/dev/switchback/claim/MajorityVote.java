package dev.switchback.claim;

import dev.switchback.claim.ClaimResult.SupportingFigure;
import dev.switchback.claim.Evidence.Measured;
import dev.switchback.claim.Evidence.Missing;
import dev.switchback.claim.JudgedRun.JudgedModel;
import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the majority of many direct answers gains over a single one. Both are of the same problems,
 * so that the interval, taken as if they were independent, is rather too wide than too narrow.
 */
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
    Optional<Measurement> majority =
        figures.last(judgedModel, Metric.MAJORITY_AT_K).filter(row -> row.at() > 1);
    Optional<Measurement> single = figures.at(judgedModel, Metric.PASS_AT_K, 1);
    return majority.isEmpty() || single.isEmpty()
        ? Optional.empty()
        : Optional.of(gain(run, judgedModel, majority.get(), single.get(), figures));
  }

  private static Evidence gain(
      JudgedRun run,
      JudgedModel judgedModel,
      Measurement majority,
      Measurement single,
      OverallFigures figures) {
    List<SupportingFigure> supporting = new ArrayList<>();
    supporting.add(PairedComparison.figure("pass@1", Claim.Unit.SHARE, single));
    supporting.add(PairedComparison.figure("majority", Claim.Unit.SHARE, majority));
    figures
        .at(judgedModel, Metric.PASS_AT_K, majority.at())
        .ifPresent(
            row ->
                supporting.add(
                    PairedComparison.figure(
                        "any correct, with a verifier", Claim.Unit.SHARE, row)));
    return new Measured(
        difference(majority.estimate(), single.estimate()),
        majority.samples(),
        run.confidence(),
        List.of(run.name()),
        List.of(judgedModel.model()),
        String.format(
            Locale.ROOT,
            "majority of %d completions; %s",
            (int) majority.at(),
            judgedModel.described()),
        supporting,
        "");
  }

  private static Estimate difference(Estimate majority, Estimate single) {
    Estimate gain = DifferenceOfDifferences.independentDifference(majority, single);
    return new Estimate(gain.value(), gain.low(), gain.high(), majority.problems());
  }
}
