package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.random.RandomStream;
import dev.switchback.trace.Faithfulness;
import dev.switchback.trace.Question;
import dev.switchback.trace.Question.JudgedLine;
import dev.switchback.trace.Question.TraceStats;
import dev.switchback.trace.SearchTree;
import dev.switchback.trace.Trace;
import dev.switchback.trace.TraceStyle;
import dev.switchback.trace.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A CountDown problem as a model is asked it: the prompt is the first line of its traces, or what a
 * terse one states.
 */
public record CountdownQuestion(CountdownProblem problem) implements Question {

  @Override
  public String prompt(TraceStyle style) {
    return style == TraceStyle.TERSE ? TerseText.prompt(problem) : CountdownTraces.prompt(problem);
  }

  /** For example {@code Make 24 from 3, 8 and 8}. */
  @Override
  public String statement() {
    List<Integer> numbers = problem.numbers();
    int last = numbers.size() - 1;
    String others =
        numbers.subList(0, last).stream().map(String::valueOf).collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT, "Make %d from %s and %d", problem.target(), others, numbers.get(last));
  }

  @Override
  public Verdict verify(String text) {
    return CountdownVerifier.verify(problem, text);
  }

  @Override
  public TraceStats written(String text) {
    return Explored.of(text).written(Calculation.of(Answer.of(text)));
  }

  @Override
  public List<JudgedLine> judge(String text) {
    return LineJudge.judge(problem, text);
  }

  @Override
  public Faithfulness faithfulness(String text, String search) {
    return CountdownFaithfulness.of(problem, text, search);
  }

  @Override
  public SearchTree tree(String text) {
    return TreeReader.read(problem, text);
  }

  @Override
  public List<String> answers(TraceStyle style) {
    return new TraceRecorder()
        .solutions(problem, style == TraceStyle.TERSE).stream()
            .map(Trace::text)
            .map(text -> text.substring(0, verify(text).solutionEnd()))
            .toList();
  }

  @Override
  public Trace randomPlay(RandomStream random) {
    return CountdownTraces.randomPlay(problem, random);
  }

  /**
   * The operations that a text explores.
   *
   * @param count those that it explores, whether they can be read or not
   * @param first the operation of the first of them, empty if it cannot be read
   */
  record Explored(int count, Optional<String> first) {

    static Explored of(String text) {
      return TerseText.isOf(text) ? ofTerse(TerseText.of(text)) : ofFull(text);
    }

    private static Explored ofTerse(TerseText text) {
      return new Explored(text.explored(), text.first().map(step -> Calculation.of(List.of(step))));
    }

    private static Explored ofFull(String text) {
      int line = text.indexOf(Grammar.EXPLORING);
      Optional<String> first =
          line < 0
              ? Optional.empty()
              : LineParser.exploring(text, line).map(step -> Calculation.of(List.of(step)));
      return new Explored(Answer.occurrences(text, Grammar.EXPLORING, text.length()), first);
    }

    TraceStats written(Optional<String> answer) {
      return new TraceStats(count, first, answer);
    }
  }
}
