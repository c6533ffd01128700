package dev.switchback.experiment;

import dev.switchback.config.Affects;
import dev.switchback.config.ConfigurationException;
import dev.switchback.config.Key;
import dev.switchback.config.Requirements;
import java.io.Serializable;
import java.util.List;

/** What is measured on the samples. */
public record EvaluationSettings(
    @Key(
            value = "[256, 512, 1024, 2048, 4096]",
            doc = "Generated tokens at which accuracy is measured, ascending.")
        List<Integer> budgets,
    @Key(
            value = "[1, 2, 4, 8, 16]",
            doc = "The k of pass@k, ascending; a model with fewer samples skips the larger ones.")
        List<Integer> passAt,
    @Key(value = "1000", doc = "Bootstrap samples behind an interval, 100 or more.")
        int bootstrapSamples,
    @Key(value = "0.95", doc = "Confidence of the intervals, more than 0 and less than 1.")
        double confidence,
    @Key(
            value = "64",
            affects = Affects.SCORES,
            doc =
                "Random legal plays of each problem, the baseline, 1 or more and at least the"
                    + " largest of pass-at.")
        int randomPlaySamples,
    @Key(affects = Affects.ROUTER, doc = "How it is learned which model solves which problems.")
        RouterSettings router)
    implements Serializable {

  /**
   * @throws ConfigurationException with every value that is out of range
   */
  public EvaluationSettings {
    budgets = List.copyOf(budgets);
    passAt = List.copyOf(passAt);
    new Requirements()
        .ascending("budgets", budgets)
        .ascending("pass-at", passAt)
        .atLeast("bootstrap-samples", 100, bootstrapSamples)
        .that(
            confidence > 0 && confidence < 1,
            "confidence",
            confidence,
            "more than 0 and less than 1")
        .that(
            randomPlaySamples >= passAt.stream().mapToInt(k -> k).max().orElse(1),
            "random-play-samples",
            randomPlaySamples,
            "at least 1 and the largest of pass-at = " + passAt)
        .check();
  }
}
