package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.Operation;
import dev.switchback.family.countdown.puzzle.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lines of the grammar. What is no such line gives an empty result; nothing fails. */
final class LineParser {
  private LineParser() {}

  /**
   * A state of a game.
   *
   * @param operations those carried out so far
   */
  record State(long target, List<Long> numbers, List<Operation> operations) {
    /** The problem, if this is the state before any operation and the numbers are a problem's. */
    Optional<CountdownProblem> problem() {
      return operations.isEmpty() ? CountdownProblem.find(numbers, target) : Optional.empty();
    }
  }

  /** The state that a line tells which begins at an offset. */
  static Optional<State> state(String text, int from) {
    TextScan scan = new TextScan(text, from);
    if (!scan.skip(Grammar.STATE)) {
      return Optional.empty();
    }
    long target = scan.number();
    List<Long> numbers = new ArrayList<>();
    List<Operation> operations = new ArrayList<>();
    boolean told =
        target >= 0
            && scan.skip(":[")
            && numbers(scan, numbers)
            && scan.skip("]" + Grammar.OPERATIONS + "[")
            && (scan.skip("]") || operations(scan, operations));
    return told ? Optional.of(new State(target, numbers, operations)) : Optional.empty();
  }

  /**
   * The problem that a terse text begins with, be it one or not.
   *
   * @param numbers one or more
   */
  record TersePrompt(long target, List<Long> numbers) {
    Optional<CountdownProblem> problem() {
      return CountdownProblem.find(numbers, target);
    }
  }

  /** The problem that a terse text begins with. */
  static Optional<TersePrompt> tersePrompt(String text) {
    TextScan scan = new TextScan(text, 0);
    long target = scan.number();
    List<Long> numbers = new ArrayList<>();
    boolean told =
        target >= 0
            && scan.skip(String.valueOf(TerseText.TARGET_END))
            && numbers(scan, numbers, String.valueOf(TerseText.SEPARATOR))
            && scan.skip(String.valueOf(TerseText.EXPANDED));
    return told ? Optional.of(new TersePrompt(target, numbers)) : Optional.empty();
  }

  /** The operation that a line explores which begins at an offset. */
  static Optional<Operation> exploring(String text, int from) {
    TextScan scan = new TextScan(text, from);
    if (!scan.skip(Grammar.EXPLORING)) {
      return Optional.empty();
    }
    Optional<Operation> operation = operation(scan);
    return scan.skip(Grammar.RESULTING) ? operation : Optional.empty();
  }

  /** The numbers that a line says an explored operation results in. */
  static Optional<List<Long>> resulting(String line) {
    int words = line.indexOf(Grammar.RESULTING);
    if (words < 0) {
      return Optional.empty();
    }
    TextScan scan = new TextScan(line, words + Grammar.RESULTING.length());
    List<Long> numbers = new ArrayList<>();
    boolean told = scan.skip("[") && numbers(scan, numbers) && scan.skip("]") && scan.atEnd();
    return told ? Optional.of(List.copyOf(numbers)) : Optional.empty();
  }

  /**
   * A node that a line tells of.
   *
   * @param target empty in a direct solution, where it is not told
   */
  record Generated(String name, Optional<Long> target, List<Long> numbers, Operation operation) {}

  /** The node that a line generates. */
  static Optional<Generated> generated(String line) {
    Optional<String> name = name(line, Grammar.GENERATED);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    TextScan scan = new TextScan(line, Grammar.GENERATED.length() + name.get().length());
    List<Long> numbers = new ArrayList<>();
    boolean opened = scan.skip(": ");
    long target = scan.number();
    opened &= scan.skip(target < 0 ? "[" : ":[");
    boolean told = opened && numbers(scan, numbers) && scan.skip("]");
    told &= scan.skip(target < 0 ? Grammar.FROM_OPERATION : Grammar.BY_OPERATION);
    Optional<Operation> operation = told ? operation(scan) : Optional.empty();
    return operation
        .filter(read -> scan.atEnd())
        .map(
            read ->
                new Generated(
                    name.get(),
                    target < 0 ? Optional.empty() : Optional.of(target),
                    List.copyOf(numbers),
                    read));
  }

