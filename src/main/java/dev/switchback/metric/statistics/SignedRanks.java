package dev.switchback.metric.statistics;

import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Wilcoxon's signed ranks of differences: pairs without a difference are left out, equal ones share
 * their mean rank (Wilcoxon 1945; Conover 1999, section 5.7).
 */
public final class SignedRanks {
  private double more;
  private double fewer;
  private double squares;

  private SignedRanks() {}

  /**
   * Ranks differences.
   *
   * @param differences how many pairs have each
   */
  public static SignedRanks of(Map<Double, Long> differences) {
    NavigableMap<Double, long[]> bySize = new TreeMap<>();
    differences.forEach(
        (difference, count) -> {
          if (difference != 0) {
            long[] sides = bySize.computeIfAbsent(Math.abs(difference), size -> new long[2]);
            sides[difference > 0 ? 0 : 1] += count;
          }
        });
    SignedRanks ranks = new SignedRanks();
    double before = 0;
    for (Iterator<long[]> sizes = bySize.values().iterator(); sizes.hasNext(); ) {
      long[] sides = sizes.next();
      double alike = (double) sides[0] + sides[1];
      double rank = before + (alike + 1) / 2;
      ranks.more += rank * sides[0];
      ranks.fewer += rank * sides[1];
      ranks.squares += rank * rank * alike;
      before += alike;
    }
    return ranks;
  }

  /** Whether any pair differs. */
  boolean differ() {
    return more + fewer > 0;
  }

  /**
   * The two-sided p value by the normal approximation, with the variance that ties leave and a
   * correction for continuity.
   */
  public double pValue() {
    if (!differ()) {
      return 1;
    }
    double deviation = Math.max(0, Math.abs(more - fewer) - 1) / Math.sqrt(squares);
    return Math.min(1, 2 * new NormalDistribution().cumulativeProbability(-deviation));
  }

  /**
   * The matched-pairs rank-biserial correlation (Kerby 2014): the share of the rank sum on the side
   * of more, minus that on the side of fewer.
   */
  public double effect() {
    return differ() ? (more - fewer) / (more + fewer) : 0;
  }
}
