package dev.switchback.metric;

/**
 * How often something was seen: a row of a distribution, small whatever the number of completions.
 *
 * <ul>
 *   <li>{@code lengths}: {@code x} generated tokens of a completion, {@code y} 1 if it is correct
 *       and 0 if not; completions are counted.
 *   <li>{@code successes}: {@code x} correct completions of a problem, {@code y} all its
 *       completions; problems are counted.
 *   <li>{@code mistakes}: {@code x} this player's mistakes before its first success on a problem,
 *       {@code y} the other's, -1 for one that does not solve it; problems are counted.
 * </ul>
 *
 * @param player whose it is
 * @param distribution {@code lengths}, {@code successes} or {@code mistakes}
 * @param other the other player of {@code mistakes}, otherwise empty
 * @param x see above
 * @param y see above
 * @param count how many
 */
public record Count(
    String player, String distribution, String other, double x, double y, long count) {}
