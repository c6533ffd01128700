package dev.switchback.trace.countdown;

import dev.switchback.search.countdown.SearchPath;
import dev.switchback.trace.ByteText;
import dev.switchback.trace.Phrase;

/** Writes a solution without a search around it. */
final class DirectTraceWriter extends TraceWriter {
  private static final Phrase GENERATED = new Phrase(Grammar.GENERATED);
  private static final Phrase FROM_OPERATION = new Phrase(Grammar.FROM_OPERATION);

  DirectTraceWriter(ByteText text) {
    super(text);
  }

  @Override
  public void generated(SearchPath path) {
    int depth = path.depth();
    text.append(GENERATED).append(depth + 1L).append(':').append(' ');
    repeatNumbers(depth);
    text.append(FROM_OPERATION);
    repeatOperation(depth);
    text.append('\n');
  }

  @Override
  public void returned(SearchPath path) {
    throw new IllegalStateException("Cannot write a return in a direct solution");
  }
}
