package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.CountdownBoard;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.search.SearchListener;
import dev.switchback.family.countdown.search.SearchPath;
import dev.switchback.trace.ByteText;
import dev.switchback.trace.ByteText.Phrase;
import dev.switchback.trace.Trace;

/**
 * Writes a search down while it happens. What lines have in common is copied within the text: for
 * each depth the writer remembers where the board's numbers, the operation that led there, and all
 * operations so far stand.
 */
abstract class TraceWriter implements SearchListener {

  final ByteText text;
  private final int[] numbersFrom = new int[CountdownProblem.MAX_NUMBERS];
  private final int[] numbersTo = new int[CountdownProblem.MAX_NUMBERS];
  private final int[] operationFrom = new int[CountdownProblem.MAX_NUMBERS];
  private final int[] operationTo = new int[CountdownProblem.MAX_NUMBERS];
  private final int[] operationsFrom = new int[CountdownProblem.MAX_NUMBERS];
  private final int[] operationsTo = new int[CountdownProblem.MAX_NUMBERS];
  private Phrase equal = Phrases.EQUAL;
  private Phrase unequal = Phrases.UNEQUAL;
  private int mistakes;
  private int nodes;

  TraceWriter(ByteText text) {
    this.text = text;
  }

  /** Forgets what was written. */
  void clear() {
    text.clear();
    mistakes = 0;
    nodes = 0;
    claim(true);
  }

  /** Whether the goal of what comes next is the goal of all. */
  void claim(boolean goalOfAll) {
    equal = goalOfAll ? Phrases.EQUAL : Phrases.MADE;
    unequal = goalOfAll ? Phrases.UNEQUAL : Phrases.NOT_MADE;
  }

  /** What was written since the last {@link #clear()}. */
  Trace trace(boolean solved) {
    return new Trace(text.toString(), solved, mistakes, nodes);
  }

  @Override
  public void entered(SearchPath path) {
    int depth = path.depth();
    text.append(Phrases.STATE).append((long) path.target()).append(':');
    if (depth == 0) {
      numbers(path.board(0));
    } else {
      repeatNumbers(depth);
    }
    text.append(Phrases.OPERATIONS);
    operationsFrom[depth] = text.length();
    if (depth > 1) {
      text.repeat(operationsFrom[depth - 1], operationsTo[depth - 1]).append(Phrases.SEPARATOR);
    }
    if (depth > 0) {
      text.append('\'');
      repeatOperation(depth);
      text.append('\'');
    }
    operationsTo[depth] = text.length();
    text.append(Phrases.CLOSED);
  }

  @Override
  public void explored(SearchPath path) {
    int depth = path.depth();
    nodes++;
    text.append(Phrases.EXPLORING);
    operationFrom[depth] = text.length();
    operation(text, path.board(depth - 1), path.operation(depth - 1));
    operationTo[depth] = text.length();
    text.append(Phrases.RESULTING);
    numbersFrom[depth] = text.length();
    numbers(path.board(depth));
    numbersTo[depth] = text.length();
    text.append('\n');
  }

  @Override
  public void judged(SearchPath path, boolean goal) {
    text.append(path.board(path.depth()).number(0)).append(',').append((long) path.target());
    text.append(goal ? equal : unequal);
    mistakes += goal ? 0 : 1;
  }

  /** Writes the numbers at a depth, which an Exploring line has already. */
  void repeatNumbers(int depth) {
    text.repeat(numbersFrom[depth], numbersTo[depth]);
  }

  /** Writes the operation that led to a depth, which an Exploring line has already. */
  void repeatOperation(int depth) {
    text.repeat(operationFrom[depth], operationTo[depth]);
  }

  static void operation(ByteText text, CountdownBoard board, int operation) {
    text.append(board.left(operation))
        .append(board.operator(operation).sign())
        .append(board.right(operation))
        .append('=')
        .append(board.result(operation));
  }

  private void numbers(CountdownBoard board) {
    text.append('[').append(board.number(0));
    for (int i = 1; i < board.size(); i++) {
      text.append(Phrases.SEPARATOR).append(board.number(i));
    }
    text.append(']');
  }

  /** The fixed parts of trace lines as {@link dev.switchback.trace.ByteText} copies them. */
  static final class Phrases {
    static final Phrase STATE = new Phrase(Grammar.STATE);
    static final Phrase OPERATIONS = new Phrase(Grammar.OPERATIONS + "[");
    static final Phrase EXPLORING = new Phrase(Grammar.EXPLORING);
    static final Phrase RESULTING = new Phrase(Grammar.RESULTING);
    static final Phrase GENERATED = new Phrase(Grammar.GENERATED);
    static final Phrase BY_OPERATION = new Phrase(Grammar.BY_OPERATION);
    static final Phrase FROM_OPERATION = new Phrase(Grammar.FROM_OPERATION);
    static final Phrase MOVING = new Phrase(Grammar.MOVING);
    static final Phrase UNEQUAL = new Phrase(Grammar.UNEQUAL + "\n");
    static final Phrase EQUAL = new Phrase(Grammar.EQUAL + "\n");
    static final Phrase MADE = new Phrase(Grammar.MADE + "\n");
    static final Phrase NOT_MADE = new Phrase(Grammar.NOT_MADE + "\n");
    static final Phrase DISMISSED = new Phrase(Grammar.DISMISSED + "\n");
    static final Phrase EXHAUSTED = new Phrase(Grammar.EXHAUSTED + "\n");
    static final Phrase SEPARATOR = new Phrase(Grammar.SEPARATOR);
    static final Phrase CLOSED = new Phrase("]\n");

    private Phrases() {}
  }
}
