package dev.switchback.claim;

import dev.switchback.metric.Measurement;
import java.util.List;

/**
 * A run whose measurements claims are judged by.
 *
 * @param name of the run
 * @param family of its problems, as in configuration files
 * @param variant what sets its problems apart from the usual ones of the family, empty for these
 * @param confidence of its intervals
 * @param subjects its models, in the order of the configuration
 * @param measurements of its models
 */
public record JudgedRun(
    String name,
    String family,
    String variant,
    double confidence,
    List<Subject> subjects,
    List<Measurement> measurements) {
  /** Copies the lists. */
  public JudgedRun {
    subjects = List.copyOf(subjects);
    measurements = List.copyOf(measurements);
  }

  /** Whether its problems are those of a family, the usual ones or a variant. */
  boolean isOf(String wanted, String variantOfIt) {
    return family.equals(wanted) && variant.equals(variantOfIt);
  }
}
