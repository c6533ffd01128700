package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a text says up to its first claim of the goal.
 *
 * @param steps the operations of the last state before the claim and the last one explored before
 *     it; empty if one of the two lines is missing or malformed
 * @param claim the two numbers that the claim calls equal; empty if they are missing or malformed
 * @param claimEnd the offset just after the claim, -1 if there is none
 * @param mistakes leaves found unequal before the claim
 */
record Answer(
    Optional<List<Operation>> steps, Optional<List<Long>> claim, int claimEnd, int mistakes) {

  static Answer of(String text) {
    return TerseText.isOf(text) ? TerseText.of(text).answer() : of(text, 0, Grammar.EQUAL);
  }

  /**
   * What a part of a text in the full grammar says up to its first claim.
   *
   * @param from where the part begins
   * @param words of a claim, after the two numbers
   */
  static Answer of(String text, int from, String words) {
    int equal = text.indexOf(words, from);
    if (equal < 0) {
      int mistakes = occurrences(text, Grammar.UNEQUAL, text.length());
      return new Answer(Optional.empty(), Optional.empty(), -1, mistakes);
    }
    int line = text.lastIndexOf('\n', equal) + 1;
    return new Answer(
        steps(text, from, line),
        LineParser.claim(text, line, words),
        equal + words.length(),
        occurrences(text, Grammar.UNEQUAL, line));
  }

  boolean claims() {
    return claimEnd >= 0;
  }

  /** How often a piece stands in a text before an offset. */
  static int occurrences(String text, String piece, int end) {
    int found = 0;
    for (int at = text.indexOf(piece);
        at >= 0 && at < end;
        at = text.indexOf(piece, at + piece.length())) {
      found++;
    }
    return found;
  }

  private static Optional<List<Operation>> steps(String text, int from, int before) {
    int stateLine = text.lastIndexOf(Grammar.STATE, before);
    int exploringLine = text.lastIndexOf(Grammar.EXPLORING, before);
    if (stateLine < from || exploringLine < from) {
      return Optional.empty();
    }
    var state = LineParser.state(text, stateLine);
    var last = LineParser.exploring(text, exploringLine);
    if (state.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    List<Operation> steps = new ArrayList<>(state.get().operations());
    steps.add(last.get());
    return Optional.of(steps);
  }
}
