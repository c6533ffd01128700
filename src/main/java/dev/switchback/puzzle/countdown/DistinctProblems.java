package dev.switchback.puzzle.countdown;

import dev.switchback.config.ConfigurationException;
import dev.switchback.puzzle.Split;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/** The canonical problems that a sequence of draws comes upon, in that order. */
final class DistinctProblems {
  /**
   * So many draws in a row that bring nothing new, for each problem found, say that there are no
   * more: with all problems equally likely, one that is left would escape with a chance of e^-30.
   */
  private static final long DRAWS_PER_PROBLEM = 30;

  private static final long LEAST_DRAWS = 1000;

  private final Split split;
  private final LongFunction<Optional<CountdownProblem>> draws;
  private final List<CountdownProblem> problems = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();
  private long next;

  /**
   * @param draws the i-th draw, empty if it found no problem
   */
  DistinctProblems(Split split, LongFunction<Optional<CountdownProblem>> draws) {
    this.split = split;
    this.draws = draws;
  }

  CountdownProblem problem(long rank) {
    while (problems.size() <= rank) {
      findNext(rank);
    }
    return problems.get((int) rank);
  }

  private void findNext(long rank) {
    long last = next + LEAST_DRAWS + DRAWS_PER_PROBLEM * problems.size();
    while (next < last) {
      Optional<CountdownProblem> drawn = draws.apply(next);
      next++;
      if (drawn.isEmpty()) {
        break;
      }
      if (keys.add(drawn.get().canonicalKey())) {
        problems.add(drawn.get());
        return;
      }
    }
    throw tooFew(split, rank, problems.size());
  }

  static ConfigurationException tooFew(Split split, long index, int found) {
    return new ConfigurationException(
        "Cannot draw problem "
            + index
            + " of the "
            + split.key()
            + " split: its settings leave "
            + found
            + (split == Split.TRAIN ? " problems" : " different problems")
            + ", expected at least "
            + (split == Split.TRAIN ? 1 : index + 1)
            + "; "
            + advice(split));
  }

  private static String advice(Split split) {
    String wider =
        "widen min-number .. max-number or min-target .. max-target, or give more numbers";
    return switch (split) {
      case TRAIN -> "lower validation-share or unseen-target-share, or " + wider;
      case VALIDATION ->
          "ask for fewer in problems.validation, raise validation-share, or " + wider;
      case UNSEEN_TARGET ->
          "ask for fewer in problems.unseen-target, raise unseen-target-share, or " + wider;
    };
  }
}
