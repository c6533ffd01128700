package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** Random problems for tests, solvable or not. */
public final class CountdownProblems {
  private CountdownProblems() {}

  /** A problem with up to so many numbers, often with equal ones, zeros or a tiny target. */
  public static CountdownProblem any(RandomStream random, int mostNumbers) {
    int size = 2 + random.nextInt(mostNumbers - 1);
    int range = new int[] {4, 10, 30, 100}[random.nextInt(4)];
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      numbers.add(random.nextInt(range));
    }
    int target = random.nextInt(random.nextInt(8) == 0 ? 3 : 101);
    return new CountdownProblem(numbers, target);
  }
}
