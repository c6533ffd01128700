package dev.switchback.family.countdown.puzzle;

import dev.switchback.puzzle.Puzzle;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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

  private static final long LARGEST_VALUE = 1_000_000_000_000_000_000L;

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
    return key(numbers.stream().mapToInt(number -> number).toArray());
  }

  /**
   * The same text for all problems that differ only in the order of their numbers: the sorted
   * numbers joined by commas, a colon, the target; for example {@code 3,8,8,20:24}.
   */
  @Override
  public String canonicalKey() {
    int[] sorted = numbers.stream().mapToInt(number -> number).toArray();
    Arrays.sort(sorted);
    return key(sorted);
  }

  private String key(int[] ordered) {
    StringBuilder key = new StringBuilder(32);
    for (int number : ordered) {
      key.append(key.isEmpty() ? "" : ",").append(number);
    }
    return key.append(':').append(target).toString();
  }

  /**
   * Whether every value that can be made fits: with n + 1 for each number n, the product is a bound
   * on them, as sums stay below it.
   */
  private static boolean valuesFit(List<Integer> numbers) {
    long product = 1;
    for (int i = 0; i < numbers.size(); i++) {
      long factor = numbers.get(i) + 1L;
      if (product > LARGEST_VALUE / factor) {
        return false;
      }
      product *= factor;
    }
    return true;
  }

  private static boolean anyNegative(List<Integer> numbers) {
    for (int i = 0; i < numbers.size(); i++) {
      if (numbers.get(i) < 0) {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> violated(List<Integer> numbers, int target) {
    if (numbers.size() < MIN_NUMBERS || numbers.size() > MAX_NUMBERS) {
      return Optional.of(MIN_NUMBERS + " to " + MAX_NUMBERS + " numbers");
    }
    if (target < 0 || anyNegative(numbers)) {
      return Optional.of("no negative number");
    }
    return valuesFit(numbers)
        ? Optional.empty()
        : Optional.of("numbers whose product stays below 10^18");
  }
}
