package dev.switchback.metric;

import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The budgets at which a curve is drawn. */
public final class BudgetGrid {
  private static final int POINTS_PER_DOUBLING = 8;

  private BudgetGrid() {}

  /**
   * Returns the given budgets and, between the smallest and the largest, whole numbers at eight
   * points per doubling.
   *
   * @param budgets positive, at least one
   */
  public static NavigableSet<Double> refine(Collection<? extends Number> budgets) {
    NavigableSet<Double> grid = new TreeSet<>();
    budgets.forEach(budget -> grid.add(budget.doubleValue()));
    if (grid.isEmpty() || grid.first() <= 0) {
      throw new IllegalArgumentException(
          "Cannot lay out budgets: " + budgets + ", expected at least one, all positive");
    }
    double first = grid.first();
    double last = grid.last();
    double step = Math.pow(2, 1.0 / POINTS_PER_DOUBLING);
    for (double budget = first; budget < last; budget *= step) {
      grid.add((double) Math.round(budget));
    }
    return grid;
  }
}
