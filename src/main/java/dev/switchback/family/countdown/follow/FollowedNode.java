package dev.switchback.family.countdown.follow;

import dev.switchback.family.countdown.puzzle.Operation;
import dev.switchback.family.countdown.puzzle.Operator;
import dev.switchback.family.countdown.search.ChildOrder.Child;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node of a search as a text has written it, and how far its children were looked at. */
final class FollowedNode {
  private final SearchRule rule;
  private final long target;
  private final FollowedNode parent;
  private List<Operation> operations;
  private List<Long> numbers;
  private List<Child> children;
  private List<Child> untried;
  private int explored;

  /**
   * @param parent null for the problem itself
   * @param operations that led here
   * @param numbers at hand, as written
   */
  FollowedNode(
      SearchRule rule,
      long target,
      FollowedNode parent,
      List<Operation> operations,
      List<Long> numbers) {
    this.rule = rule;
    this.target = target;
    this.parent = parent;
    this.operations = List.copyOf(operations);
    this.numbers = List.copyOf(numbers);
  }

  /** The node that an operation leads to from here. */
  FollowedNode child(Operation operation, List<Long> left) {
    List<Operation> all = new ArrayList<>(operations);
    all.add(operation);
    return new FollowedNode(rule, target, this, all, left);
  }

  List<Operation> operations() {
    return operations;
  }

  List<Long> numbers() {
    return numbers;
  }

  /** Takes the state as it is written now. */
  void rewrite(List<Long> written, List<Operation> ledHere) {
    operations = List.copyOf(ledHere);
    if (!written.equals(numbers)) {
      numbers = List.copyOf(written);
      children = null;
    }
  }

  /** How many children the text has looked at. */
  int explored() {
    return explored;
  }

  /** Whether the search has children to look at here. */
  boolean hasChildrenLeft() {
    list();
    return !untried.isEmpty();
  }

  /** This node, or the nearest above it, that has children left; empty if none has. */
  Optional<FollowedNode> nearestWithChildren() {
    FollowedNode node = this;
    while (node != null && !node.hasChildrenLeft()) {
      node = node.parent;
    }
    return Optional.ofNullable(node);
  }

  /** What is wrong with an operation and the numbers at hand, whatever the search. */
  Optional<WrongLine> possible(Operation operation) {
    List<Long> left = new ArrayList<>(numbers);
    if (!left.remove((Long) operation.left()) || !left.remove((Long) operation.right())) {
      return Optional.of(WrongLine.UNAVAILABLE_OPERAND);
    }
    return WrongLine.ARITHMETIC.unless(operation.isRight());
  }

  /** Whether the search looks at that child now. */
  Optional<WrongLine> chosen(Operation operation) {
    if (rule.heuristic().isEmpty()) {
      return Optional.empty();
    }
    list();
    boolean due = rule.isDepthFirst() ? isFirst(operation) : find(untried, operation) >= 0;
    if (due) {
      return Optional.empty();
    }
    return Optional.of(find(children, operation) < 0 ? WrongLine.PRUNING : WrongLine.ORDER);
  }

  /**
   * Notes that a child was looked at; a depth-first search never comes back to those before it.
   *
   * @return the numbers that it leaves, as the search lists them where that is known
   */
  List<Long> explore(Operation operation) {
    list();
    explored++;
    int at = find(untried, operation);
    if (at < 0) {
      return left(operation);
    }
    List<Long> left = untried.get(at).numbers();
    if (rule.isDepthFirst()) {
      untried.subList(0, at + 1).clear();
    } else {
      untried.remove(at);
    }
    return left;
  }

  /** The numbers that an operation leaves, as far as its operands are there. */
  List<Long> left(Operation operation) {
    List<Long> left = new ArrayList<>(numbers);
    left.remove((Long) operation.left());
    left.remove((Long) operation.right());
    left.add(operation.result());
    return left;
  }

  private boolean isFirst(Operation operation) {
    return find(untried, operation) == 0;
  }

  /** Lists the children again where the numbers were written in another way. */
  private void list() {
    if (children == null) {
      children = rule.children(numbers, target);
      untried =
          new ArrayList<>(children.subList(Math.min(explored, children.size()), children.size()));
    }
  }

  private static int find(List<Child> among, Operation operation) {
    for (int i = 0; i < among.size(); i++) {
      if (isSame(among.get(i).operation(), operation)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether two operations are the same, up to the order of what is added or multiplied. */
  private static boolean isSame(Operation one, Operation other) {
    boolean exchangeable = one.operator() == Operator.ADD || one.operator() == Operator.MULTIPLY;
    boolean exchanged =
        one.operator() == other.operator()
            && one.left() == other.right()
            && one.right() == other.left()
            && one.result() == other.result();
    return one.equals(other) || exchangeable && exchanged;
  }
}
