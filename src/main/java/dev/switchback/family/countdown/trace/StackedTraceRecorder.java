package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.StackedProblem;
import dev.switchback.family.countdown.search.DepthFirstSearch;
import dev.switchback.family.countdown.search.Distance.Heuristic;
import dev.switchback.family.countdown.search.StraightPlay;
import dev.switchback.family.countdown.trace.TraceRecorder.SolutionPlay;
import dev.switchback.family.countdown.trace.TraceWriter.Phrases;
import dev.switchback.random.RandomStream;
import dev.switchback.trace.ByteText;
import dev.switchback.trace.Trace;
import java.util.List;

/**
 * Writes the solving of one stacked problem after the other down, in the same memory. Both halves
 * are always written; the goal of all is claimed only where both are made, and a text that does not
 * claim it ends in {@code No solution found.} Not safe for use by several threads.
 */
public final class StackedTraceRecorder {
  private final ByteText text = new ByteText();
  private final SearchTraceWriter searchWriter = new SearchTraceWriter(text);
  private final DirectTraceWriter directWriter = new DirectTraceWriter(text);
  private final DepthFirstSearch search = new DepthFirstSearch();
  private final StraightPlay play = new StraightPlay();
  private final SolutionPlay solutionPlay = new SolutionPlay();

  /** The first line of every trace of the problem, with its newline. */
  public static String prompt(StackedProblem problem) {
    return CountdownTraces.prompt(problem.numbers(), problem.target());
  }

  /**
   * The problem's solving in the given style.
   *
   * @throws IllegalArgumentException if the style is direct and a half has no solution
   */
  public Trace write(StackedProblem problem, StackedStyle style) {
    return switch (style) {
      case DIRECT -> direct(problem);
      case DFS -> depthFirst(problem);
    };
  }

  /** Legal operations, each equally likely, until each half is down to one number. */
  public Trace randomPlay(StackedProblem problem, RandomStream random) {
    begin(directWriter, problem);
    boolean first = playAtRandom(problem.first(), random);
    directWriter.claim(first);
    return end(directWriter, playAtRandom(problem.second(), random) && first);
  }

  private boolean playAtRandom(CountdownProblem half, RandomStream random) {
    return play.play(half, board -> random.nextInt(board.operations()), directWriter);
  }

  private Trace direct(StackedProblem problem) {
    begin(directWriter, problem);
    solutionPlay.play(problem.first(), directWriter);
    directWriter.claim(true);
    solutionPlay.play(problem.second(), directWriter);
    return end(directWriter, true);
  }

  private Trace depthFirst(StackedProblem problem) {
    begin(searchWriter, problem);
    boolean first = search.search(problem.first(), Heuristic.SUM, searchWriter);
    searchWriter.claim(first);
    searchWriter.moveToRoot(1);
    boolean second = search.search(problem.second(), Heuristic.MULT, searchWriter);
    return end(searchWriter, first && second);
  }

  private void begin(TraceWriter writer, StackedProblem problem) {
    writer.clear();
    writer.claim(false);
    List<Integer> numbers = problem.numbers();
    text.append(Phrases.STATE).append((long) problem.target()).append(':').append('[');
    for (int i = 0; i < numbers.size(); i++) {
      if (i > 0) {
        text.append(Phrases.SEPARATOR);
      }
      text.append((long) numbers.get(i));
    }
    text.append(']').append(Phrases.OPERATIONS).append(Phrases.CLOSED);
  }

  private Trace end(TraceWriter writer, boolean solved) {
    if (!solved) {
      text.append(Phrases.EXHAUSTED);
    }
    return writer.trace(solved);
  }
}
