package dev.switchback.trace;

import dev.switchback.random.RandomStream;
import java.io.Serializable;
import java.util.List;

/** A problem as a model is asked it and judged on it. */
public interface Question extends Serializable {

  /** What a model reads before it writes, without START. */
  String prompt();

  /** The problem in the words of a person, in one line. */
  String statement();

  /**
   * The verdict on prompt and completion; any text at all gets one.
   *
   * @param text that begins with the prompt; a text that states another problem is refused
   */
  Verdict verify(String text);

  /** What stands in such a text, right or wrong. */
  Written written(String text);

  /** The lines of such a text, judged one by one, for readers. */
  List<JudgedLine> judge(String text);

  /** What such a text explored; any text at all has a tree. */
  SearchTree tree(String text);

  /** Legal moves, each equally likely, until none is left or the problem is solved. */
  Trace randomPlay(RandomStream random);
}
