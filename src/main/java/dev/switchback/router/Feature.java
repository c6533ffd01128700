package dev.switchback.router;

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
  String column() {
    return "feature_" + name;
  }

  static Feature surface(String name, String expression) {
    return new Feature(name, Source.SURFACE, expression);
  }

  static Feature solver(String name, String expression) {
    return new Feature(name, Source.SOLVER, expression);
  }
}
