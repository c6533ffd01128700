package dev.switchback;

import dev.switchback.random.RandomStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Seeded random cases for property tests; a failing test names the case by its number. */
public final class Cases {
  private Cases() {}

  /** The numbers of so many cases, as arguments of a parameterized test. */
  public static Stream<Integer> count(int cases) {
    return IntStream.range(0, cases).boxed();
  }

  /** What is random in a case. */
  public static RandomStream random(String test, int number) {
    return RandomStream.of(20260101, "test-" + test, number);
  }
}
