package dev.switchback.family.countdown.puzzle;

import dev.switchback.random.RandomStream;
import java.util.Arrays;

/**
 * Which canonical problems, sorted numbers and target, training never sees: a hash as a number in
 * [0, 1), compared with the share, decides. Not safe for use by several threads.
 */
final class ValidationShare {
  private final double share;
  private final long seed;
  private final long[] canonical;

  /**
   * @param numbers of each problem
   */
  ValidationShare(double share, long seed, int numbers) {
    this.share = share;
    this.seed = seed;
    this.canonical = new long[numbers + 1];
  }

  boolean has(int[] numbers, int target) {
    for (int i = 0; i < numbers.length; i++) {
      canonical[i] = numbers[i];
    }
    Arrays.sort(canonical, 0, numbers.length);
    canonical[numbers.length] = target;
    return RandomStream.of(seed, "countdown-validation-share", canonical).nextDouble() < share;
  }
}
