package dev.switchback.family.countdown.search;

import dev.switchback.family.countdown.puzzle.CountdownBoard;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.search.ChildOrder.ChildQueue;
import dev.switchback.family.countdown.search.Distance.Heuristic;

/**
 * The depth-first search of arXiv 2504.07052: children in ascending order of the heuristic, equals
 * in the order in which the board lists them; children whose heuristic is above the target are left
 * out, so that the search may miss every solution. It ends at the first solution.
 *
 * <p>Not safe for use by several threads; one instance can search again and again.
 */
public final class DepthFirstSearch {
  private final SearchPath path = new SearchPath();
  private final Distance distance = new Distance();
  private final long[][] queues = new long[CountdownProblem.MAX_NUMBERS][];
  private final ChildQueue children = new ChildQueue();
  private boolean oracle;

  public DepthFirstSearch() {
    for (int depth = 0; depth < queues.length; depth++) {
      int numbers = CountdownProblem.MAX_NUMBERS - depth;
      queues[depth] = new long[CountdownBoard.mostOperations(numbers)];
    }
  }

  /** Searches and returns whether it found a solution. */
  public boolean search(CountdownProblem problem, Heuristic heuristic, SearchListener listener) {
    return search(problem, heuristic, false, listener);
  }

  /**
   * Searches with the heuristic mult and an oracle for the last level, and returns whether it found
   * a solution: two numbers that cannot make the target are dismissed at once. The problem's own
   * numbers are looked at in any case, also if they are only two.
   */
  public boolean searchWithOracle(CountdownProblem problem, SearchListener listener) {
    return search(problem, Heuristic.MULT, true, listener);
  }

  private boolean search(
      CountdownProblem problem, Heuristic heuristic, boolean oracle, SearchListener listener) {
    this.oracle = oracle;
    path.begin(problem);
    distance.begin(heuristic, problem.target());
    return search(listener);
  }

  private boolean search(SearchListener listener) {
    listener.entered(path);
    int depth = path.depth();
    int queued = children.fill(path.board(depth), distance, queues[depth]);
    for (int child = 0; child < queued; child++) {
      if (child > 0) {
        listener.returned(path);
      }
      path.descend(ChildQueue.operation(queues[depth][child]), child);
      if (tryChild(listener)) {
        return true;
      }
      path.ascend();
    }
    return false;
  }

  private boolean tryChild(SearchListener listener) {
    listener.explored(path);
    CountdownBoard board = path.board(path.depth());
    if (oracle && board.size() == 2 && !board.pairMakes(path.target())) {
      listener.dismissed(path);
      return false;
    }
    if (board.size() > 1) {
      listener.generated(path);
      return search(listener);
    }
    boolean goal = board.number(0) == path.target();
    listener.judged(path, goal);
    return goal;
  }
}
