package dev.switchback.metric;

/**
 * A figure that is a ratio of two sums over problems.
 *
 * @param name whose figure it is and what it measures
 * @param scope the problems that it is about
 * @param value what is summed up; asked of problems in the scope only
 * @param weight what it is divided by; likewise
 * @param undecided 1 for problems whose completions ran out before the budget; likewise
 * @param scale of the values
 */
record Figure(
    Name name, Scope scope, Quantity value, Quantity weight, Quantity undecided, Scale scale) {
  private static final Quantity NEVER = contest -> 0;

  /** What identifies a figure; {@link Measurement} says what is in it. */
  record Name(Player player, Metric metric, String detail, double at, Stratum stratum) {
    static Name of(Player player, Metric metric, double at) {
      return new Name(player, metric, "", at, Stratum.ALL);
    }

    static Name of(Player player, Metric metric, Player other, double at) {
      return new Name(player, metric, other.name(), at, Stratum.ALL);
    }

    Name detail(String text) {
      return new Name(player, metric, text, at, stratum);
    }

    Name of(Stratum level) {
      return new Name(player, metric, detail, at, level);
    }
  }

  /** How values lie, and how exactly they are added up. */
  enum Scale {
    /** From 0 to 1. */
    SHARE(0x1p-26),
    /** From -1 to 1. */
    DIFFERENCE(0x1p-26),
    /** Counts and their means, up to 2 x 10^12 in sum. */
    COUNT(0x1p-12);

    private final double unit;

    Scale(double unit) {
      this.unit = unit;
    }

    /** What values are rounded to multiples of. */
    double unit() {
      return unit;
    }
  }

  /** The mean over the problems of a scope. */
  static Figure mean(Name name, Scope scope, Quantity value, Scale scale) {
    return new Figure(name, scope, value, scope.problems(), NEVER, scale);
  }

  /** A ratio of two sums of counts over the problems of a scope. */
  static Figure ratio(Name name, Scope scope, Quantity value, Quantity weight) {
    return new Figure(name, scope, value, weight, NEVER, Scale.COUNT);
  }

  /** The same figure, given only if few problems are undecided. */
  Figure unless(Quantity undecided) {
    return new Figure(name, scope, value, weight, undecided, scale);
  }
}
