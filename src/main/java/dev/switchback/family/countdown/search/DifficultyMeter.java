package dev.switchback.family.countdown.search;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.CountdownSolver;

/**
 * Measures how hard problems are, one after the other in the same memory. Not safe for use by
 * several threads.
 */
public final class DifficultyMeter {
  private final CountdownSolver solver = new CountdownSolver();
  private final DepthFirstSearch search = new DepthFirstSearch();
  private final SearchCount count = new SearchCount();

  /** The difficulty of a problem, which may have no solution at all. */
  public CountdownDifficulty measure(CountdownProblem problem) {
    count.reset();
    boolean sumSolves = search.search(problem, Heuristic.SUM, count);
    int sumNodes = count.explored();
    count.reset();
    boolean multSolves = search.search(problem, Heuristic.MULT, count);
    return new CountdownDifficulty(
        solver.countSolutions(problem), sumNodes, sumSolves, count.explored(), multSolves);
  }
}