  /**
   * The name of the node that a line is about.
   *
   * @param words before the name, at the line's beginning
   */
  static Optional<String> name(String line, String words) {
    int from = words.length();
    int to = from;
    while (to < line.length() && (line.charAt(to) == ',' || Character.isDigit(line.charAt(to)))) {
      to++;
    }
    return line.startsWith(words) && to > from
        ? Optional.of(line.substring(from, to))
        : Optional.empty();
  }

  /** The two numbers that a line calls equal which begins at an offset. */
  static Optional<List<Long>> claim(String text, int from, String words) {
    return pair(text, from, words);
  }

  /** The two numbers that a line calls unequal which begins at an offset. */
  static Optional<List<Long>> leaf(String text, int from) {
    return pair(text, from, Grammar.NOT_MADE);
  }

  /** The two numbers without a solution that a line tells which begins at an offset. */
  static Optional<List<Long>> dismissed(String text, int from) {
    TextScan scan = new TextScan(text, from);
    List<Long> numbers = new ArrayList<>();
    boolean told = scan.skip("[") && numbers(scan, numbers) && scan.skip("]" + Grammar.DISMISSED);
    return told && numbers.size() == 2 ? Optional.of(List.copyOf(numbers)) : Optional.empty();
  }

  /** The operation that a text is, from its beginning to its end. */
  static Optional<Operation> operation(String text) {
    TextScan scan = new TextScan(text, 0);
    return operation(scan).filter(operation -> scan.atEnd());
  }

  private static Optional<List<Long>> pair(String text, int from, String relation) {
    TextScan scan = new TextScan(text, from);
    long value = scan.number();
    boolean comma = scan.skip(",");
    long target = scan.number();
    return value >= 0 && comma && target >= 0 && scan.skip(relation)
        ? Optional.of(List.of(value, target))
        : Optional.empty();
  }

  private static boolean numbers(TextScan scan, List<Long> numbers) {
    return numbers(scan, numbers, Grammar.SEPARATOR);
  }

  private static boolean numbers(TextScan scan, List<Long> numbers, String separator) {
    do {
      long number = scan.number();
      if (number < 0) {
        return false;
      }
      numbers.add(number);
    } while (scan.skip(separator));
    return true;
  }

  private static boolean operations(TextScan scan, List<Operation> operations) {
    do {
      if (!scan.skip("'")) {
        return false;
      }
      Optional<Operation> operation = operation(scan);
      if (operation.isEmpty() || !scan.skip("'")) {
        return false;
      }
      operations.add(operation.get());
    } while (scan.skip(Grammar.SEPARATOR));
    return scan.skip("]");
  }

  private static Optional<Operation> operation(TextScan scan) {
    long left = scan.number();
    Optional<Operator> operator = scan.operator();
    long right = scan.number();
    boolean equals = scan.skip("=");
    long result = scan.number();
    return left >= 0 && operator.isPresent() && right >= 0 && equals && result >= 0
        ? Optional.of(new Operation(left, operator.get(), right, result))
        : Optional.empty();
  }

  /**
   * Reads along a text: each method says whether the text goes on as asked, and moves on if it
   * does. Never fails, however long or strange the text.
   */
  private static final class TextScan {
    /** As many digits as every long holds. */
    private static final int MOST_DIGITS = 18;

    private final String text;
    private int position;

    TextScan(String text, int from) {
      this.text = text;
      this.position = from;
    }

    boolean atEnd() {
      return position == text.length();
    }

    boolean skip(String expected) {
      boolean goesOn = text.startsWith(expected, position);
      position += goesOn ? expected.length() : 0;
      return goesOn;
    }

    /** The next whole number, in decimal without leading zeros; -1 if there is none. */
    long number() {
      int from = position;
      long number = 0;
      while (digit() >= 0 && position - from <= MOST_DIGITS) {
        number = 10 * number + digit();
        position++;
      }
      int digits = position - from;
      boolean leadingZero = digits > 1 && text.charAt(from) == '0';
      return digits == 0 || digits > MOST_DIGITS || leadingZero ? -1 : number;
    }

    /** The next sign. */
    Optional<Operator> operator() {
      for (Operator operator : Operator.values()) {
        if (position < text.length() && text.charAt(position) == operator.sign()) {
          position++;
          return Optional.of(operator);
        }
      }
      return Optional.empty();
    }

    private int digit() {
      char character = position < text.length() ? text.charAt(position) : ' ';
      return character >= '0' && character <= '9' ? character - '0' : -1;
    }
  }
}
