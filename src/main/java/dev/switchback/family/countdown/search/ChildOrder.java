package dev.switchback.family.countdown.search;

import dev.switchback.family.countdown.puzzle.CountdownBoard;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.Operation;
import dev.switchback.family.countdown.search.Distance.Heuristic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The children that a search looks at, for readers of its texts. Not safe for several threads. */
public final class ChildOrder {
  private final ChildQueue queue = new ChildQueue();
  private final Distance distance = new Distance();
  private final CountdownBoard board = new CountdownBoard(CountdownProblem.MAX_NUMBERS);
  private final CountdownBoard next = new CountdownBoard(CountdownProblem.MAX_NUMBERS);
  private final long[] entries =
      new long[CountdownBoard.mostOperations(CountdownProblem.MAX_NUMBERS)];

  /** The order of a heuristic for a target. */
  public ChildOrder(Heuristic heuristic, long target) {
    distance.begin(heuristic, target);
  }

  /**
   * A child of a node.
   *
   * @param numbers left after the operation, in their order
   */
  public record Child(Operation operation, List<Long> numbers) {}

  /**
   * The children that {@link DepthFirstSearch} looks at, in its order.
   *
   * @param numbers at hand, in their order, at most as many as a problem has
   */
  public List<Child> depthFirst(List<Long> numbers) {
    begin(numbers);
    return children(queue.fill(board, distance, entries));
  }

  /** The children that {@link BeamSearch} keeps, nearest first; it tries them in another order. */
  public List<Child> kept(List<Long> numbers, int beam) {
    begin(numbers);
    return children(Math.min(beam, queue.fillAll(board, distance, entries)));
  }

  private void begin(List<Long> numbers) {
    board.begin(numbers.stream().mapToLong(Long::longValue).toArray(), 0, numbers.size());
  }

  private List<Child> children(int count) {
    List<Child> children = new ArrayList<>();
    for (int child = 0; child < count; child++) {
      int operation = ChildQueue.operation(entries[child]);
      board.apply(operation, next);
      List<Long> left = IntStream.range(0, next.size()).mapToObj(next::number).toList();
      children.add(new Child(board.operation(operation), left));
    }
    return children;
  }

  /**
   * Sorts the operations of a board by what they leave. An entry is a heuristic with the operation
   * in the lowest bits, which keeps equals in their order.
   */
  static final class ChildQueue {
    private static final int OPERATION_BITS = 8;
    private static final int OPERATION_MASK = (1 << OPERATION_BITS) - 1;

    private final long[] sums =
        new long[CountdownBoard.mostOperations(CountdownProblem.MAX_NUMBERS)];

    /** The operation of an entry. */
    static int operation(long entry) {
      return (int) (entry & OPERATION_MASK);
    }

    /** Fills a queue with the children that are not too far, sorted, and returns how many. */
    int fill(CountdownBoard board, Distance distance, long[] queue) {
      return fill(board, distance, distance.limit(board.size() - 1), queue);
    }

    /** The same with all children. */
    int fillAll(CountdownBoard board, Distance distance, long[] queue) {
      return fill(board, distance, Long.MAX_VALUE, queue);
    }

    private int fill(CountdownBoard board, Distance distance, long limit, long[] queue) {
      distance.ofChildren(board, sums);
      int queued = 0;
      for (int operation = 0; operation < board.operations(); operation++) {
        if (sums[operation] <= limit) {
          insert(queue, queued++, sums[operation] << OPERATION_BITS | operation);
        }
      }
      return queued;
    }

    private static void insert(long[] queue, int queued, long entry) {
      int place = queued;
      while (place > 0 && queue[place - 1] > entry) {
        queue[place] = queue[place - 1];
        place--;
      }
      queue[place] = entry;
    }
  }
}
