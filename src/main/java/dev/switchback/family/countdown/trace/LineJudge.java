package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.follow.AvailableNumbers;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.Operation;
import dev.switchback.family.countdown.puzzle.StackedProblem;
import dev.switchback.trace.Question.JudgedLine;
import dev.switchback.trace.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges a text line by line, for readers. Whether the text as a whole is correct is for {@link
 * CountdownVerifier} to say; a line is judged against the state last written, right or wrong.
 */
public final class LineJudge {
  private final Verdict verdict;
  private final long target;
  private List<Long> numbers;
  private boolean claimed;

  private LineJudge(List<Integer> numbers, long target, Verdict verdict) {
    this.verdict = verdict;
    this.target = target;
    this.numbers = numbers.stream().map(Integer::longValue).toList();
  }

  /** The judged lines of a text, or steps of a terse one; the first is the prompt. */
  public static List<JudgedLine> judge(CountdownProblem problem, String text) {
    if (TerseText.isOf(text)) {
      return TerseReader.read(problem, text).lines();
    }
    Verdict verdict = CountdownVerifier.verify(problem, text);
    return new LineJudge(problem.numbers(), problem.target(), verdict).lines(text);
  }

  /** The judged lines of a text that solves a stacked problem; the first is the prompt. */
  public static List<JudgedLine> judge(StackedProblem problem, String text) {
    Verdict verdict = StackedVerifier.verify(problem, text);
    return new LineJudge(problem.numbers(), problem.target(), verdict).lines(text);
  }

  private List<JudgedLine> lines(String text) {
    List<JudgedLine> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      JudgedLine.Judgment judgment = lines.isEmpty() ? JudgedLine.Judgment.PROMPT : judge(line);
      lines.add(new JudgedLine(line, judgment));
    }
    return lines;
  }

  private JudgedLine.Judgment judge(String line) {
    if (claimed) {
      return JudgedLine.Judgment.AFTERWARDS;
    }
    if (line.contains(Grammar.EQUAL)) {
      claimed = true;
      return verdict.correct() ? JudgedLine.Judgment.GOAL : JudgedLine.Judgment.FALSE_GOAL;
    }
    if (line.startsWith(Grammar.STATE)) {
      LineParser.state(line, 0).ifPresent(state -> numbers = state.numbers());
      return JudgedLine.Judgment.PLAIN;
    }
    if (line.startsWith(Grammar.EXPLORING)) {
      return LineParser.exploring(line, 0).filter(this::possible).isPresent()
          ? JudgedLine.Judgment.RIGHT
          : JudgedLine.Judgment.WRONG;
    }
    if (line.contains(Grammar.NOT_MADE)) {
      return leaf(line);
    }
    if (line.endsWith(Grammar.MADE)) {
      return made(line);
    }
    return line.startsWith("[") && line.endsWith(Grammar.DISMISSED)
        ? dismissed(line)
        : JudgedLine.Judgment.PLAIN;
  }

  private boolean possible(Operation operation) {
    return isPossible(operation, numbers);
  }

  /** Whether an operation is right and takes two of the numbers. */
  static boolean isPossible(Operation operation, List<Long> numbers) {
    List<Long> left = new ArrayList<>(numbers);
    return operation.isRight()
        && left.remove((Long) operation.left())
        && left.remove((Long) operation.right());
  }

  private JudgedLine.Judgment dismissed(String line) {
    return LineParser.dismissed(line, 0).filter(pair -> !makesTarget(pair)).isPresent()
        ? JudgedLine.Judgment.DEAD_END
        : JudgedLine.Judgment.WRONG;
  }

  private boolean makesTarget(List<Long> pair) {
    return AvailableNumbers.makes(pair, target);
  }

  private static JudgedLine.Judgment made(String line) {
    return LineParser.claim(line, 0, Grammar.MADE)
            .filter(pair -> pair.get(0).equals(pair.get(1)))
            .isPresent()
        ? JudgedLine.Judgment.RIGHT
        : JudgedLine.Judgment.WRONG;
  }

  private static JudgedLine.Judgment leaf(String line) {
    Optional<List<Long>> numbers = LineParser.leaf(line, 0);
    return numbers.filter(pair -> !pair.get(0).equals(pair.get(1))).isPresent()
        ? JudgedLine.Judgment.DEAD_END
        : JudgedLine.Judgment.WRONG;
  }
}
