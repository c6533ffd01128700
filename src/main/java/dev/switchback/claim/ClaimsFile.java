package dev.switchback.claim;

import java.util.List;

/**
 * The content of {@code claims.json}.
 *
 * @param rule how a verdict is reached
 * @param tested how many claims have an estimate
 * @param claims all of them, in a fixed order
 */
public record ClaimsFile(String rule, int tested, List<ClaimResult> claims) {
  private static final String RULE =
      "Supported if the whole interval of the estimate lies on the claimed side of the bound,"
          + " contradicted if it lies wholly on the other side, undecided if the bound lies in it,"
          + " not run if the estimate cannot be computed. Mistakes decide nothing where more than a"
          + " tenth of the searching model's completions were cut at their limit. Each interval is for one claim by itself.";

  /** Copies the list. */
  public ClaimsFile {
    claims = List.copyOf(claims);
  }

  /** Returns the content for all claims. */
  public static ClaimsFile of(List<ClaimResult> claims) {
    long tested = claims.stream().filter(claim -> claim.verdict() != Verdict.NOT_RUN).count();
    return new ClaimsFile(RULE, (int) tested, claims);
  }
}
