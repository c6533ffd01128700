package dev.switchback.family.countdown.search;

/**
 * The nodes that a breadth-first search has still to look at, nearest first; of equally near ones
 * the older first.
 *
 * <p>A mean of up to six distances is kept as its whole part and the rest in sixtieths, so that
 * boards with different numbers of numbers are compared exactly.
 */
final class Frontier {
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
