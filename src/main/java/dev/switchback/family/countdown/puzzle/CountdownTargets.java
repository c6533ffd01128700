package dev.switchback.family.countdown.puzzle;

import dev.switchback.random.RandomStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The target values of an experiment, in ascending order.
 *
 * <p>Values that none of {@value #BOARDS} random boards reaches take no part, so that a draw does
 * not look for a problem that hardly exists.
 *
 * @param seen the targets of training and validation problems
 * @param unseen a seeded share of all targets, kept for the unseen-target split
 */
public record CountdownTargets(List<Integer> seen, List<Integer> unseen) {
  private static final int BOARDS = 3000;

  public CountdownTargets {
    seen = List.copyOf(seen);
    unseen = List.copyOf(unseen);
  }

  /** Divides the reachable targets between seen and unseen. */
  public static CountdownTargets of(CountdownSettings settings, long seed) {
    int[] targets = reachable(settings, seed).stream().map(i -> i + settings.minTarget()).toArray();
    RandomStream.of(seed, "countdown-unseen-targets").shuffle(targets);
    int heldOut = heldOut(settings.unseenTargetShare(), targets.length);
    return new CountdownTargets(
        ascending(targets, heldOut, targets.length), ascending(targets, 0, heldOut));
  }

  /** The share rounded down, but at least one target where there is a share and a choice. */
  private static int heldOut(double share, int targets) {
    int rounded = (int) Math.floor(share * targets);
    return share > 0 && targets > 1 ? Math.max(1, rounded) : 0;
  }

  private static List<Integer> ascending(int[] targets, int from, int to) {
    return Arrays.stream(targets, from, to).sorted().boxed().toList();
  }

  /** The reachable targets, counted from the smallest. */
  private static BitSet reachable(CountdownSettings settings, long seed) {
    int targets = settings.maxTarget() - settings.minTarget() + 1;
    BitSet reached = new BitSet(targets);
    CountdownBoard[] boards = CountdownBoard.ladder(settings.numbers());
    int[] numbers = new int[settings.numbers()];
    RandomStream random = RandomStream.of(seed, "countdown-reachable-targets");
    for (int i = 0; i < BOARDS && reached.cardinality() < targets; i++) {
      CountdownGenerator.drawNumbers(settings, random, numbers);
      boards[0].begin(numbers);
      reach(boards, 0, settings, reached);
    }
    return reached;
  }

  private static void reach(
      CountdownBoard[] boards, int depth, CountdownSettings settings, BitSet reached) {
    CountdownBoard board = boards[depth];
    board.list();
    for (int operation = 0; operation < board.operations(); operation++) {
      if (board.size() > 2) {
        board.apply(operation, boards[depth + 1]);
        reach(boards, depth + 1, settings, reached);
      } else if (board.result(operation) >= settings.minTarget()
          && board.result(operation) <= settings.maxTarget()) {
        reached.set((int) board.result(operation) - settings.minTarget());
      }
    }
  }
}
