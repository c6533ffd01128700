package dev.switchback.family.countdown.follow;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.search.ChildOrder;
import dev.switchback.family.countdown.search.ChildOrder.Child;
import dev.switchback.family.countdown.search.Distance.Heuristic;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a search.
 *
 * @param heuristic that its children are chosen by, empty if it is not known
 * @param beam width of a breadth-first search, 0 of any other
 * @param oracle whether two numbers that cannot make the target are dismissed at once
 */
public record SearchRule(Optional<Heuristic> heuristic, int beam, boolean oracle) {
  /** What holds for all searches, and for solutions without one. */
  public static final SearchRule ANY = new SearchRule(Optional.empty(), 0, false);

  /** A depth-first search. */
  public static SearchRule depthFirst(Heuristic heuristic, boolean oracle) {
    return new SearchRule(Optional.of(heuristic), 0, oracle);
  }

  /**
   * A breadth-first search. The order in which it tries the children that it keeps is drawn, and is
   * not judged, nor which node it looks at next.
   */
  public static SearchRule breadthFirst(Heuristic heuristic, int beam) {
    return new SearchRule(Optional.of(heuristic), beam, false);
  }

  /** Whether each line follows from those before it. */
  boolean isDepthFirst() {
    return heuristic.isPresent() && beam == 0;
  }

  boolean isBreadthFirst() {
    return beam > 0;
  }

  /**
   * The children of a node that the search looks at; none where it is not known.
   *
   * @param numbers at hand, as the text has written them
   */
  List<Child> children(List<Long> numbers, long target) {
    boolean known = numbers.size() > 1 && numbers.size() <= CountdownProblem.MAX_NUMBERS;
    if (heuristic.isEmpty() || !known) {
      return List.of();
    }
    ChildOrder order = new ChildOrder(heuristic.get(), target);
    return isBreadthFirst() ? order.kept(numbers, beam) : order.depthFirst(numbers);
  }
}
