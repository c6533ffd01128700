package dev.switchback.claim;

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
        "at %.3g floating-point operations, the largest budget that both reach",
        budget);
  }

  /** Numbers that stand beside it and decide nothing. */
  static Map<Metric, String> beside() {
    Map<Metric, String> beside = new LinkedHashMap<>();
    beside.put(Metric.AREA_AT_FLOPS, "mean over all doublings of floating-point operations");
    beside.put(Metric.DIFFERENCE_AT_FLOPS_PAPER, "at the largest budget by the paper’s formula");
    beside.put(Metric.DIFFERENCE_AT_TOKENS, "at the largest budget of generated tokens");
    return beside;
  }
}
