package dev.switchback.family.countdown.puzzle;

import dev.switchback.puzzle.Split;
import dev.switchback.random.RandomStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Solvable CountDown problems as a pure function of (settings, seed, split, index).
 *
 * <p>The splits share no canonical problem, by construction: the unseen-target split has targets of
 * its own, and a hash of the canonical problem decides whether the others may use it for validation
 * or for training.
 *
 * <p>A draw takes a target, each equally likely, then numbers, each equally likely, until they can
 * make it. Draws are independent of each other, so that a small space repeats problems.
 *
 * <p>Not safe for use by several threads.
 */
public final class CountdownGenerator {
  private static final int TARGETS_TRIED = 300;
  private static final int NUMBERS_TRIED = 10_000;

  private final CountdownSettings settings;
  private final long seed;
  private final CountdownSplits splits;
  private final CountdownSolver solver = new CountdownSolver();
  private final int[] numbers;
  private final Map<Split, String> purposes = new EnumMap<>(Split.class);

  /** A generator that finds out by itself which targets there are. */
  public CountdownGenerator(CountdownSettings settings, double validationShare, long seed) {
    this.settings = settings;
    this.seed = seed;
    this.splits = new CountdownSplits(settings, validationShare, seed);
    this.numbers = new int[settings.numbers()];
    for (Split split : Split.values()) {
      purposes.put(split, "countdown-" + split.key());
    }
  }

  /** The target values and who has which. */
  public CountdownTargets targets() {
    return splits.targets();
  }

  static void drawNumbers(CountdownSettings settings, RandomStream random, int[] numbers) {
    int range = settings.maxNumber() - settings.minNumber() + 1;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = settings.minNumber() + random.nextInt(range);
    }
  }

  /**
   * The draw with this number, empty if the settings leave too few problems for it. Draws of the
   * same split may repeat a problem; those of different splits share no canonical problem.
   *
   * @param index 0 or more
   */
  public Optional<CountdownProblem> draw(Split split, long index) {
    var choice = split == Split.UNSEEN_TARGET ? targets().unseen() : targets().seen();
    RandomStream random = RandomStream.of(seed, purposes.get(split), index);
    for (int i = 0; i < TARGETS_TRIED && !choice.isEmpty(); i++) {
      int target = choice.get(random.nextInt(choice.size()));
      for (int j = 0; j < NUMBERS_TRIED; j++) {
        drawNumbers(settings, random, numbers);
        if (splits.of(numbers, target) == split && solver.solvable(numbers, target)) {
          return Optional.of(problem(target));
        }
      }
    }
    return Optional.empty();
  }

  private CountdownProblem problem(int target) {
    Integer[] boxed = new Integer[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      boxed[i] = numbers[i];
    }
    return new CountdownProblem(List.of(boxed), target);
  }
}
