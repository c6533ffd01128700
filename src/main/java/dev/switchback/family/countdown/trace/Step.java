package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.Operation;
import dev.switchback.trace.SearchTree.Mark;
import java.util.ArrayList;
import java.util.List;

/**
 * An operation and the numbers that it is to be carried out on.
 *
 * @param atHand before it
 */
record Step(List<Long> atHand, Operation operation) {

  /** What is wrong with it; nothing if it can be carried out. */
  List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    if (!operation.isRight()) {
      marks.add(Mark.ARITHMETIC);
    }
    List<Long> left = new ArrayList<>(atHand);
    if (!left.remove((Long) operation.left()) || !left.remove((Long) operation.right())) {
      marks.add(Mark.UNAVAILABLE_OPERAND);
    }
    return marks;
  }

  /** Whether numbers, in any order, are those that it leaves. */
  boolean leaves(List<Long> numbers) {
    List<Long> left = new ArrayList<>(atHand);
    left.remove((Long) operation.left());
    left.remove((Long) operation.right());
    left.add(operation.result());
    return same(left, numbers);
  }

  /** Whether two lists have the same numbers, in any order. */
  static boolean same(List<Long> one, List<Long> other) {
    return one.stream().sorted().toList().equals(other.stream().sorted().toList());
  }
}
