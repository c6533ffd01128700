package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.StackedProblem;
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

/** A stacked CountDown problem as a model is asked it. */
public record StackedQuestion(StackedProblem problem) implements Question {

  @Override
  public String prompt(TraceStyle style) {
    return StackedTraceRecorder.prompt(problem);
  }

  /** For example {@code Make 9 from 1, 2, 3 and 3, then 24 from 9, 1, 7 and 7}. */
  @Override
  public String statement() {
    String second = new CountdownQuestion(problem.second()).statement();
    return new CountdownQuestion(problem.first()).statement()
        + ", then"
        + second.substring("Make".length());
  }

  @Override
  public Verdict verify(String text) {
    return StackedVerifier.verify(problem, text);
  }

  @Override
  public TraceStats written(String text) {
    return CountdownQuestion.Explored.of(text).written(StackedVerifier.answer(text));
  }

  @Override
  public List<JudgedLine> judge(String text) {
    return LineJudge.judge(problem, text);
  }

  @Override
  public Faithfulness faithfulness(String text, String search) {
    return CountdownFaithfulness.of(problem, text);
  }

  @Override
  public SearchTree tree(String text) {
    return TreeReader.read(problem, text);
  }

  @Override
  public Trace randomPlay(RandomStream random) {
    return new StackedTraceRecorder().randomPlay(problem, random);
  }
}
