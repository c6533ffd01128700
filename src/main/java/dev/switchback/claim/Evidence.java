package dev.switchback.claim;

import dev.switchback.claim.ClaimResult.SupportingFigure;
import dev.switchback.metric.Estimate;
import java.util.List;

/** What runs hold for a claim. */
sealed interface Evidence {
  /**
   * The number that decides.
   *
   * @param estimate oriented as the claim's bound and side want it
   * @param samples completions behind it
   * @param confidence of its interval
   * @param runs names of the runs it is from
   * @param players models it is about
   * @param setting at which budget or k, and how the models were sampled
   * @param supporting other numbers on the same question, which decide nothing
   * @param caution why the number cannot decide all the same; empty if it can
   * @param remarks what should be known of its models beside, in sentences
   */
  record Measured(
      Estimate estimate,
      long samples,
      double confidence,
      List<String> runs,
      List<String> players,
      String setting,
      List<SupportingFigure> supporting,
      String caution,
      List<String> remarks)
      implements Evidence {}

  /**
   * There is no such number.
   *
   * @param why what is not there
   */
  record Missing(String why) implements Evidence {}
}
