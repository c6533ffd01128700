package dev.switchback.metric;

import java.util.function.Predicate;

/**
 * The problems that a figure is about.
 *
 * @param problems 1 for each of them, 0 for others
 * @param completions how many completions the figure rests on, of each of them
 */
record Scope(Quantity problems, Quantity completions) {
  boolean has(Contest contest) {
    return problems.of(contest) != 0;
  }

  /** The problems of a level that a player has completions of. */
  static Scope of(Player player, Stratum stratum) {
    return new Scope(
        contest -> contest.isOf(stratum) && contest.has(player) ? 1 : 0,
        contest -> contest.outcomes(player).size());
  }

  /** The problems of a level that both players have completions of. */
  static Scope of(Player first, Player second, Stratum stratum) {
    return new Scope(
        contest -> contest.isOf(stratum) && contest.has(first) && contest.has(second) ? 1 : 0,
        contest -> contest.outcomes(first).size() + contest.outcomes(second).size());
  }

  /** Those of these problems for which something holds. */
  Scope where(Predicate<Contest> condition) {
    return new Scope(contest -> has(contest) && condition.test(contest) ? 1 : 0, completions::of);
  }
}
