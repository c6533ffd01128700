package dev.switchback.family;

/**
 * A number that is known of a problem before anything is sampled.
 *
 * @param name in tables
 * @param source where it comes from
 * @param expression in SQL over the columns of {@code problems/}, a number
 */
public record Feature(String name, Source source, String expression) {
  /** Where a feature comes from. */
  public enum Source {
    /** It is seen by looking at the problem. */
    SURFACE,
    /** It takes a solver. */
    SOLVER
  }

  /** The column that a pipeline adds for it. */
  public String column() {
    return "feature_" + name;
  }

  /** A feature that is seen by looking at the problem. */
  public static Feature surface(String name, String expression) {
    return new Feature(name, Source.SURFACE, expression);
  }

  /** How hard the problem is: numbers over a wide range as logarithms, names by their order. */
  public static Feature of(Difficulty difficulty) {
    return difficulty.names().isEmpty()
        ? solver("log_" + difficulty.column(), "log2(1 + " + difficulty.number() + ")")
        : solver(difficulty.column(), difficulty.number());
  }

  /** A feature that takes a solver. */
  public static Feature solver(String name, String expression) {
    return new Feature(name, Source.SOLVER, expression);
  }
}
