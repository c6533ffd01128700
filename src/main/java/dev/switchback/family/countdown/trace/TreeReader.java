package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.follow.AvailableNumbers;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.Operation;
import dev.switchback.family.countdown.puzzle.StackedProblem;
import dev.switchback.trace.Question.JudgedLine;
import dev.switchback.trace.SearchTree;
import dev.switchback.trace.SearchTree.Kind;
import dev.switchback.trace.SearchTree.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads the search tree of a text. Lines mean what {@link LineJudge} says of them; besides, a text
 * may get lost: where it goes to a node that it never wrote, one is added, below the node whose
 * name or operations agree longest.
 */
final class TreeReader {
  private final SearchTree.Builder tree;
  private final List<Start> starts;
  private final Map<String, Integer> names = new HashMap<>();
  private final Map<Integer, Integer> startNodes = new HashMap<>();
  private final Map<Integer, List<Long>> numbers = new HashMap<>();
  private int start;
  private int current;
  private int moved = SearchTree.NONE;
  private int explored = SearchTree.NONE;
  private List<Long> atHand;
  private boolean ended;

  private TreeReader(List<Long> root, List<Start> starts) {
    this.tree = new SearchTree.Builder(label(root));
    this.starts = starts;
    this.atHand = starts.get(0).numbers;
    numbers.put(0, root);
    if (starts.size() == 1) {
      startNodes.put(0, 0);
    }
  }

  /**
   * Where a search begins.
   *
   * @param move to there from the problem, empty if it is the problem
   */
  private record Start(String move, List<Long> numbers) {
    static Start of(String move, CountdownProblem problem) {
      return new Start(move, problem.numbers().stream().map(Integer::longValue).toList());
    }
  }

  /** The tree of a text about a problem. */
  static SearchTree read(CountdownProblem problem, String text) {
    if (TerseText.isOf(text)) {
      return TerseReader.read(problem, text).tree();
    }
    Start only = Start.of("", problem);
    return new TreeReader(only.numbers, List.of(only)).read(LineJudge.judge(problem, text));
  }

  /** The tree of a text about a stacked problem, whose halves are its two main branches. */
  static SearchTree read(StackedProblem problem, String text) {
    List<Long> root = problem.numbers().stream().map(Integer::longValue).toList();
    List<Start> halves =
        List.of(Start.of("first half", problem.first()), Start.of("second half", problem.second()));
    return new TreeReader(root, halves).read(LineJudge.judge(problem, text));
  }

  private SearchTree read(List<JudgedLine> lines) {
    for (int i = 0; i < lines.size(); i++) {
      tree.line(i == 0 ? 0 : ended ? SearchTree.NONE : read(lines.get(i)));
    }
    return tree.build();
  }

  /** Takes a line in, and says which node it is about. */
  private int read(JudgedLine judged) {
    String line = judged.text();
    if (line.contains(Grammar.EQUAL)) {
      ended = true;
      return judgedAs(judged.judgment() == JudgedLine.Judgment.GOAL ? Kind.GOAL : Kind.FALSE_GOAL);
    }
    if (line.startsWith(Grammar.STATE)) {
      LineParser.state(line, 0).ifPresent(this::enter);
      return current;
    }
    if (line.startsWith(Grammar.EXPLORING)) {
      explored = explore(line);
      return explored;
    }
    if (line.startsWith(Grammar.GENERATED)) {
      return name(line);
    }
    if (line.startsWith(Grammar.MOVING)) {
      LineParser.name(line, Grammar.MOVING).ifPresent(this::move);
      return current;
    }
    return verdict(judged);
  }

  /** What a line says of the node last explored, that it is hopeless or makes a half's goal. */
  private int verdict(JudgedLine judged) {
    String line = judged.text();
    if (line.contains(Grammar.NOT_MADE)
        || line.startsWith("[") && line.endsWith(Grammar.DISMISSED)) {
      int node = judgedAs(Kind.DEAD_END);
      if (judged.judgment() == JudgedLine.Judgment.WRONG) {
        tree.mark(node, Mark.FALSE_DEAD_END);
      }
      return node;
    }
    if (line.endsWith(Grammar.MADE)) {
      return judgedAs(judged.judgment() == JudgedLine.Judgment.RIGHT ? Kind.GOAL : Kind.FALSE_GOAL);
    }
    return SearchTree.NONE;
  }

  private int judgedAs(Kind kind) {
    int node = explored == SearchTree.NONE ? current : explored;
    if (explored != SearchTree.NONE) {
      tree.kind(node, kind);
    }
    return node;
  }

