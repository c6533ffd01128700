package dev.switchback.family.countdown.puzzle;

import dev.switchback.puzzle.Split;
import dev.switchback.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stacked CountDown problems whose halves both have solutions, as a pure function of (settings,
 * seed, split, index).
 *
 * <p>The splits share not even a canonical half: training takes its halves from the problems that
 * {@link CountdownGenerator} may use for training, the other splits from those kept for validation;
 * the unseen-target split has targets of its own.
 *
 * <p>A draw takes a target, then numbers for the second half until they can make it, then numbers
 * for the first half until they can make the first number of the second. Not safe for use by
 * several threads.
 */
public final class StackedGenerator {
  private static final int TARGETS_TRIED = 300;
  private static final int NUMBERS_TRIED = 10_000;

  private final CountdownSettings settings;
  private final long seed;
  private final CountdownTargets targets;
  private final ValidationShare validation;
  private final CountdownSolver solver = new CountdownSolver();
  private final int[] first;
  private final int[] second;

  /**
   * @param settings of the halves, which have three or four numbers
   * @throws IllegalArgumentException if the settings ask for another number of numbers
   */
  public StackedGenerator(CountdownSettings settings, double validationShare, long seed) {
    if (!StackedProblem.HALVES.contains(settings.numbers())) {
      throw new IllegalArgumentException(
          "Cannot draw stacked problems: "
              + settings.numbers()
              + " numbers, expected 3 or 4 in each half");
    }
    this.settings = settings;
    this.seed = seed;
    this.targets = CountdownTargets.of(settings, seed);
    this.validation = new ValidationShare(validationShare, seed, settings.numbers());
    this.first = new int[settings.numbers()];
    this.second = new int[settings.numbers()];
  }

  /**
   * The draw with this number, empty if the settings leave too few problems for it. Draws of the
   * same split may repeat a problem.
   *
   * @param index 0 or more
   */
  public Optional<StackedProblem> draw(Split split, long index) {
    List<Integer> choice = split == Split.UNSEEN_TARGET ? targets.unseen() : targets.seen();
    RandomStream random = RandomStream.of(seed, "countdown-stacked-" + split.key(), index);
    for (int i = 0; i < TARGETS_TRIED && !choice.isEmpty(); i++) {
      int target = choice.get(random.nextInt(choice.size()));
      if (drawHalf(split, random, second, target) && drawHalf(split, random, first, second[0])) {
        return Optional.of(problem(target));
      }
    }
    return Optional.empty();
  }

  private boolean drawHalf(Split split, RandomStream random, int[] numbers, int target) {
    for (int i = 0; i < NUMBERS_TRIED; i++) {
      CountdownGenerator.drawNumbers(settings, random, numbers);
      boolean belongs = validation.has(numbers, target) == (split != Split.TRAIN);
      if (belongs && solver.solvable(numbers, target)) {
        return true;
      }
    }
    return false;
  }

  private StackedProblem problem(int target) {
    List<Integer> numbers = new ArrayList<>(2 * first.length);
    for (int number : first) {
      numbers.add(number);
    }
    for (int number : second) {
      numbers.add(number);
    }
    return new StackedProblem(numbers, target);
  }
}
