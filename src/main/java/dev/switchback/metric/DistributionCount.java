package dev.switchback.metric;

/**
 * How many of a player's completions or problems are alike: a row of a distribution.
 *
 * <ul>
 *   <li>{@code lengths}: completions with x generated tokens; y is 1 if they are correct, else 0.
 *   <li>{@code successes}: problems with x correct ones among y completions.
 *   <li>{@code mistakes}: problems with x mistakes of the player and y of the other before their
 *       first success, {@link #UNSOLVED} without one.
 * </ul>
 *
 * @param player whose it is
 * @param distribution its name
 * @param other the other player of a comparison, otherwise empty
 * @param x what is alike
 * @param y what is alike as well
 * @param count how many
 */
public record DistributionCount(
    String player, String distribution, String other, double x, double y, long count) {
  /** Completions by length. */
  public static final String LENGTHS = "lengths";

  /** Problems by correct completions. */
  public static final String SUCCESSES = "successes";

  /** Problems by the mistakes of two players. */
  public static final String MISTAKES = "mistakes";

  /** In place of the mistakes of a player that did not solve the problem. */
  public static final double UNSOLVED = -1;
}
