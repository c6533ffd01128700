package dev.switchback.report;

import java.util.List;

/**
 * A problem and what players wrote about it.
 *
 * @param problem its identity in the tables
 * @param statement what is asked, in words
 * @param samples one of each player
 */
public record SampledProblem(String problem, String statement, List<WrittenSample> samples) {
  /** Copies the samples. */
  public SampledProblem {
    samples = List.copyOf(samples);
  }
}
