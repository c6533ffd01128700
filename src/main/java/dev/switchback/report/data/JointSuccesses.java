package dev.switchback.report.data;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * How often problems were solved before and after a model was trained by rewards.
 *
 * @param counts of problems, one for each combination that occurs
 */
public record JointSuccesses(List<Count> counts) {
  /** The bins of the share of tries that are right, in order. */
  public static final List<String> BINS =
      List.of("none", "to 25%", "to 50%", "to 75%", "<100%", "all");

  private static final int PARTS = 4;

  /** Copies the counts. */
  public JointSuccesses {
    counts = List.copyOf(counts);
  }

  /**
   * The tries of one model at a problem.
   *
   * @param right how many are
   * @param drawn how many there are, 1 or more
   * @param firstRight whether the first is right
   */
  public record Tries(int right, int drawn, boolean firstRight) {
    /** Whether any of them is right. */
    public boolean anyRight() {
      return right > 0;
    }

    int bin() {
      if (right == 0) {
        return 0;
      }
      return right == drawn ? PARTS + 1 : (PARTS * right + drawn - 1) / drawn;
    }
  }

  /**
   * Problems with the same tries.
   *
   * @param before of the model that was gone on from
   * @param after of the reinforced model
   * @param problems how many
   */
  public record Count(Tries before, Tries after, long problems) {}

  /**
   * What became of the problems, each in one of the four.
   *
   * @param gained solved only after
   * @param kept solved before and after
   * @param lost solved only before
   * @param never solved neither before nor after
   */
  public record Change(long gained, long kept, long lost, long never) {}

  /** The problems that both models were asked. */
  public long problems() {
    return counts.stream().mapToLong(Count::problems).sum();
  }

  /** Tries at each problem before. */
  public int triesBefore() {
    return tries(count -> count.before().drawn());
  }

  /** Tries at each problem after. */
  public int triesAfter() {
    return tries(count -> count.after().drawn());
  }

  private int tries(ToIntFunction<Count> drawn) {
    return counts.stream().mapToInt(drawn).max().orElse(0);
  }

  /** What became of the problems, by what it is to solve one before and after. */
  public Change change(Predicate<Tries> before, Predicate<Tries> after) {
    return new Change(
        problems(before.negate(), after),
        problems(before, after),
        problems(before, after.negate()),
        problems(before.negate(), after.negate()));
  }

  private long problems(Predicate<Tries> before, Predicate<Tries> after) {
    return counts.stream()
        .filter(count -> before.test(count.before()) && after.test(count.after()))
        .mapToLong(Count::problems)
        .sum();
  }

  /** Numbers of problems: a row for each of the {@link #BINS} before, a column for each after. */
  public long[][] table() {
    long[][] table = new long[BINS.size()][BINS.size()];
    counts.forEach(count -> table[count.before().bin()][count.after().bin()] += count.problems());
    return table;
  }
}
