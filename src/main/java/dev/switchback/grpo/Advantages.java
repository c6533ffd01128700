package dev.switchback.grpo;

import dev.switchback.metric.estimate.PassAtK;
import java.util.Arrays;

/**
 * What each completion of a group is worth beside the others of its group: positive where it is to
 * become likelier. Where all rewards of a group are equal, all advantages are 0.
 */
public enum Advantages {
  /**
   * (reward - mean) / (standard deviation + 1e-6), the deviation with n - 1 in its denominator:
   * GRPO (Shao et al. 2024, arXiv 2402.03300), as verl computes it.
   */
  Z_SCORE("z-score") {
    @Override
    double[] ofDifferent(double[] rewards, int k) {
      double mean = mean(rewards);
      double squares = Arrays.stream(rewards).map(r -> (r - mean) * (r - mean)).sum();
      double deviation = Math.sqrt(squares / (rewards.length - 1));
      return Arrays.stream(rewards).map(r -> (r - mean) / (deviation + EPSILON)).toArray();
    }
  },

  /** reward - mean: Dr. GRPO (Liu et al. 2025, arXiv 2503.20783). */
  CENTRED("centred") {
    @Override
    double[] ofDifferent(double[] rewards, int k) {
      double mean = mean(rewards);
      return Arrays.stream(rewards).map(r -> r - mean).toArray();
    }
  },

  /** reward - mean of the others: RLOO (Ahmadian et al. 2024, arXiv 2402.14740). */
  LEAVE_ONE_OUT("leave-one-out") {
    @Override
    double[] ofDifferent(double[] rewards, int k) {
      double sum = Arrays.stream(rewards).sum();
      int others = rewards.length - 1;
      return Arrays.stream(rewards).map(r -> r - (sum - r) / others).toArray();
    }
  },

  /**
   * The advantages under which the group's pass@k is rewarded (Chen et al. 2025, arXiv 2508.10751,
   * section 2.4). Rewards above 0 count as right.
   */
  PASS_AT_K("pass-at-k") {
    @Override
    double[] ofDifferent(double[] rewards, int k) {
      int n = rewards.length;
      int right = (int) Arrays.stream(rewards).filter(r -> r > 0).count();
      double mean = PassAtK.estimate(n, right, k);
      double deviation = Math.sqrt(mean * (1 - mean));
      if (deviation == 0) {
        return new double[n];
      }
      double ofRight = (1 - mean) / deviation;
      double othersFail = k == 1 ? 1 : 1 - PassAtK.estimate(n - 1, right, k - 1);
      double ofWrong = (1 - mean - othersFail) / deviation;
      return Arrays.stream(rewards).map(r -> r > 0 ? ofRight : ofWrong).toArray();
    }
  };

  private static final double EPSILON = 1e-6;

  private final String key;

  Advantages(String key) {
    this.key = key;
  }

  /** By the word that a configuration file has for it. */
  public static Advantages of(String key) {
    return Arrays.stream(values())
        .filter(kind -> kind.key.equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot compute advantages: "
                        + key
                        + ", expected z-score, centred, leave-one-out or pass-at-k"));
  }

  /** Whether rewards are all the same number, so that nothing can be learned from comparing. */
  public static boolean areEqual(double[] rewards) {
    return Arrays.stream(rewards).allMatch(reward -> reward == rewards[0]);
  }

  /**
   * The advantages of a group.
   *
   * @param rewards of its completions, two or more
   * @param k that {@link #PASS_AT_K} rewards, without meaning for the others
   */
  public double[] of(double[] rewards, int k) {
    return areEqual(rewards) ? new double[rewards.length] : ofDifferent(rewards, k);
  }

  abstract double[] ofDifferent(double[] rewards, int k);

  private static double mean(double[] rewards) {
    return Arrays.stream(rewards).sum() / rewards.length;
  }
}
