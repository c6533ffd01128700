package dev.switchback.family.countdown.follow;

import static dev.switchback.family.countdown.follow.WrongLine.BOOKKEEPING;
import static dev.switchback.family.countdown.follow.WrongLine.FALSE_DEAD_END;
import static dev.switchback.family.countdown.follow.WrongLine.FALSE_GOAL;
import static dev.switchback.family.countdown.follow.WrongLine.GRAMMAR;
import static dev.switchback.family.countdown.follow.WrongLine.ORDER;
import static dev.switchback.family.countdown.follow.WrongLine.PRUNING;

import dev.switchback.family.countdown.puzzle.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows a search in the full grammar, from the line after the prompt to the claim of the goal.
 * Each method takes a line of its kind, says what is wrong with it, and carries it out as it is
 * written. Lists of numbers are the same in any order.
 */
public final class SearchFollower {
  private static final String ROOT = "0";

  private final SearchRule rule;
  private final long target;
  private final Map<String, FollowedNode> nodes = new LinkedHashMap<>();
  private final FollowedNode root;
  private FollowedNode current;

  /** Where the text goes, null if it has not written that node. */
  private FollowedNode ahead;

  private Operation explored;
  private List<Long> left = List.of();
  private Place place = Place.AT_NODE;

  /**
   * @param numbers of the problem, in the order of the prompt
   */
  public SearchFollower(SearchRule rule, List<Long> numbers, long target) {
    this.rule = rule;
    this.target = target;
    root = new FollowedNode(rule, target, null, List.of(), numbers);
    current = root;
    nodes.put(ROOT, root);
  }

  /** What the text has come to. */
  private enum Place {
    /** A state is written. */
    AT_NODE,
    /** A child was looked at, and nothing said of it. */
    EXPLORED,
    /** The child was made a node. */
    GENERATED,
    /** The child is hopeless. */
    HOPELESS,
    /** The search has gone to a node, whose state is not written yet. */
    MOVED
  }

  /** A line that tells a state. */
  public Optional<WrongLine> state(
      long statedTarget, List<Long> numbers, List<Operation> operations) {
    boolean due = place == Place.MOVED || place == Place.GENERATED && !rule.isDepthFirst();
    FollowedNode node = due && ahead != null ? ahead : known(operations);
    boolean follows =
        statedTarget == target
            && AvailableNumbers.same(numbers, node.numbers())
            && operations.equals(node.operations());
    current = node;
    current.rewrite(numbers, operations);
    place = Place.AT_NODE;
    return due ? BOOKKEEPING.unless(follows) : Optional.of(ORDER);
  }

  /** A line that looks at a child. */
  public Optional<WrongLine> explored(Operation operation, List<Long> resulting) {
    boolean due =
        place == Place.AT_NODE
            || !rule.isDepthFirst() && (place == Place.GENERATED || place == Place.HOPELESS);
    Optional<WrongLine> wrong =
        current
            .possible(operation)
            .or(() -> ORDER.unless(due))
            .or(() -> current.chosen(operation))
            .or(
                () ->
                    BOOKKEEPING.unless(AvailableNumbers.same(resulting, current.left(operation))));
    current.explore(operation);
    explored = operation;
    left = List.copyOf(resulting);
    place = Place.EXPLORED;
    return wrong;
  }

  /**
   * A line that makes the child a node.
   *
   * @param statedTarget the target, which the line of a direct solution does not tell: empty there
   */
  public Optional<WrongLine> generated(
      String name, Optional<Long> statedTarget, List<Long> numbers, Operation operation) {
    boolean due = place == Place.EXPLORED && left.size() > 1;
    boolean follows =
        operation.equals(explored)
            && AvailableNumbers.same(numbers, left)
            && statedTarget.map(stated -> stated == target && isName(name)).orElse(true);
    boolean hopeless = rule.oracle() && left.size() == 2 && !AvailableNumbers.makes(left, target);
    ahead = current.child(operation, numbers);
    nodes.put(name, ahead);
    place = Place.GENERATED;
    return ORDER
        .unless(due)
        .or(() -> BOOKKEEPING.unless(follows))
        .or(() -> PRUNING.unless(!hopeless));
  }

  /** A line that goes to a node. */
  public Optional<WrongLine> moved(String name) {
    boolean right = rule.isDepthFirst() ? isDue(name) : mayMove(name);
    ahead = nodes.get(name);
    place = Place.MOVED;
    return ORDER.unless(right);
  }

  /** A line that calls a number equal or unequal to the target. */
  public Optional<WrongLine> judged(long number, long statedTarget, boolean goal) {
    boolean due = place == Place.EXPLORED;
    boolean leaf = left.size() == 1;
    boolean follows = statedTarget == target && (!leaf || left.get(0) == number);
    place = Place.HOPELESS;
    if (!due) {
      return Optional.of(ORDER);
    }
    if (!follows) {
      return Optional.of(BOOKKEEPING);
    }
    return goal
        ? FALSE_GOAL.unless(leaf && number == target)
        : ORDER.unless(leaf).or(() -> FALSE_DEAD_END.unless(number != target));
  }

  /** A line that calls numbers hopeless. */
  public Optional<WrongLine> dismissed(List<Long> numbers) {
    boolean due = place == Place.EXPLORED;
    boolean follows = AvailableNumbers.same(numbers, left);
    boolean known = rule.heuristic().isEmpty() || rule.oracle();
    place = Place.HOPELESS;
    return ORDER
        .unless(due)
        .or(() -> BOOKKEEPING.unless(follows))
        .or(() -> PRUNING.unless(known && numbers.size() == 2))
        .or(() -> FALSE_DEAD_END.unless(!AvailableNumbers.makes(numbers, target)));
  }

  /** The line that says that nothing was found. */
  public Optional<WrongLine> exhausted() {
    return rule.isDepthFirst()
        ? Optional.of(GRAMMAR)
        : ORDER.unless(place == Place.HOPELESS || place == Place.AT_NODE);
  }

  private boolean isName(String name) {
    String parent =
        nodes.entrySet().stream()
            .filter(node -> node.getValue() == current)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("");
    return name.equals(parent + "," + (current.explored() - 1));
  }

  /** Whether a depth-first search goes to that node now. */
  private boolean isDue(String name) {
    FollowedNode asked = nodes.get(name);
    boolean back = current.nearestWithChildren().filter(node -> node == asked).isPresent();
    return switch (place) {
      case GENERATED -> asked == ahead;
      case HOPELESS -> back;
      case AT_NODE -> back && !current.hasChildrenLeft();
      case EXPLORED, MOVED -> false;
    };
  }

  private boolean mayMove(String name) {
    return nodes.containsKey(name) && place != Place.EXPLORED && place != Place.MOVED;
  }

  /** The node that operations lead to, a new one if the text has written none. */
  private FollowedNode known(List<Operation> operations) {
    return nodes.values().stream()
        .filter(node -> node.operations().equals(operations))
        .findFirst()
        .orElseGet(() -> new FollowedNode(rule, target, root, operations, List.of()));
  }
}
