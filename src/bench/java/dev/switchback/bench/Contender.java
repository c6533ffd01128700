package dev.switchback.bench;

import dev.switchback.model.Precision;
import java.io.IOException;

/** An implementation whose training steps are measured. */
interface Contender extends AutoCloseable {

  /** What it is called in the table. */
  String name();

  /**
   * Takes some steps on the shape; the first call for a precision and a number of threads takes one
   * more, which does not count.
   *
   * @return tokens a second
   */
  double tokensPerSecond(Precision precision, int threads) throws IOException;

  @Override
  void close();
}
