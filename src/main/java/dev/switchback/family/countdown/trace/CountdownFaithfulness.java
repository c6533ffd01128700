package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.follow.SearchFollower;
import dev.switchback.family.countdown.follow.SearchRule;
import dev.switchback.family.countdown.follow.TerseFollower;
import dev.switchback.family.countdown.follow.WrongLine;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.Operation;
import dev.switchback.family.countdown.puzzle.StackedProblem;
import dev.switchback.family.countdown.trace.TerseText.Piece;
import dev.switchback.trace.Faithfulness;
import dev.switchback.trace.Question.JudgedLine;
import dev.switchback.trace.Question.JudgedLine.Judgment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds out how far a text keeps to its search. */
final class CountdownFaithfulness {
  private static final Set<Judgment> JUDGED =
      Set.of(Judgment.RIGHT, Judgment.DEAD_END, Judgment.GOAL, Judgment.WRONG, Judgment.FALSE_GOAL);

  private CountdownFaithfulness() {}

  /**
   * The faithfulness of a text, line by line; in a terse one an operation with the mark after it,
   * or a mark that comes alone.
   *
   * @param search that it should be, or {@link Faithfulness#ANY_SEARCH}
   */
  static Faithfulness of(CountdownProblem problem, String text, String search) {
    SearchRule rule =
        search.equals(Faithfulness.ANY_SEARCH) ? SearchRule.ANY : CountdownStyle.of(search).rule();
    List<Long> numbers = problem.numbers().stream().map(Integer::longValue).toList();
    List<Optional<WrongLine>> lines =
        TerseText.isOf(text)
            ? steps(TerseText.of(text).pieces(), new TerseFollower(rule, numbers, problem.target()))
            : lines(text, new SearchFollower(rule, numbers, problem.target()));
    return Faithfulness.of(lines.stream().map(line -> line.map(WrongLine::key)).toList());
  }

  /** That of a text about a stacked problem: operations, leaves and claims alone are judged. */
  static Faithfulness of(StackedProblem problem, String text) {
    return Faithfulness.of(
        LineJudge.judge(problem, text).stream()
            .filter(line -> JUDGED.contains(line.judgment()))
            .map(line -> stacked(line).map(WrongLine::key))
            .toList());
  }

  private static Optional<WrongLine> stacked(JudgedLine line) {
    if (line.judgment() == Judgment.FALSE_GOAL) {
      return Optional.of(WrongLine.FALSE_GOAL);
    }
    if (line.judgment() != Judgment.WRONG) {
      return Optional.empty();
    }
    if (!line.text().startsWith(Grammar.EXPLORING)) {
      return Optional.of(WrongLine.FALSE_DEAD_END);
    }
    return LineParser.exploring(line.text(), 0)
        .map(step -> step.isRight() ? WrongLine.UNAVAILABLE_OPERAND : WrongLine.ARITHMETIC)
        .or(() -> Optional.of(WrongLine.GRAMMAR));
  }

  /** The lines from the second to the first claim; a last one that is wrong may have been cut. */
  private static List<Optional<WrongLine>> lines(String text, SearchFollower follower) {
    List<Optional<WrongLine>> lines = new ArrayList<>();
    int from = text.indexOf('\n') + 1;
    while (from > 0 && from < text.length()) {
      int end = text.indexOf('\n', from);
      String line = text.substring(from, end < 0 ? text.length() : end);
      Optional<WrongLine> wrong = line.isBlank() ? Optional.empty() : read(line, follower);
      boolean claims = line.contains(Grammar.EQUAL);
      if (!line.isBlank() && (end >= 0 || claims || wrong.isEmpty())) {
        lines.add(wrong);
      }
      from = claims ? 0 : end + 1;
    }
    return lines;
  }

  private static Optional<WrongLine> read(String line, SearchFollower follower) {
    if (line.startsWith(Grammar.STATE)) {
      return follow(
          LineParser.state(line, 0),
          state -> follower.state(state.target(), state.numbers(), state.operations()));
    }
    if (line.startsWith(Grammar.EXPLORING)) {
      return follow(
          LineParser.exploring(line, 0),
          step -> follow(LineParser.resulting(line), numbers -> follower.explored(step, numbers)));
    }
    if (line.startsWith(Grammar.GENERATED)) {
      return follow(
          LineParser.generated(line),
          node -> follower.generated(node.name(), node.target(), node.numbers(), node.operation()));
    }
    if (line.startsWith(Grammar.MOVING)) {
      return follow(
          LineParser.name(line, Grammar.MOVING)
              .filter(name -> line.length() == Grammar.MOVING.length() + name.length()),
          follower::moved);
    }
    return verdict(line, follower);
  }

  private static Optional<WrongLine> verdict(String line, SearchFollower follower) {
    if (line.contains(Grammar.EQUAL)) {
      return follow(
          LineParser.claim(line, 0, Grammar.EQUAL),
          pair -> follower.judged(pair.get(0), pair.get(1), true));
    }
    if (line.endsWith(Grammar.UNEQUAL)) {
      return follow(
          LineParser.leaf(line, 0), pair -> follower.judged(pair.get(0), pair.get(1), false));
    }
    if (line.startsWith("[") && line.endsWith(Grammar.DISMISSED)) {
      return follow(LineParser.dismissed(line, 0), follower::dismissed);
    }
    return line.equals(Grammar.EXHAUSTED) ? follower.exhausted() : Optional.of(WrongLine.GRAMMAR);
  }

  /** What a follower says of a line, and that it is none if it cannot be read. */
  private static <T> Optional<WrongLine> follow(
      Optional<T> read, Function<T, Optional<WrongLine>> follower) {
    return read.isPresent() ? follower.apply(read.get()) : Optional.of(WrongLine.GRAMMAR);
  }

  /** The steps up to the first claim; a last operation that is wrong may have been cut. */
  private static List<Optional<WrongLine>> steps(List<Piece> pieces, TerseFollower follower) {
    List<Optional<WrongLine>> steps = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      boolean last = i + 1 == pieces.size();
      Optional<WrongLine> wrong = step(piece, follower);
      if (!piece.isMark() && !last) {
        Piece mark = pieces.get(i + 1);
        boolean judges = mark.isMark() && mark.kind() != TerseText.Kind.BACK;
        Optional<WrongLine> ofMark = judges ? step(mark, follower) : Optional.of(WrongLine.GRAMMAR);
        wrong = wrong.or(() -> ofMark);
        piece = judges ? mark : piece;
        i += judges ? 1 : 0;
      }
      if (piece.isMark() || !last || wrong.isEmpty()) {
        steps.add(wrong);
      }
      if (piece.kind() == TerseText.Kind.GOAL) {
        return steps;
      }
    }
    return steps;
  }

  private static Optional<WrongLine> step(Piece piece, TerseFollower follower) {
    return switch (piece.kind()) {
      case OPERATION -> {
        Optional<Operation> operation = piece.operation();
        yield operation.isPresent() ? follower.explored(operation.get()) : follower.unreadable();
      }
      case EXPANDED -> follower.expanded();
      case DEAD_END -> follower.hopeless();
      case BACK -> follower.back();
      case GOAL -> follower.goal();
    };
  }
}
