package dev.switchback.family.countdown.follow;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What may be wrong with a line of a search, or a step of a terse one. */
public enum WrongLine {
  /** The operation's result is wrong, or not allowed. */
  ARITHMETIC("an operation with a wrong result"),
  /** The operation takes a number that is not in the state last written. */
  UNAVAILABLE_OPERAND("an operation on a number that is not there"),
  /** Numbers, operations or a name are written that do not follow from what was written before. */
  BOOKKEEPING("a state that does not follow from the operation"),
  /** The search leaves this child out, or does not; or it sees at once that two are hopeless. */
  PRUNING("a child that the search leaves out, or one left out that it would look at"),
  /** The search would do something else next: another child, another node, another line. */
  ORDER("not the step that the search takes next"),
  /** Called hopeless, but the target is there, or one operation away. */
  FALSE_DEAD_END("a dead end that is none"),
  /** The goal is claimed where it is not reached. */
  FALSE_GOAL("a goal that is not reached"),
  /** No line of the grammar, or one that the search has no use for. */
  GRAMMAR("no line of the search");

  private final String words;

  WrongLine(String words) {
    this.words = words;
  }

  /** The name in tables. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All kinds by their keys, with what they are in words. */
  public static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    Arrays.stream(values()).forEach(kind -> all.put(kind.key(), kind.words));
    return all;
  }

  Optional<WrongLine> unless(boolean right) {
    return right ? Optional.empty() : Optional.of(this);
  }
}
