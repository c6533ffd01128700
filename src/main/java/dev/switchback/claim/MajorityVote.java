package dev.switchback.claim;

import dev.switchback.claim.Evidence.Measured;
import dev.switchback.claim.Evidence.Missing;
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
        for (Subject subject : run.subjects()) {
          Optional<Evidence> measured = measured(run, subject);
          if (measured.isPresent()) {
            return measured.get();
          }
        }
      }
    }
    return new Missing(
        "No majority vote of more than one direct sample, beside pass@1, on CountDown.");
  }

  private static Optional<Evidence> measured(JudgedRun run, Subject subject) {
    if (subject.approach() != Approach.DIRECT || subject.reinforced()) {
      return Optional.empty();
    }
    Figures figures = new Figures(run);
    Optional<Measurement> majority =
        figures.last(subject, Metric.MAJORITY_AT_K).filter(row -> row.at() > 1);
    Optional<Measurement> single = figures.at(subject, Metric.PASS_AT_K, 1);
    return majority.isEmpty() || single.isEmpty()
        ? Optional.empty()
        : Optional.of(gain(run, subject, majority.get(), single.get(), figures));
  }

  private static Evidence gain(
      JudgedRun run, Subject subject, Measurement majority, Measurement single, Figures figures) {
    List<BesideFigure> beside = new ArrayList<>();
    beside.add(Duel.figure("pass@1", Claim.Unit.SHARE, single));
    beside.add(Duel.figure("majority", Claim.Unit.SHARE, majority));
    figures
        .at(subject, Metric.PASS_AT_K, majority.at())
        .ifPresent(
            row -> beside.add(Duel.figure("any correct, with a verifier", Claim.Unit.SHARE, row)));
    return new Measured(
        difference(majority.estimate(), single.estimate()),
        majority.samples(),
        run.confidence(),
        List.of(run.name()),
        List.of(subject.model()),
        String.format(
            Locale.ROOT,
            "majority of %d completions; %s",
            (int) majority.at(),
            subject.described()),
        beside,
        "");
  }

  private static Estimate difference(Estimate majority, Estimate single) {
    Estimate gain = Shrinking.independentDifference(majority, single);
    return new Estimate(gain.value(), gain.low(), gain.high(), majority.problems());
  }
}
