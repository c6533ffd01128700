package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.search.SearchPath;
import dev.switchback.family.countdown.trace.TraceWriter.Phrases;
import dev.switchback.trace.ByteText;

/** Writes a solution without a search around it. */
final class DirectTraceWriter extends TraceWriter {

  DirectTraceWriter(ByteText text) {
    super(text);
  }

  @Override
  public void generated(SearchPath path) {
    int depth = path.depth();
    text.append(Phrases.GENERATED).append(depth + 1L).append(':').append(' ');
    repeatNumbers(depth);
    text.append(Phrases.FROM_OPERATION);
    repeatOperation(depth);
    text.append('\n');
  }

  @Override
  public void dismissed(SearchPath path) {
    throw new IllegalStateException("Cannot write an oracle's word in a direct solution");
  }

  @Override
  public void returned(SearchPath path) {
    throw new IllegalStateException("Cannot write a return in a direct solution");
  }
}