  private int explore(String line) {
    Optional<Operation> read = LineParser.exploring(line, 0);
    if (read.isEmpty()) {
      int node = add(current, line.substring(Grammar.EXPLORING.length()), Optional.empty());
      tree.mark(node, Mark.UNREADABLE);
      return node;
    }
    Step step = new Step(atHand, read.get());
    Optional<List<Long>> written = LineParser.resulting(line);
    int node = add(current, step.operation().text(), written);
    step.marks().forEach(mark -> tree.mark(node, mark));
    if (step.marks().isEmpty() && !written.filter(step::leaves).isPresent()) {
      tree.mark(node, Mark.WRONG_NUMBERS);
    }
    return node;
  }

  /** Names the node last explored; in a direct solution names are never gone to. */
  private int name(String line) {
    if (explored == SearchTree.NONE) {
      return SearchTree.NONE;
    }
    String told = "[" + label(numbers.getOrDefault(explored, List.of())) + "]";
    if (!line.contains(told) || !line.endsWith(" " + tree.move(explored))) {
      tree.mark(explored, Mark.WRONG_NUMBERS);
    }
    if (!line.contains(Grammar.FROM_OPERATION)) {
      LineParser.name(line, Grammar.GENERATED)
          .map(name -> names.put(name, explored))
          .ifPresent(other -> tree.mark(explored, Mark.NAME_TAKEN));
    }
    return explored;
  }

  private void move(String name) {
    explored = SearchTree.NONE;
    OptionalInt search =
        IntStream.range(0, starts.size()).filter(i -> name.equals(String.valueOf(i))).findFirst();
    if (search.isPresent()) {
      begin(search.getAsInt());
    } else {
      current = names.computeIfAbsent(name, this::unknown);
    }
    moved = current;
  }

  /** Adds a node that a text goes to and never wrote, below the one with the nearest name. */
  private int unknown(String name) {
    int parent = startNodes.getOrDefault(start, 0);
    for (int end = name.lastIndexOf(','); end > 0; end = name.lastIndexOf(',', end - 1)) {
      Integer known = names.get(name.substring(0, end));
      if (known != null) {
        parent = known;
        break;
      }
    }
    int node = add(parent, "#" + name, Optional.empty());
    tree.mark(node, Mark.UNKNOWN_NODE);
    return node;
  }

  /** Goes to the beginning of a search. */
  private void begin(int index) {
    start = index;
    if (!startNodes.containsKey(index)) {
      Start begun = starts.get(index);
      int node = add(0, begun.move, Optional.of(begun.numbers));
      tree.kind(node, Kind.ROOT);
      startNodes.put(index, node);
    }
    current = startNodes.get(index);
  }

  /**
   * Takes a state in. It is about the node that the text has just gone to, if that has its numbers
   * or none yet; otherwise about the one that its operations lead to.
   */
  private void enter(LineParser.State state) {
    explored = SearchTree.NONE;
    atHand = state.numbers();
    numbers.computeIfAbsent(current, node -> relabelled(node, atHand));
    boolean arrived = moved == current && AvailableNumbers.same(atHand, numbers.get(current));
    if (!arrived) {
      if (moved != SearchTree.NONE) {
        tree.mark(moved, Mark.WRONG_NUMBERS);
      }
      follow(state);
    }
    moved = SearchTree.NONE;
  }

  private List<Long> relabelled(int node, List<Long> written) {
    tree.state(node, label(written));
    return written;
  }

  /** Goes along a state's operations from the beginning of its search. */
  private void follow(LineParser.State state) {
    begin(state.operations().isEmpty() ? startOf(state) : start);
    for (Operation operation : state.operations()) {
      int from = current;
      current = tree.child(from, operation.text()).orElseGet(() -> jump(from, operation));
    }
    numbers.computeIfAbsent(current, node -> relabelled(node, atHand));
    if (!AvailableNumbers.same(atHand, numbers.get(current))) {
      tree.mark(current, Mark.WRONG_NUMBERS);
    }
  }

  /** Adds a node that a state tells of and the text never explored. */
  private int jump(int from, Operation operation) {
    int node = add(from, operation.text(), Optional.empty());
    tree.mark(node, Mark.UNKNOWN_NODE);
    return node;
  }

  /** The search that begins with the numbers of a state, the present one if none does. */
  private int startOf(LineParser.State state) {
    return IntStream.range(0, starts.size())
        .filter(i -> AvailableNumbers.same(state.numbers(), starts.get(i).numbers))
        .findFirst()
        .orElse(start);
  }

  private int add(int parent, String move, Optional<List<Long>> left) {
    int node = tree.add(parent, move, left.map(TreeReader::label).orElse("?"));
    left.ifPresent(known -> numbers.put(node, known));
    return node;
  }

  static String label(List<Long> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(Grammar.SEPARATOR));
  }

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
      return AvailableNumbers.same(left, numbers);
    }
  }
}
