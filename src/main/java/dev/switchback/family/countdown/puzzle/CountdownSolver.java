package dev.switchback.family.countdown.puzzle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Exhaustive search for solutions, in lexicographic order: operations as {@link CountdownBoard}
 * lists them, the first step before the second. Not safe for use by several threads.
 */
public final class CountdownSolver {
  private final CountdownBoard[] boards = CountdownBoard.ladder(CountdownProblem.MAX_NUMBERS);
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
    List<Operation> steps = new ArrayList<>();
    while (boards[steps.size()].size() > 1) {
      Optional<Operation> step = firstPromising(steps.size());
      if (step.isEmpty()) {
        return List.of();
      }
      steps.add(step.get());
    }
    return List.copyOf(steps);
  }

  /**
   * All solutions as sequences of operations, in lexicographic order: two that differ in the order
   * of steps count as two, two that differ in which of equal numbers they take as one.
   */
  public List<List<Operation>> solutions(CountdownProblem problem) {
    boards[0].begin(problem);
    target = problem.target();
    Set<List<Operation>> found = new LinkedHashSet<>();
    collect(new ArrayDeque<>(), found);
    return List.copyOf(found);
  }

  private void collect(Deque<Operation> steps, Set<List<Operation>> found) {
    CountdownBoard board = boards[steps.size()];
    if (board.size() == 1) {
      if (board.number(0) == target) {
        found.add(List.copyOf(steps));
      }
      return;
    }
    board.list();
    for (int operation = 0; operation < board.operations(); operation++) {
      board.apply(operation, boards[steps.size() + 1]);
      steps.addLast(board.operation(operation));
      collect(steps, found);
      steps.removeLast();
    }
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

  /** The first operation from which the target can be made, carried out on the next board. */
  private Optional<Operation> firstPromising(int depth) {
    CountdownBoard board = boards[depth];
    board.list();
    for (int operation = 0; operation < board.operations(); operation++) {
      board.apply(operation, boards[depth + 1]);
      if (search(depth + 1, false) > 0) {
        return Optional.of(board.operation(operation));
      }
    }
    return Optional.empty();
  }

  /** Counts the solutions from a board on, all of them or until the first choice that has some. */
  private long search(int depth, boolean all) {
    CountdownBoard board = boards[depth];
    switch (board.size()) {
      case 1:
        return board.number(0) == target ? 1 : 0;
      case 2:
        return pair(board.number(0), board.number(1));
      case 3:
        return triple(board.number(0), board.number(1), board.number(2));
      default:
        board.list();
    }
    long found = 0;
    for (int operation = 0; operation < board.operations(); operation++) {
      board.apply(operation, boards[depth + 1]);
      found += search(depth + 1, all);
      if (found > 0 && !all) {
        return found;
      }
    }
    return found;
  }

  private long triple(long one, long two, long three) {
    return pairFirst(one, two, three) + pairFirst(one, three, two) + pairFirst(two, three, one);
  }

  private long pairFirst(long one, long two, long rest) {
    long larger = Math.max(one, two);
    long smaller = Math.min(one, two);
    long found =
        pair(larger + smaller, rest) + pair(larger * smaller, rest) + pair(larger - smaller, rest);
    if (smaller != 0) {
      long quotient = larger / smaller;
      if (quotient * smaller == larger) {
        found += pair(quotient, rest);
      }
    }
    return found;
  }

  /** Without a division: the product of all numbers at hand stays below 10^18, as does this one. */
  private long pair(long one, long two) {
    long larger = Math.max(one, two);
    long smaller = Math.min(one, two);
    return (larger + smaller == target ? 1L : 0)
        + (larger * smaller == target ? 1 : 0)
        + (larger - smaller == target ? 1 : 0)
        + (smaller != 0 && smaller * target == larger ? 1 : 0);
  }
}
