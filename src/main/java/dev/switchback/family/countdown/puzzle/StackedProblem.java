package dev.switchback.family.countdown.puzzle;

import dev.switchback.puzzle.Puzzle;
import java.util.List;
import java.util.Optional;

/**
 * Two CountDown problems of which the first makes a number of the second (arXiv 2504.07052,
 * appendix D): numbers 1 to 4 are to make number 5, numbers 5 to 8 the target.
 *
 * @param numbers eight, none negative
 */
public record StackedProblem(List<Integer> numbers, int target) implements Puzzle {
  /** The numbers of a problem. */
  public static final int NUMBERS = 8;

  /** The numbers of each half. */
  public static final int HALF = NUMBERS / 2;

  /**
   * Checks the numbers and the target.
   *
   * @throws IllegalArgumentException if they are no problem; the message says why
   */
  public StackedProblem {
    numbers = List.copyOf(numbers);
    if (numbers.size() != NUMBERS) {
      throw new IllegalArgumentException(
          "Cannot make a stacked CountDown problem: numbers "
              + numbers
              + ", expected "
              + NUMBERS
              + " numbers");
    }
    half(numbers, 0, numbers.get(HALF));
    half(numbers, HALF, target);
  }

  /** The problem with these numbers and target, empty if they are none. */
  public static Optional<StackedProblem> find(List<Long> numbers, long target) {
    if (numbers.size() != NUMBERS) {
      return Optional.empty();
    }
    Optional<CountdownProblem> first =
        CountdownProblem.find(numbers.subList(0, HALF), numbers.get(HALF));
    Optional<CountdownProblem> second =
        CountdownProblem.find(numbers.subList(HALF, NUMBERS), target);
    return first.isPresent() && second.isPresent()
        ? Optional.of(
            new StackedProblem(numbers.stream().map(Long::intValue).toList(), (int) target))
        : Optional.empty();
  }

  /** The half that makes number 5. */
  public CountdownProblem first() {
    return half(numbers, 0, numbers.get(HALF));
  }

  /** The half that makes the target. */
  public CountdownProblem second() {
    return half(numbers, HALF, target);
  }

  /** The exact keys of the halves, joined by a slash. */
  @Override
  public String exactKey() {
    return first().exactKey() + "/" + second().exactKey();
  }

  /** The canonical keys of the halves, joined by a slash. */
  @Override
  public String canonicalKey() {
    return first().canonicalKey() + "/" + second().canonicalKey();
  }

  private static CountdownProblem half(List<Integer> numbers, int from, int target) {
    return new CountdownProblem(numbers.subList(from, from + HALF), target);
  }
}
