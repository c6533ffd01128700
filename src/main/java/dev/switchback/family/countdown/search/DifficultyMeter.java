package dev.switchback.family.countdown.search;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.CountdownSolver;
import dev.switchback.family.countdown.search.Distance.Heuristic;

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

  /**
   * How hard a CountDown problem is for those who search.
   *
   * @param solutionCount solutions as sequences of operations, as {@link
   *     dev.switchback.family.countdown.puzzle.CountdownSolver#countSolutions} counts them
   * @param dfsSumNodes operations that the depth-first search with the heuristic sum explores up to
   *     its first solution, or in all if it misses every one
   * @param dfsSumSolves whether that search finds a solution in spite of what it leaves out
   * @param dfsMultNodes the same with the heuristic mult
   * @param dfsMultSolves the same with the heuristic mult
   */
  public record CountdownDifficulty(
      long solutionCount,
      int dfsSumNodes,
      boolean dfsSumSolves,
      int dfsMultNodes,
      boolean dfsMultSolves) {}
}
