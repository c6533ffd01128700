package dev.switchback.family.countdown.search;

import dev.switchback.family.countdown.puzzle.CountdownBoard;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.search.Distance.Heuristic;
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

  /**
   * The nodes that a breadth-first search has still to look at, nearest first; of equally near ones
   * the older first.
   *
   * <p>A mean of up to six distances is kept as its whole part and the rest in sixtieths, so that
   * boards with different numbers of numbers are compared exactly.
   */
  private static final class Frontier {
    private static final int PARTS = 60;

    private final int[] nodes = new int[BeamTree.CAPACITY];
    private final long[] wholes = new long[BeamTree.CAPACITY];
    private final int[] parts = new int[BeamTree.CAPACITY];
    private int size;

    void clear() {
      size = 0;
    }

    int size() {
      return size;
    }

    /**
     * Adds a node.
     *
     * @param sum of distances
     * @param divisor by which it is divided, 1 to 6
     */
    void add(int node, long sum, int divisor) {
      long whole = sum / divisor;
      int part = (int) (sum % divisor) * (PARTS / divisor);
      int place = size++;
      while (place > 0 && !isBefore(place - 1, whole, part)) {
        nodes[place] = nodes[place - 1];
        wholes[place] = wholes[place - 1];
        parts[place] = parts[place - 1];
        place--;
      }
      nodes[place] = node;
      wholes[place] = whole;
      parts[place] = part;
    }

    /** Takes the nearest node away. */
    int removeNearest() {
      size--;
      return nodes[size];
    }

    /** Whether what stands at a place is farther, and so stands before what is added. */
    private boolean isBefore(int place, long whole, int part) {
      return wholes[place] > whole || wholes[place] == whole && parts[place] > part;
    }
  }
}
