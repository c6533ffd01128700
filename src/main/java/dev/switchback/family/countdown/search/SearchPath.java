package dev.switchback.family.countdown.search;

import dev.switchback.family.countdown.puzzle.CountdownBoard;
import dev.switchback.family.countdown.puzzle.CountdownProblem;

/**
 * Where a search stands: the boards from the problem's own, at depth 0, to the present one, and how
 * it went from each to the next. Listeners read it during an event and change nothing.
 */
public final class SearchPath {
  private final CountdownBoard[] boards = CountdownBoard.ladder(CountdownProblem.MAX_NUMBERS);
  private final int[] operations = new int[CountdownProblem.MAX_NUMBERS];
  private final int[] children = new int[CountdownProblem.MAX_NUMBERS];
  private int target;
  private int depth;

  /** The number to make. */
  public int target() {
    return target;
  }

  /** How many operations lead from the problem to the present board. */
  public int depth() {
    return depth;
  }

  /** The board at a depth, 0 to {@link #depth()}. */
  public CountdownBoard board(int depth) {
    return boards[depth];
  }

  /** The operation, by its number on the board at the given depth, that leads to the next depth. */
  public int operation(int depth) {
    return operations[depth];
  }

  /** Which child, counted from 0 among those looked at, the next depth's board is. */
  public int child(int depth) {
    return children[depth];
  }

  void begin(CountdownProblem problem) {
    boards[0].begin(problem);
    target = problem.target();
    depth = 0;
  }

  void descend(int operation, int child) {
    operations[depth] = operation;
    children[depth] = child;
    boards[depth].apply(operation, boards[depth + 1]);
    depth++;
  }

  void ascend() {
    depth--;
  }
}
