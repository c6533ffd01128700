package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.follow.AvailableNumbers;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.Operation;
import dev.switchback.family.countdown.trace.TerseText.Piece;
import dev.switchback.trace.Question.JudgedLine;
import dev.switchback.trace.Question.JudgedLine.Judgment;
import dev.switchback.trace.SearchTree;
import dev.switchback.trace.SearchTree.Kind;
import dev.switchback.trace.SearchTree.Mark;
import dev.switchback.trace.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a terse text for readers: its steps, judged one by one, and its tree. A step is an
 * operation with the mark after it, or a mark that comes alone. Each is judged by the numbers that
 * the open nodes leave, right or wrong.
 */
final class TerseReader {
  private final String text;
  private final CountdownProblem problem;
  private final Verdict verdict;
  private final SearchTree.Builder tree;
  private final List<JudgedLine> lines = new ArrayList<>();
  private final List<Node> open = new ArrayList<>();
  private Node fresh;

  private TerseReader(CountdownProblem problem, String text) {
    this.text = text;
    this.problem = problem;
    verdict = CountdownVerifier.verify(problem, text);
    List<Long> numbers = problem.numbers().stream().map(Integer::longValue).toList();
    tree = new SearchTree.Builder(TreeReader.label(numbers));
    open.add(new Node(0, numbers, true));
  }

  /**
   * A node of the text.
   *
   * @param number in the tree
   * @param atHand the numbers left there
   * @param possible whether its operation can be carried out
   */
  private record Node(int number, List<Long> atHand, boolean possible) {}

  /** What a text is to its readers, both in the same division. */
  record Reading(List<JudgedLine> lines, SearchTree tree) {}

  /** Reads a text about a problem. */
  static Reading read(CountdownProblem problem, String text) {
    TerseReader reader = new TerseReader(problem, text);
    reader.line(0, TerseText.promptEnd(text), Judgment.PROMPT, 0);
    List<Piece> pieces = TerseText.of(text).pieces();
    for (int i = 0; i < pieces.size(); i++) {
      i += reader.read(pieces.get(i), i + 1 < pieces.size() ? pieces.get(i + 1) : null);
    }
    return new Reading(List.copyOf(reader.lines), reader.tree.build());
  }

  /** Takes a piece in, and says how many of those after it belong to the same step. */
  private int read(Piece piece, Piece next) {
    if (verdict.solutionEnd() >= 0 && piece.from() >= verdict.solutionEnd()) {
      line(piece.from(), piece.end(), Judgment.AFTERWARDS, SearchTree.NONE);
      return 0;
    }
    if (piece.isMark()) {
      Judgment judgment = mark(piece);
      line(piece.from(), piece.end(), judgment, current());
      return 0;
    }
    explore(piece);
    int node = fresh.number;
    Judgment judgment = fresh.possible ? Judgment.RIGHT : Judgment.WRONG;
    boolean marked = next != null && next.kind() != TerseText.Kind.BACK;
    if (marked) {
      Judgment ofMark = mark(next);
      judgment =
          judgment == Judgment.RIGHT || next.kind() == TerseText.Kind.GOAL ? ofMark : judgment;
    }
    line(piece.from(), marked ? next.end() : piece.end(), judgment, node);
    return marked ? 1 : 0;
  }

  private void line(int from, int end, Judgment judgment, int owner) {
    lines.add(new JudgedLine(text.substring(from, end).strip(), judgment));
    tree.line(owner);
  }

  private void explore(Piece piece) {
    List<Long> atHand = last().atHand;
    Optional<Operation> operation = piece.operation();
    List<Long> left = operation.map(step -> left(atHand, step)).orElse(atHand);
    String move = operation.map(Operation::text).orElse(text.substring(piece.from(), piece.end()));
    int node = tree.add(current(), move, operation.isPresent() ? TreeReader.label(left) : "?");
    if (operation.isEmpty()) {
      tree.mark(node, Mark.UNREADABLE);
    }
    operation
        .map(step -> new TreeReader.Step(atHand, step).marks())
        .ifPresent(marks -> marks.forEach(mark -> tree.mark(node, mark)));
    boolean possible = operation.filter(step -> LineJudge.isPossible(step, atHand)).isPresent();
    fresh = new Node(node, left, possible);
  }

  /** The numbers at hand after a step, as far as its operands are there. */
  private static List<Long> left(List<Long> atHand, Operation step) {
    List<Long> left = new ArrayList<>(atHand);
    left.remove((Long) step.left());
    left.remove((Long) step.right());
    left.add(step.result());
    return left;
  }

  private Judgment mark(Piece mark) {
    Node judged = fresh;
    fresh = null;
    return switch (mark.kind()) {
      case EXPANDED -> expand(judged);
      case DEAD_END -> deadEnd(judged);
      case BACK -> back();
      case GOAL -> goal(judged);
      case OPERATION -> throw new IllegalArgumentException("Cannot take an operation for a mark");
    };
  }

  private Judgment expand(Node judged) {
    if (judged == null) {
      return misplaced(Mark.UNREADABLE);
    }
    open.add(judged);
    return numbersLeft() < 1 ? misplaced(Mark.UNREADABLE) : Judgment.RIGHT;
  }

  private Judgment deadEnd(Node judged) {
    if (judged == null) {
      return misplaced(Mark.UNREADABLE);
    }
    tree.kind(judged.number, Kind.DEAD_END);
    if (isHopeless(judged.atHand)) {
      return Judgment.DEAD_END;
    }
    tree.mark(judged.number, Mark.FALSE_DEAD_END);
    return Judgment.WRONG;
  }

  /** Whether it is seen at once that numbers cannot make the target. */
  private boolean isHopeless(List<Long> numbers) {
    long target = problem.target();
    return switch (numbers.size()) {
      case 1 -> numbers.get(0) != target;
      case 2 -> !AvailableNumbers.makes(numbers, target);
      default -> false;
    };
  }

  private Judgment back() {
    if (open.size() == 1) {
      return misplaced(Mark.UNKNOWN_NODE);
    }
    open.remove(open.size() - 1);
    return Judgment.PLAIN;
  }

  private Judgment goal(Node judged) {
    if (judged != null) {
      tree.kind(judged.number, verdict.correct() ? Kind.GOAL : Kind.FALSE_GOAL);
    }
    return verdict.correct() ? Judgment.GOAL : Judgment.FALSE_GOAL;
  }

  private Judgment misplaced(Mark mark) {
    tree.mark(current(), mark);
    return Judgment.WRONG;
  }

  /** How many numbers an operation would leave at the node that is open. */
  private int numbersLeft() {
    return problem.numbers().size() - open.size();
  }

  private Node last() {
    return open.get(open.size() - 1);
  }

  private int current() {
    return last().number;
  }
}
