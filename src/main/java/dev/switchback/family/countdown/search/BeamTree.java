package dev.switchback.family.countdown.search;

import dev.switchback.family.countdown.puzzle.CountdownBoard;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.Operator;

/**
 * The nodes of a breadth-first search, numbered as they are made; node 0 is the problem itself.
 * Listeners read it during an event and change nothing.
 */
public final class BeamTree {
  /** The widest beam. */
  public static final int MOST_BEAM = 5;

  /** The most nodes there can be at one time, with the most numbers and the widest beam. */
  public static final int CAPACITY = capacity();

  private static final int ROW = CountdownProblem.MAX_NUMBERS;

  private final long[] numbers = new long[CAPACITY * ROW];
  private final int[] sizes = new int[CAPACITY];
  private final int[] parents = new int[CAPACITY];
  private final int[] places = new int[CAPACITY];
  private final long[] lefts = new long[CAPACITY];
  private final long[] rights = new long[CAPACITY];
  private final Operator[] operators = new Operator[CAPACITY];
  private int target;
  private int nodes;

  BeamTree() {}

  /** Every level down to two numbers is full, and one leaf is being looked at. */
  private static int capacity() {
    int level = 1;
    int all = 1;
    for (int size = CountdownProblem.MAX_NUMBERS; size > 2; size--) {
      level *= MOST_BEAM;
      all += level;
    }
    return all + 1;
  }

  /** The number to make. */
  public int target() {
    return target;
  }

  /** The node from which a node was made. */
  public int parent(int node) {
    return parents[node];
  }

  /** Which child of its parent a node is, counted from 0. */
  public int place(int node) {
    return places[node];
  }

  /** How many numbers are at hand at a node. */
  public int size(int node) {
    return sizes[node];
  }

  /** A number at hand at a node, 0 to {@link #size} - 1. */
  public long number(int node, int position) {
    return numbers[node * ROW + position];
  }

  /** The operand before the sign of the operation that made a node. */
  public long left(int node) {
    return lefts[node];
  }

  /** The operand after the sign. */
  public long right(int node) {
    return rights[node];
  }

  /** The kind of the operation. */
  public Operator operator(int node) {
    return operators[node];
  }

  /** What the operation makes: the last number at hand. */
  public long result(int node) {
    return number(node, sizes[node] - 1);
  }

  void begin(CountdownProblem problem) {
    target = problem.target();
    sizes[0] = problem.numbers().size();
    for (int i = 0; i < sizes[0]; i++) {
      numbers[i] = problem.numbers().get(i);
    }
    nodes = 1;
  }

  void show(int node, CountdownBoard board) {
    board.begin(numbers, node * ROW, sizes[node]);
  }

  int add(int parent, int place, CountdownBoard board, int operation) {
    int node = nodes++;
    parents[node] = parent;
    places[node] = place;
    lefts[node] = board.left(operation);
    rights[node] = board.right(operation);
    operators[node] = board.operator(operation);
    int left = node * ROW;
    for (int i = 0; i < board.size(); i++) {
      if (i != board.first(operation) && i != board.second(operation)) {
        numbers[left++] = board.number(i);
      }
    }
    numbers[left] = board.result(operation);
    sizes[node] = board.size() - 1;
    return node;
  }

  void removeLast() {
    nodes--;
  }
}
