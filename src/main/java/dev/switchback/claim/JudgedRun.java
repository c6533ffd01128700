package dev.switchback.claim;

import dev.switchback.metric.Measurement;
import java.util.List;

/**
 * A run whose measurements claims are judged by.
 *
 * @param name of the run
 * @param family of its problems, as in configuration files
 * @param easier whether its problems are the easier ones of the family
 * @param confidence of its intervals
 * @param subjects its models, in the order of the configuration
 * @param measurements of its models
 */
public record JudgedRun(
    String name,
    String family,
    boolean easier,
    double confidence,
    List<Subject> subjects,
    List<Measurement> measurements) {
  /** Copies the lists. */
  public JudgedRun {
    subjects = List.copyOf(subjects);
    measurements = List.copyOf(measurements);
  }
}
