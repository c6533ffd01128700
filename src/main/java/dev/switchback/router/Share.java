package dev.switchback.router;

import dev.switchback.random.RandomStream;

/**
 * A problem's part in cross-validation, a function of the seed and the problem alone.
 *
 * @param fold in which it is predicted, from 0
 * @param calibrates whether it calibrates predictors, rather than being learned from
 */
public record Share(int fold, boolean calibrates) {
  private static final int PARTS = 4;

  /** The part of a problem. */
  public static Share of(long seed, String problem, int folds) {
    RandomStream random = RandomStream.of(RandomStream.hash(seed, problem), "router-fold");
    return new Share(random.nextInt(folds), random.nextInt(PARTS) == 0);
  }
}
