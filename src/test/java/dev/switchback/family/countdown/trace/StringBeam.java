package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.random.RandomStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** The breadth-first search and its trace once more, slowly: lists, a priority queue, strings. */
final class StringBeam {
  private final StringCountdown countdown;
  private final long target;
  private final int beam;
  private final RandomStream order;
  private final StringBuilder text = new StringBuilder();
  private final PriorityQueue<Node> open =
      new PriorityQueue<>(Comparator.comparingDouble(Node::distance).thenComparing(Node::age));
  private int age;

  private StringBeam(CountdownProblem problem, boolean mult, int beam, RandomStream order) {
    this.countdown = new StringCountdown(problem, mult);
    this.target = problem.target();
    this.beam = beam;
    this.order = order;
  }

  private record Node(
      String name, List<Long> numbers, List<String> done, double distance, int age) {}

  static String breadthFirst(CountdownProblem problem, boolean mult, int beam, RandomStream order) {
    StringBeam search = new StringBeam(problem, mult, beam, order);
    search.open.add(
        new Node("#0", StringCountdown.numbers(problem), new ArrayList<>(), 0, search.age++));
    return search.run() ? search.text.toString() : search.text + "No solution found.\n";
  }

  private boolean run() {
    while (!open.isEmpty()) {
      List<Node> taken = new ArrayList<>();
      while (taken.size() < beam && !open.isEmpty()) {
        taken.add(open.remove());
      }
      for (Node node : taken) {
        if (visit(node)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean visit(Node node) {
    text.append(node.done.isEmpty() ? "" : "Moving to Node " + node.name + "\n");
    text.append(StringCountdown.state(target, node.numbers, node.done));
    List<StringCountdown.Child> children = shuffledNearest(node);
    for (int i = 0; i < children.size(); i++) {
      StringCountdown.Child child = children.get(i);
      text.append("Exploring Operation: " + child.operation());
      text.append(", Resulting Numbers: " + child.numbers() + "\n");
      if (child.numbers().size() == 1) {
        boolean goal = child.numbers().get(0) == target;
        text.append(child.numbers().get(0) + "," + target);
        text.append(goal ? " equal: Goal Reached\n" : " unequal: No Solution\n");
        if (goal) {
          return true;
        }
      } else {
        String name = node.name + "," + i;
        text.append("Generated Node " + name + ": " + target + ":" + child.numbers());
        text.append(" Operation: " + child.operation() + "\n");
        List<String> done = new ArrayList<>(node.done);
        done.add(child.operation());
        double distance = countdown.heuristic(child.numbers());
        open.add(new Node(name, child.numbers(), done, distance, age++));
      }
    }
    return false;
  }

  private List<StringCountdown.Child> shuffledNearest(Node node) {
    List<StringCountdown.Child> nearest =
        StringCountdown.children(node.numbers).stream()
            .sorted(Comparator.comparingDouble(child -> countdown.heuristic(child.numbers())))
            .limit(beam)
            .toList();
    int[] places = IntStream.range(0, nearest.size()).toArray();
    order.shuffle(places);
    return IntStream.of(places).mapToObj(nearest::get).toList();
  }
}
