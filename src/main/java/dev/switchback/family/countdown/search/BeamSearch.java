package dev.switchback.family.countdown.search;

import dev.switchback.family.countdown.puzzle.CountdownBoard;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.random.RandomStream;

/**
 * The breadth-first search of arXiv 2504.07052: it takes as many of the nearest nodes as the beam
 * is wide, looks at one after the other, keeps of each node's children as many of the nearest as
 * the beam is wide, and tries those in random order. Nothing is left out for being too far. It ends
 * at the first solution.
 *
 * <p>Not safe for use by several threads; one instance can search again and again.
 */
public final class BeamSearch {
  private final BeamTree tree = new BeamTree();
  private final Frontier frontier = new Frontier();
  private final Distance distance = new Distance();
  private final CountdownBoard board = new CountdownBoard(CountdownProblem.MAX_NUMBERS);
  private final long[] sums = new long[CountdownBoard.mostOperations(CountdownProblem.MAX_NUMBERS)];
  private final int[] kept = new int[BeamTree.MOST_BEAM];
  private final int[] row = new int[BeamTree.MOST_BEAM];
  private Heuristic heuristic = Heuristic.SUM;
  private int beam;

  /**
   * Searches and returns whether it found a solution.
   *
   * @param beam how many nodes are taken at a time and how many children each keeps, 1 to 5
   * @param order shuffles the children of each node
   */
  public boolean search(
      CountdownProblem problem,
      Heuristic heuristic,
      int beam,
      RandomStream order,
      BeamListener listener) {
    this.heuristic = heuristic;
    this.beam = beam;
    tree.begin(problem);
    distance.begin(heuristic, problem.target());
    frontier.clear();
    if (expand(0, order, listener)) {
      return true;
    }
    while (frontier.size() > 0) {
      int taken = Math.min(beam, frontier.size());
      for (int i = 0; i < taken; i++) {
        row[i] = frontier.removeNearest();
      }
      for (int i = 0; i < taken; i++) {
        listener.moved(tree, row[i]);
        if (expand(row[i], order, listener)) {
          return true;
        }
      }
    }
    listener.exhausted();
    return false;
  }

  private boolean expand(int node, RandomStream order, BeamListener listener) {
    listener.entered(tree, node);
    tree.show(node, board);
    distance.ofChildren(board, sums);
    int children = keepNearest();
    order.shuffle(kept, children);
    for (int place = 0; place < children; place++) {
      int child = tree.add(node, place, board, kept[place]);
      listener.explored(tree, child);
      if (tree.size(child) == 1) {
        boolean goal = tree.result(child) == tree.target();
        listener.judged(tree, child, goal);
        tree.removeLast();
        if (goal) {
          return true;
        }
      } else {
        listener.generated(tree, child);
        frontier.add(child, sums[kept[place]], heuristic == Heuristic.SUM ? tree.size(child) : 1);
      }
    }
    return false;
  }

  /** Fills {@link #kept} and returns how many there are; equals stay in their order. */
  private int keepNearest() {
    int count = 0;
    for (int operation = 0; operation < board.operations(); operation++) {
      int place = count;
      while (place > 0 && sums[kept[place - 1]] > sums[operation]) {
        place--;
      }
      if (place < beam) {
        count = Math.min(beam, count + 1);
        System.arraycopy(kept, place, kept, place + 1, count - 1 - place);
        kept[place] = operation;
      }
    }
    return count;
  }
}
