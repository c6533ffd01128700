package dev.switchback.dataset;

import dev.switchback.family.Family;
import dev.switchback.puzzle.Split;

/**
 * Where the problems of a split come from, in the order of an index.
 *
 * @param rows by index; not every index need have one
 * @param end one more than the last index; {@link Long#MAX_VALUE} if there is no last one
 * @param share of the indices, more than 0, that have a row
 */
public record ProblemSource(ShardRows rows, long end, double share) {

  /** Problems that are drawn without an end. */
  public static ProblemSource drawn(Family family, Split split) {
    return new ProblemSource(new Draws(family, split), Long.MAX_VALUE, 1);
  }

  boolean endless() {
    return end == Long.MAX_VALUE;
  }
}
