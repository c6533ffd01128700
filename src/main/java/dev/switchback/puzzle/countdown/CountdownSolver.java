package dev.switchback.puzzle.countdown;

import java.util.ArrayList;
import java.util.List;

/**
 * Exhaustive search for solutions, in lexicographic order: operations as {@link CountdownBoard}
 * lists them, the first step before the second. Not safe for use by several threads.
 */
public final class CountdownSolver {
  private final CountdownBoard[] boards = CountdownBoard.ladder(CountdownProblem.MAX_NUMBERS);
  private final int[] chosen = new int[CountdownProblem.MAX_NUMBERS];
  private long target;

  /** Whether the numbers, 2 to 6 of them, can make the target. */
  public boolean solvable(int[] numbers, int target) {
    boards[0].begin(numbers);
    this.target = target;
    return search(0, false) > 0;
  }

  /** The problem's first solution, no steps if it has none. */
  public List<Operation> firstSolution(CountdownProblem problem) {
    boards[0].begin(problem);
    target = problem.target();
    return search(0, false) > 0 ? steps(problem.numbers().size() - 1) : List.of();
  }

  /**
   * The number of solutions as sequences of operations: two that differ in the order of steps, or
   * in which of two equal numbers they take, count as two.
   */
  public long countSolutions(CountdownProblem problem) {
    boards[0].begin(problem);
    target = problem.target();
    return search(0, true);
  }

  /** Counts the solutions from a board on, all of them or until the first choice that has some. */
  private long search(int depth, boolean all) {
    CountdownBoard board = boards[depth];
    if (board.size() == 2) {
      return solutionsOfPair(board);
    }
    board.list();
    long found = 0;
    for (int operation = 0; operation < board.operations(); operation++) {
      board.apply(operation, boards[depth + 1]);
      chosen[depth] = operation;
      found += search(depth + 1, all);
      if (found > 0 && !all) {
        return found;
      }
    }
    return found;
  }

  /** Without a division: the product of all numbers at hand stays below 10^18, as does this one. */
  private long solutionsOfPair(CountdownBoard board) {
    long larger = Math.max(board.number(0), board.number(1));
    long smaller = Math.min(board.number(0), board.number(1));
    return (larger + smaller == target ? 1 : 0)
        + (larger * smaller == target ? 1 : 0)
        + (larger - smaller == target ? 1 : 0)
        + (smaller != 0 && smaller * target == larger ? 1 : 0);
  }

  private List<Operation> steps(int count) {
    List<Operation> steps = new ArrayList<>(count);
    for (int depth = 0; depth < count - 1; depth++) {
      steps.add(boards[depth].operation(chosen[depth]));
    }
    CountdownBoard pair = boards[count - 1];
    pair.list();
    int last = 0;
    while (pair.result(last) != target) {
      last++;
    }
    steps.add(pair.operation(last));
    return List.copyOf(steps);
  }
}
