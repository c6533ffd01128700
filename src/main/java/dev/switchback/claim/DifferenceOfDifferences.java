package dev.switchback.claim;

import dev.switchback.claim.ClaimResult.SupportingFigure;
import dev.switchback.claim.Evidence.Measured;
import dev.switchback.claim.Evidence.Missing;
import dev.switchback.metric.Estimate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How much smaller an advantage is in one run than in another.
 *
 * <p>The two runs have different problems, so the difference of their estimates has no paired
 * interval. Its ends are recovered from the two intervals as for independent estimates (MOVER: Zou
 * and Donner 2008, Statistics in Medicine 27, 1693): lower end d − √((a − aₗ)² + (bᵤ − b)²), upper
 * end d + √((aᵤ − a)² + (b − bₗ)²).
 *
 * @param usual where the advantage is said to be larger
 * @param other where it is said to be smaller
 */
record DifferenceOfDifferences(PairedComparison usual, PairedComparison other) {

  /** What the runs hold. */
  Evidence in(List<JudgedRun> judged) {
    Evidence larger = usual.in(judged);
    Evidence smaller = other.in(judged);
    if (larger instanceof Missing missing) {
      return missing;
    }
    if (smaller instanceof Missing missing) {
      return missing;
    }
    return both((Measured) larger, (Measured) smaller);
  }

  /** The difference of two estimates that are independent of each other. */
  private static Estimate independentDifference(Estimate a, Estimate b) {
    double value = a.value() - b.value();
    double below = Math.hypot(a.value() - a.low(), b.high() - b.value());
    double above = Math.hypot(a.high() - a.value(), b.value() - b.low());
    return new Estimate(value, value - below, value + above, a.problems() + b.problems());
  }

  private Evidence both(Measured larger, Measured smaller) {
    Set<String> players = new LinkedHashSet<>(larger.players());
    players.addAll(smaller.players());
    List<String> runs = new ArrayList<>(larger.runs());
    runs.addAll(smaller.runs());
    return new Measured(
        independentDifference(larger.estimate(), smaller.estimate()),
        larger.samples() + smaller.samples(),
        Math.min(larger.confidence(), smaller.confidence()),
        runs,
        List.copyOf(players),
        String.format(
            Locale.ROOT,
            "%s: %s. %s: %s",
            usual.where(),
            larger.setting(),
            other.where(),
            smaller.setting()),
        List.of(advantage(usual, larger), advantage(other, smaller)),
        (larger.caution() + " " + smaller.caution()).strip(),
        Stream.concat(larger.remarks().stream(), smaller.remarks().stream()).toList());
  }

  private static SupportingFigure advantage(PairedComparison comparison, Measured measured) {
    Estimate estimate = measured.estimate();
    return new SupportingFigure(
        "advantage on " + comparison.where(),
        Claim.Unit.DIFFERENCE,
        estimate.value(),
        estimate.low(),
        estimate.high());
  }
}
