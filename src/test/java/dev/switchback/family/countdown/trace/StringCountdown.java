package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * CountDown's searches and traces once more, slowly: plain recursion over lists, texts joined from
 * strings. The fast implementation is compared with it.
 */
final class StringCountdown {
  private final long target;
  private final boolean mult;
  private final StringBuilder text = new StringBuilder();

  private boolean oracle;

  StringCountdown(CountdownProblem problem, boolean mult) {
    this.target = problem.target();
    this.mult = mult;
  }

  /** An operation and the numbers that it leaves. */
  record Child(String operation, List<Long> numbers) {}

  static String depthFirst(CountdownProblem problem, boolean mult) {
    StringCountdown search = new StringCountdown(problem, mult);
    search.visit("#0", numbers(problem), new ArrayList<>());
    return search.text.toString();
  }

  static String think(CountdownProblem problem) {
    StringCountdown search = new StringCountdown(problem, true);
    search.oracle = true;
    search.visit("#0", numbers(problem), new ArrayList<>());
    return search.text.toString();
  }

  static List<List<String>> solutions(CountdownProblem problem) {
    List<List<String>> solutions = new ArrayList<>();
    collect(numbers(problem), problem.target(), List.of(), solutions);
    return solutions;
  }

  static String direct(CountdownProblem problem) {
    StringBuilder text = new StringBuilder(state(problem.target(), numbers(problem), List.of()));
    List<Long> numbers = numbers(problem);
    List<String> done = new ArrayList<>();
    for (String step : solutions(problem).get(0)) {
      numbers = apply(numbers, step);
      done.add(step);
      text.append("Exploring Operation: " + step + ", Resulting Numbers: " + numbers + "\n");
      if (numbers.size() > 1) {
        int node = done.size() + 1;
        text.append("Generated Node #" + node + ": " + numbers + " from Operation: " + step + "\n");
        text.append(state(problem.target(), numbers, done));
      }
    }
    long last = numbers.get(0);
    return text.append(last + "," + problem.target() + " equal: Goal Reached\n").toString();
  }

  static List<Child> children(List<Long> numbers) {
    List<Child> children = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      for (int j = i + 1; j < numbers.size(); j++) {
        long a = numbers.get(i);
        long b = numbers.get(j);
        long larger = Math.max(a, b);
        long smaller = Math.min(a, b);
        List<Long> rest = new ArrayList<>(numbers);
        rest.remove(j);
        rest.remove(i);
        children.add(child(a, "+", b, a + b, rest));
        children.add(child(a, "*", b, a * b, rest));
        children.add(child(larger, "-", smaller, larger - smaller, rest));
        if (smaller != 0 && larger % smaller == 0) {
          children.add(child(larger, "/", smaller, larger / smaller, rest));
        }
      }
    }
    return children;
  }

  private boolean visit(String node, List<Long> numbers, List<String> done) {
    text.append(state(target, numbers, done));
    List<Child> children =
        children(numbers).stream()
            .filter(child -> heuristic(child.numbers) <= target)
            .sorted(Comparator.comparingDouble(child -> heuristic(child.numbers)))
            .toList();
    for (int i = 0; i < children.size(); i++) {
      Child child = children.get(i);
      text.append("Exploring Operation: " + child.operation);
      text.append(", Resulting Numbers: " + child.numbers + "\n");
      if (child.numbers.size() == 1) {
        boolean goal = child.numbers.get(0) == target;
        text.append(child.numbers.get(0) + "," + target);
        text.append(goal ? " equal: Goal Reached\n" : " unequal: No Solution\n");
        if (goal) {
          return true;
        }
      } else if (oracle && child.numbers.size() == 2 && isHopeless(child.numbers)) {
        text.append(child.numbers + " No Solution\n");
      } else {
        String name = node + "," + i;
        text.append("Generated Node " + name + ": " + target + ":" + child.numbers);
        text.append(" Operation: " + child.operation + "\nMoving to Node " + name + "\n");
        List<String> next = new ArrayList<>(done);
        next.add(child.operation);
        if (visit(name, child.numbers, next)) {
          return true;
        }
      }
      if (i < children.size() - 1) {
        text.append("Moving to Node " + node + "\n" + state(target, numbers, done));
      }
    }
    return false;
  }

  private boolean isHopeless(List<Long> numbers) {
    List<List<String>> solutions = new ArrayList<>();
    collect(numbers, target, List.of(), solutions);
    return solutions.isEmpty();
  }

  double heuristic(List<Long> numbers) {
    if (mult) {
      return numbers.stream().mapToLong(this::toNearestFactor).sum();
    }
    return numbers.stream().mapToLong(number -> Math.abs(number - target)).average().orElseThrow();
  }

  private long toNearestFactor(long number) {
    long nearest = target < 2 ? Math.abs(number - target) : Long.MAX_VALUE;
    for (long factor = 2; factor <= target; factor++) {
      if (target % factor == 0) {
        nearest = Math.min(nearest, Math.abs(number - factor));
      }
    }
    return nearest;
  }

  private static void collect(
      List<Long> numbers, long target, List<String> done, List<List<String>> solutions) {
    if (numbers.size() == 1 && numbers.get(0) == target) {
      solutions.add(done);
    }
    for (Child child : children(numbers)) {
      List<String> next = new ArrayList<>(done);
      next.add(child.operation);
      collect(child.numbers, target, next, solutions);
    }
  }

  private static List<Long> apply(List<Long> numbers, String operation) {
    return children(numbers).stream()
        .filter(child -> child.operation.equals(operation))
        .findFirst()
        .orElseThrow()
        .numbers();
  }

  private static Child child(long left, String sign, long right, long result, List<Long> rest) {
    List<Long> numbers = new ArrayList<>(rest);
    numbers.add(result);
    return new Child(left + sign + right + "=" + result, numbers);
  }

  static String state(long target, List<Long> numbers, List<String> done) {
    List<String> quoted = done.stream().map(operation -> "'" + operation + "'").toList();
    return "Current State: " + target + ":" + numbers + ", Operations: " + quoted + "\n";
  }

  static List<Long> numbers(CountdownProblem problem) {
    return problem.numbers().stream().map(Integer::longValue).toList();
  }
}
