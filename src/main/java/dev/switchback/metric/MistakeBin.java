package dev.switchback.metric;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A range of tries until the first success: mistakes plus one, as the paper counts.
 *
 * @param from the least number
 * @param below the least number that is too large
 */
record MistakeBin(double from, double below) {
  /** The bins of the paper. */
  static final List<MistakeBin> ALL =
      List.of(
          new MistakeBin(1, 5),
          new MistakeBin(5, 10),
          new MistakeBin(10, 20),
          new MistakeBin(20, 30),
          new MistakeBin(30, 40),
          new MistakeBin(40, 50));

  /** Whether a problem was solved, with so many mistakes. */
  boolean has(OptionalDouble mistakes) {
    return mistakes.isPresent() && has(mistakes.getAsDouble());
  }

  boolean has(double mistakes) {
    return mistakes + 1 >= from && mistakes + 1 < below;
  }
}
