package dev.switchback.puzzle.countdown;

import dev.switchback.puzzle.Puzzle;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A CountDown problem: make the target from the numbers, each used exactly once, by addition,
 * multiplication, subtraction of the smaller from the larger and division without remainder.
 *
 * <p>Every value that can be made from the numbers fits a long; the constructor sees to it.
 *
 * @param numbers 2 to 6 numbers, none negative; their order matters to searches, not to solvability
 * @param target the number to make, not negative
 */
public record CountdownProblem(List<Integer> numbers, int target) implements Puzzle {
  /** The fewest numbers of a problem. */
  public static final int MIN_NUMBERS = 2;

  /** The most numbers of a problem. */
  public static final int MAX_NUMBERS = 6;

  private static final BigInteger LARGEST_VALUE = BigInteger.valueOf(1_000_000_000_000_000_000L);

  /**
   * Checks the numbers and the target.
   *
   * @throws IllegalArgumentException if they are no problem; the message says why
   */
  public CountdownProblem {
    numbers = List.copyOf(numbers);
    Optional<String> expectation = violated(numbers, target);
    if (expectation.isPresent()) {
      throw new IllegalArgumentException(
          "Cannot make a CountDown problem: numbers "
              + numbers
              + ", target "
              + target
              + ", expected "
              + expectation.get());
    }
  }

  /** The problem with these numbers and target, empty if they are none. */
  public static Optional<CountdownProblem> find(List<Long> numbers, long target) {
    boolean small =
        target <= Integer.MAX_VALUE
            && numbers.stream().allMatch(n -> n >= 0 && n <= Integer.MAX_VALUE);
    if (!small) {
      return Optional.empty();
    }
    List<Integer> integers = numbers.stream().map(Long::intValue).toList();
    return violated(integers, (int) target).isEmpty()
        ? Optional.of(new CountdownProblem(integers, (int) target))
        : Optional.empty();
  }

  /** The numbers in their order joined by commas, a colon, the target: {@code 20,3,8,8:24}. */
  @Override
  public String exactKey() {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(",")) + ":" + target;
  }

  /**
   * The same text for all problems that differ only in the order of their numbers: the sorted
   * numbers joined by commas, a colon, the target; for example {@code 3,8,8,20:24}.
   */
  @Override
  public String canonicalKey() {
    return numbers.stream().sorted().map(String::valueOf).collect(Collectors.joining(","))
        + ":"
        + target;
  }

  /** A bound on every value that can be made: with n + 1 for n, sums stay below products. */
  private static BigInteger largestValue(List<Integer> numbers) {
    return numbers.stream()
        .map(number -> BigInteger.valueOf(number + 1L))
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  private static Optional<String> violated(List<Integer> numbers, int target) {
    if (numbers.size() < MIN_NUMBERS || numbers.size() > MAX_NUMBERS) {
      return Optional.of(MIN_NUMBERS + " to " + MAX_NUMBERS + " numbers");
    }
    if (target < 0 || numbers.stream().anyMatch(number -> number < 0)) {
      return Optional.of("no negative number");
    }
    return largestValue(numbers).compareTo(LARGEST_VALUE) > 0
        ? Optional.of("numbers whose product stays below 10^18")
        : Optional.empty();
  }
}
