package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.CountdownBoard;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.CountdownSolver;
import dev.switchback.family.countdown.puzzle.Operation;
import dev.switchback.family.countdown.search.SearchListener;
import dev.switchback.family.countdown.search.StraightPlay;
import java.util.List;

/** Plays the first solution of problems. Not safe for use by several threads. */
final class SolutionPlay {
  private final CountdownSolver solver = new CountdownSolver();
  private final StraightPlay play = new StraightPlay();

  /**
   * Plays a problem's first solution in lexicographic order.
   *
   * @throws IllegalArgumentException if it has none
   */
  void play(CountdownProblem problem, SearchListener listener) {
    List<Operation> steps = solver.firstSolution(problem);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot write a direct solution: the numbers "
              + problem.numbers()
              + " cannot make "
              + problem.target()
              + ", expected a problem with a solution");
    }
    int numbers = problem.numbers().size();
    play.play(problem, board -> find(steps.get(numbers - board.size()), board), listener);
  }

  private static int find(Operation step, CountdownBoard board) {
    int operation = 0;
    while (!board.operation(operation).equals(step)) {
      operation++;
    }
    return operation;
  }
}
