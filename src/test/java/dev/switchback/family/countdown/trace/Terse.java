package dev.switchback.family.countdown.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns traces of one grammar into those of the other, by their texts alone. */
final class Terse {
  private static final Pattern PROBLEM = Pattern.compile("(\\d+):\\[?([\\d, ]+)[\\[\\]]");
  private static final Pattern OPERATION = Pattern.compile("(\\d+)([-+*/])(\\d+)=(\\d+)");

  private Terse() {}

  /**
   * A text with each list of numbers in ascending order: which of two equal numbers an operation
   * takes, and so the order of the others, is in the full grammar alone.
   */
  static String ordered(String text) {
    return Pattern.compile("\\[[0-9, ]+]")
        .matcher(text)
        .replaceAll(
            list ->
                Stream.of(list.group().replaceAll("[\\[\\]]", "").split(", "))
                    .sorted()
                    .toList()
                    .toString());
  }

  /** What a search or a solution in the full grammar is tersely. */
  static String ofFull(String full) {
    StringBuilder terse = new StringBuilder();
    int depth = 0;
    for (String line : full.lines().toList()) {
      if (terse.isEmpty()) {
        Matcher problem = PROBLEM.matcher(line);
        problem.find();
        terse.append(problem.group(1)).append(':').append(problem.group(2).replace(" ", ""));
        terse.append('[');
      } else if (line.startsWith("Exploring Operation: ")) {
        terse.append(line, "Exploring Operation: ".length(), line.indexOf(','));
      } else if (line.startsWith("Generated Node")) {
        terse.append('[');
      } else if (line.startsWith("Moving to Node")) {
        int to = (int) line.chars().filter(character -> character == ',').count();
        terse.append("]".repeat(Math.max(0, depth - to)));
        depth = to;
      } else if (line.endsWith("No Solution")) {
        terse.append('#');
      } else if (line.endsWith("Goal Reached")) {
        terse.append('.');
      }
    }
    return terse.toString();
  }

  /** A node of a search that is open. */
  private static final class Node {
    private final String name;
    private final List<String> numbers;
    private final List<String> operations;
    private int children;

    private Node(String name, List<String> numbers, List<String> operations) {
      this.name = name;
      this.numbers = numbers;
      this.operations = operations;
    }

    private String state(String target) {
      List<String> quoted = operations.stream().map(operation -> "'" + operation + "'").toList();
      return "Current State: " + target + ":" + numbers + ", Operations: " + quoted + "\n";
    }
  }

  /** What a terse search is in the full grammar. */
  static String toFull(String terse) {
    Matcher problem = PROBLEM.matcher(terse);
    problem.find();
    String target = problem.group(1);
    List<Node> open = new ArrayList<>();
    open.add(new Node("0", List.of(problem.group(2).split(",")), List.of()));
    StringBuilder full = new StringBuilder(open.get(0).state(target));
    Matcher piece = Pattern.compile(OPERATION + "|[\\[\\]#.]").matcher(terse);
    Node tried = null;
    for (int at = problem.end(); piece.find(at); at = piece.end()) {
      Node last = open.get(open.size() - 1);
      switch (piece.group()) {
        case "[" -> {
          open.add(tried);
          full.append("Generated Node #" + tried.name + ": " + target + ":" + tried.numbers);
          full.append(" Operation: " + tried.operations.get(tried.operations.size() - 1));
          full.append("\nMoving to Node #" + tried.name + "\n" + tried.state(target));
        }
        case "]" -> open.remove(open.size() - 1);
        case "#" -> {
          full.append(
              tried.numbers.size() == 1
                  ? tried.numbers.get(0) + "," + target + " unequal: No Solution\n"
                  : tried.numbers + " No Solution\n");
        }
        case "." -> full.append(tried.numbers.get(0) + "," + target + " equal: Goal Reached\n");
        default -> {
          if (last.children > 0) {
            full.append("Moving to Node #" + last.name + "\n" + last.state(target));
          }
          tried = child(last, piece.group(), List.of(piece.group(1), piece.group(3)));
          tried.numbers.add(piece.group(4));
          full.append("Exploring Operation: " + piece.group());
          full.append(", Resulting Numbers: " + tried.numbers + "\n");
        }
      }
    }
    return full.toString();
  }

  private static Node child(Node parent, String operation, List<String> operands) {
    List<String> numbers = new ArrayList<>(parent.numbers);
    operands.forEach(numbers::remove);
    List<String> operations = new ArrayList<>(parent.operations);
    operations.add(operation);
    return new Node(parent.name + "," + parent.children++, numbers, operations);
  }
}
