package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.search.SearchPath;
import dev.switchback.family.countdown.trace.TraceWriter.Phrases;
import dev.switchback.trace.ByteText;

/** Writes a search with its nodes and its ways back. */
final class SearchTraceWriter extends TraceWriter {

  private final int[] nameFrom = new int[CountdownProblem.MAX_NUMBERS];
  private final int[] nameTo = new int[CountdownProblem.MAX_NUMBERS];
  private final int[] arrivalFrom = new int[CountdownProblem.MAX_NUMBERS];
  private final int[] arrivalTo = new int[CountdownProblem.MAX_NUMBERS];
  private int root;

  SearchTraceWriter(ByteText text) {
    super(text);
  }

  @Override
  void clear() {
    super.clear();
    root = 0;
  }

  /** Names the root of the next search, and writes that the search moves there. */
  void moveToRoot(int root) {
    this.root = root;
    text.append(Phrases.MOVING).append((long) root).append('\n');
  }

  @Override
  public void entered(SearchPath path) {
    if (path.depth() == 0) {
      arrivalFrom[0] = text.length();
    }
    super.entered(path);
    arrivalTo[path.depth()] = text.length();
  }

  @Override
  public void generated(SearchPath path) {
    int depth = path.depth();
    text.append(Phrases.GENERATED);
    name(path, depth);
    text.append(':').append(' ').append((long) path.target()).append(':');
    repeatNumbers(depth);
    text.append(Phrases.BY_OPERATION);
    repeatOperation(depth);
    text.append('\n');
    arrivalFrom[depth] = text.length();
    text.append(Phrases.MOVING).repeat(nameFrom[depth], nameTo[depth]).append('\n');
  }

  @Override
  public void dismissed(SearchPath path) {
    repeatNumbers(path.depth());
    text.append(Phrases.DISMISSED);
  }

  /**
   * The lines of a return are those of the arrival, but nothing was moved to the problem itself.
   */
  @Override
  public void returned(SearchPath path) {
    int depth = path.depth();
    if (depth == 0) {
      text.append(Phrases.MOVING)
          .append((long) root)
          .append('\n')
          .repeat(arrivalFrom[0], arrivalTo[0]);
    } else {
      text.repeat(arrivalFrom[depth], arrivalTo[depth]);
    }
  }

  private void name(SearchPath path, int depth) {
    int from = text.length();
    if (depth == 1) {
      text.append((long) root);
    } else {
      text.repeat(nameFrom[depth - 1], nameTo[depth - 1]);
    }
    text.append(',').append((long) path.child(depth - 1));
    nameFrom[depth] = from;
    nameTo[depth] = text.length();
  }
}
