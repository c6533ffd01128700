package dev.switchback.family.countdown.puzzle;

import dev.switchback.puzzle.Puzzle;
import java.util.List;
import java.util.Optional;

/**
 * Two CountDown problems of which the first makes a number of the second (arXiv 2504.07052,
 * appendix D): the first half of the numbers is to make the first of the second half, and the
 * second half the target. The study has eight numbers: 1 to 4 make number 5, 5 to 8 the target.
 *
 * @param numbers six or eight, none negative
 */
public record StackedProblem(List<Integer> numbers, int target) implements Puzzle {
  /** How many numbers each half may have. */
  public static final List<Integer> HALVES = List.of(3, 4);

  /**
   * Checks the numbers and the target.
   *
   * @throws IllegalArgumentException if they are no problem; the message says why
   */
  public StackedProblem {
    numbers = List.copyOf(numbers);
    if (!splits(numbers.size())) {
      throw new IllegalArgumentException(
          "Cannot make a stacked CountDown problem: numbers "
              + numbers
              + ", expected 6 or 8 numbers");
    }
    first(numbers);
    second(numbers, target);
  }

  /** The problem with these numbers and target, empty if they are none. */
  public static Optional<StackedProblem> find(List<Long> numbers, long target) {
    if (!splits(numbers.size())) {
      return Optional.empty();
    }
    int half = numbers.size() / 2;
    Optional<CountdownProblem> first =
        CountdownProblem.find(numbers.subList(0, half), numbers.get(half));
    Optional<CountdownProblem> second =
        CountdownProblem.find(numbers.subList(half, numbers.size()), target);
    return first.isPresent() && second.isPresent()
        ? Optional.of(
            new StackedProblem(numbers.stream().map(Long::intValue).toList(), (int) target))
        : Optional.empty();
  }

  /** The half that makes the first number of the other. */
  public CountdownProblem first() {
    return first(numbers);
  }

  /** The half that makes the target. */
  public CountdownProblem second() {
    return second(numbers, target);
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

  private static boolean splits(int numbers) {
    return numbers % 2 == 0 && HALVES.contains(numbers / 2);
  }

  private static CountdownProblem first(List<Integer> numbers) {
    int half = numbers.size() / 2;
    return new CountdownProblem(numbers.subList(0, half), numbers.get(half));
  }

  private static CountdownProblem second(List<Integer> numbers, int target) {
    return new CountdownProblem(numbers.subList(numbers.size() / 2, numbers.size()), target);
  }
}
