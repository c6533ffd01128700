package dev.switchback.claim;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.switchback.claim.Evidence.Measured;
import dev.switchback.claim.Evidence.Missing;
import dev.switchback.metric.Estimate;
import java.util.List;
import java.util.Locale;

/**
 * A claim and what is known about it.
 *
 * @param claim what was tested
 * @param verdict by the rule of {@link Claim}
 * @param estimate the number that decides, null if there is none
 * @param low lower end of its interval, null if there is none
 * @param high upper end of its interval, null if there is none
 * @param confidence of the interval, null if there is none
 * @param problems that the estimate rests on, of all runs together
 * @param samples completions that it rests on
 * @param runs names of the runs it is from
 * @param players models that it is about
 * @param setting at which budget or k, and how the models were sampled
 * @param why the verdict is as it is, in words
 * @param supporting other numbers on the same question, which decide nothing
 * @param remarks what should be known of the models beside, in sentences
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ClaimResult(
    Claim claim,
    Conclusion verdict,
    Double estimate,
    Double low,
    Double high,
    Double confidence,
    int problems,
    long samples,
    List<String> runs,
    List<String> players,
    String setting,
    String why,
    List<SupportingFigure> supporting,
    List<String> remarks) {
  /** Copies the lists. */
  public ClaimResult {
    runs = List.copyOf(runs);
    players = List.copyOf(players);
    supporting = List.copyOf(supporting);
    remarks = List.copyOf(remarks);
  }

  /** The verdict that evidence allows. */
  static ClaimResult of(Claim claim, Evidence evidence) {
    if (evidence instanceof Measured measured) {
      return judged(claim, measured);
    }
    return new ClaimResult(
        claim,
        Conclusion.NOT_RUN,
        null,
        null,
        null,
        null,
        0,
        0,
        List.of(),
        List.of(),
        "",
        ((Missing) evidence).why(),
        List.of(),
        List.of());
  }

  private static ClaimResult judged(Claim claim, Measured measured) {
    Estimate estimate = measured.estimate();
    boolean cautious = !measured.caution().isEmpty();
    Conclusion verdict = cautious ? Conclusion.UNDECIDED : verdict(claim, estimate);
    return new ClaimResult(
        claim,
        verdict,
        estimate.value(),
        estimate.low(),
        estimate.high(),
        measured.confidence(),
        estimate.problems(),
        measured.samples(),
        measured.runs(),
        measured.players(),
        measured.setting(),
        cautious ? measured.caution() : why(claim, verdict),
        measured.supporting(),
        measured.remarks());
  }

  private static Conclusion verdict(Claim claim, Estimate estimate) {
    boolean above = estimate.low() > claim.bound();
    boolean below = estimate.high() < claim.bound();
    return switch (claim.side()) {
      case ABOVE ->
          above ? Conclusion.SUPPORTED : below ? Conclusion.CONTRADICTED : Conclusion.UNDECIDED;
      case BELOW ->
          below ? Conclusion.SUPPORTED : above ? Conclusion.CONTRADICTED : Conclusion.UNDECIDED;
    };
  }

  private static String why(Claim claim, Conclusion verdict) {
    String bound = String.format(Locale.ROOT, "%.4g", claim.bound()).replaceAll("\\.?0+$", "");
    String side = claim.side() == Claim.Side.ABOVE ? "above" : "below";
    String other = claim.side() == Claim.Side.ABOVE ? "below" : "above";
    return switch (verdict) {
      case SUPPORTED -> "The whole interval lies " + side + " " + bound + ", as claimed.";
      case CONTRADICTED -> "The whole interval lies " + other + " " + bound + ".";
      case UNDECIDED -> "The interval holds " + bound + ".";
      case NOT_RUN -> "";
    };
  }

  /** What measurements say about a claim. */
  public enum Conclusion {
    /** The whole interval of the estimate lies on the claimed side of the bound. */
    SUPPORTED,
    /** The whole interval of the estimate lies on the other side of the bound. */
    CONTRADICTED,
    /** The interval holds the bound. */
    UNDECIDED,
    /** The measurements that the estimate needs are not there. */
    NOT_RUN
  }

  /**
   * A number on the question of a claim that does not decide it.
   *
   * @param what it is
   * @param unit of the number
   * @param value the estimate
   * @param low lower end of its interval; the value again where there is none
   * @param high upper end of its interval; the value again where there is none
   */
  public record SupportingFigure(
      String what, Claim.Unit unit, double value, double low, double high) {}
}
