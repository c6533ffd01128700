package dev.switchback.claim;

import dev.switchback.claim.Claim.Unit;
import dev.switchback.claim.Duel.Beside;
import dev.switchback.metric.Metric;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Equal compute, as claims are judged at it. */
final class Operations {
  /** Decides: the difference at the largest budget that both reach. */
  static final Metric DECIDING = Metric.DIFFERENCE_AT_FLOPS;

  private Operations() {}

  static String words(double budget) {
    return String.format(
        Locale.ROOT,
        "at %.3g billion floating-point operations, the largest budget that both reach",
        budget / 1e9);
  }

  /** Numbers that stand beside it and decide nothing. */
  static Map<Metric, Beside> beside() {
    Map<Metric, Beside> beside = new LinkedHashMap<>();
    beside.put(
        Metric.AREA_AT_FLOPS,
        new Beside("mean over all doublings of floating-point operations", Unit.DIFFERENCE));
    beside.put(
        Metric.DIFFERENCE_AT_FLOPS_PAPER,
        new Beside("at the largest budget by the paper’s formula", Unit.DIFFERENCE));
    beside.put(
        Metric.DIFFERENCE_AT_TOKENS,
        new Beside("at the largest budget of generated tokens", Unit.DIFFERENCE));
    return beside;
  }
}
