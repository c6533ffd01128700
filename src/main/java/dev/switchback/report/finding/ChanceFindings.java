package dev.switchback.report.finding;

import dev.switchback.report.data.ExactChances;
import dev.switchback.report.data.ExactChances.Chance;
import dev.switchback.report.data.Formats;
import dev.switchback.report.data.PlayerStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Says in words whether what a model solves after rewards was out of its reach before. */
public final class ChanceFindings {
  /** Decimal logarithms of one in a hundred and one in ten thousand. */
  private static final double RARE = -2;

  private static final double HARDLY = -4;

  private final PlayerStyle before;
  private final PlayerStyle after;
  private final ExactChances chances;

  /**
   * @param before style of the model that was gone on from
   * @param after style of the reinforced model
   */
  public ChanceFindings(PlayerStyle before, PlayerStyle after, ExactChances chances) {
    this.before = before;
    this.after = after;
    this.chances = chances;
  }

  public List<String> all() {
    return List.of(means(), gained(), moved());
  }

  private String means() {
    return String.format(
        Locale.ROOT,
        "All right answers together have a probability of %s for %s and %s for %s, on average over"
            + " %s problems: a difference of %s. Of the tries that were drawn %s and %s are right;"
            + " their number is usual for its chance, in the central 95%% of its distribution, in"
            + " %s and %s of the problems.",
        Formats.share(chances.before()),
        before.label(),
        Formats.share(chances.after()),
        after.label(),
        Formats.whole(chances.problems().size()),
        Formats.points(chances.difference()),
        Formats.percentWithDigit(chances.drawn(Chance::before)),
        Formats.percentWithDigit(chances.drawn(Chance::after)),
        Formats.percentWithDigit(chances.agreement(Chance::log10Before, Chance::before)),
        Formats.percentWithDigit(chances.agreement(Chance::log10After, Chance::after)));
  }

  private String gained() {
    long all = count(Chance::isGained);
    if (all == 0) {
      return String.format(
          Locale.ROOT, "No problem is solved only by %s, in all tries.", after.label());
    }
    long rare = count(chance -> chance.isGained() && chance.log10Before() >= RARE);
    long never = count(chance -> chance.isGained() && chance.log10Before() < HARDLY);
    return String.format(
        Locale.ROOT,
        "Of the %s problems that only %s solves, in all tries, %s had a chance of at least 1 in 100"
            + " for a try of %s, %s one between 1 in 100 and 1 in 10,000, and %s a smaller one: the"
            + " first were rare, only the last can be called new.",
        Formats.whole(all),
        after.label(),
        Formats.whole(rare),
        before.label(),
        Formats.whole(all - rare - never),
        Formats.whole(never));
  }

  private String moved() {
    return String.format(
        Locale.ROOT,
        "Rewards raised the chance of %s problems and lowered that of %s; %s had a chance below 1"
            + " in 10,000 before, and %s have one after.",
        Formats.whole(count(chance -> chance.log10After() > chance.log10Before())),
        Formats.whole(count(chance -> chance.log10After() < chance.log10Before())),
        Formats.whole(count(chance -> chance.log10Before() < HARDLY)),
        Formats.whole(count(chance -> chance.log10After() < HARDLY)));
  }

  private long count(Predicate<Chance> predicate) {
    return chances.problems().stream().filter(predicate).count();
  }
}
