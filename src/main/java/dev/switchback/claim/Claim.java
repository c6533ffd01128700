package dev.switchback.claim;

/**
 * A claim of the study as a hypothesis about one number.
 *
 * <p>The verdict follows from the interval of the estimate. It is SUPPORTED if the whole interval
 * lies on the claimed side of the bound, CONTRADICTED if the whole interval lies on the other side,
 * UNDECIDED if the bound lies in the interval, NOT_RUN if the estimate cannot be computed. Three
 * things come before and leave a claim UNDECIDED: a model that has not learned its trade ({@link
 * Competence}); for the claim about mistakes, more than a tenth of the searching model's
 * completions cut at their limit; for claims about equal training, trainings that were not equal.
 * Intervals are for each claim by itself; they are not widened for the number of claims.
 *
 * @param id stable name
 * @param statement what is claimed
 * @param source where the study claims it
 * @param tested the number that decides
 * @param unit of that number
 * @param side of the bound that is claimed
 * @param bound that the interval is held against
 */
public record Claim(
    String id, String statement, String source, String tested, Unit unit, Side side, double bound) {
  /** What a number is counted in. */
  public enum Unit {
    /** Difference of shares of problems: 0.01 is a percentage point. */
    DIFFERENCE,
    /** Share of problems: 0.01 is a per cent. */
    SHARE,
    /** A number without a unit, or of mistakes. */
    NUMBER
  }

  /** A side of a bound. */
  public enum Side {
    /** Greater than the bound. */
    ABOVE,
    /** Less than the bound. */
    BELOW
  }
}
