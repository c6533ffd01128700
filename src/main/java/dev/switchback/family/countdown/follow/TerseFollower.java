package dev.switchback.family.countdown.follow;

import static dev.switchback.family.countdown.follow.WrongLine.FALSE_DEAD_END;
import static dev.switchback.family.countdown.follow.WrongLine.FALSE_GOAL;
import static dev.switchback.family.countdown.follow.WrongLine.GRAMMAR;
import static dev.switchback.family.countdown.follow.WrongLine.ORDER;
import static dev.switchback.family.countdown.follow.WrongLine.PRUNING;

import dev.switchback.family.countdown.puzzle.Operation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Follows a terse search from the problem on. Each method takes an operation or a mark, says what
 * is wrong with it, and carries it out as it is written.
 */
public final class TerseFollower {
  private final SearchRule rule;
  private final long target;
  private final Deque<FollowedNode> open = new ArrayDeque<>();
  private FollowedNode fresh;

  /**
   * @param numbers of the problem, in the order of the prompt
   */
  public TerseFollower(SearchRule rule, List<Long> numbers, long target) {
    this.rule = rule;
    this.target = target;
    open.push(new FollowedNode(rule, target, null, List.of(), numbers));
  }

  /** An operation, which leads to a child of the open node. */
  public Optional<WrongLine> explored(Operation operation) {
    FollowedNode node = open.peek();
    Optional<WrongLine> wrong = node.possible(operation).or(() -> node.chosen(operation));
    fresh = node.child(operation, node.explore(operation));
    return wrong;
  }

  /** What can be read as no operation; it changes nothing. */
  public Optional<WrongLine> unreadable() {
    fresh = open.peek();
    return Optional.of(GRAMMAR);
  }

  /** The child is expanded. */
  public Optional<WrongLine> expanded() {
    FollowedNode node = fresh;
    fresh = null;
    if (node == null) {
      return Optional.of(GRAMMAR);
    }
    open.push(node);
    boolean dismissed =
        rule.oracle()
            && node.numbers().size() == 2
            && !AvailableNumbers.makes(node.numbers(), target);
    return ORDER.unless(node.numbers().size() > 1).or(() -> PRUNING.unless(!dismissed));
  }

  /** The child is hopeless. */
  public Optional<WrongLine> hopeless() {
    FollowedNode node = fresh;
    fresh = null;
    if (node == null) {
      return Optional.of(GRAMMAR);
    }
    List<Long> numbers = node.numbers();
    if (numbers.size() == 1) {
      return FALSE_DEAD_END.unless(numbers.get(0) != target);
    }
    boolean known = rule.heuristic().isEmpty() || rule.oracle();
    return PRUNING
        .unless(known && numbers.size() == 2)
        .or(() -> FALSE_DEAD_END.unless(!AvailableNumbers.makes(numbers, target)));
  }

  /** The child is the goal. */
  public Optional<WrongLine> goal() {
    FollowedNode node = fresh;
    fresh = null;
    return node == null
        ? Optional.of(GRAMMAR)
        : FALSE_GOAL.unless(node.numbers().equals(List.of(target)));
  }

  /** Back to the node before, to look at another of its children, or of one above it. */
  public Optional<WrongLine> back() {
    fresh = null;
    if (open.size() == 1) {
      return Optional.of(ORDER);
    }
    FollowedNode left = open.pop();
    boolean due = !left.hasChildrenLeft() && open.peek().nearestWithChildren().isPresent();
    return ORDER.unless(!rule.isDepthFirst() || due);
  }
}
