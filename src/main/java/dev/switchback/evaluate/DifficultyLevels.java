package dev.switchback.evaluate;

import dev.switchback.family.Difficulty;
import dev.switchback.metric.Stratum;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The levels of one measure of difficulty, each a range of its values. Numbers are divided at the
 * quartiles of the problems, names are a level each.
 *
 * @param difficulty the measure
 * @param levels in order
 */
record DifficultyLevels(Difficulty difficulty, List<Range> levels) implements Serializable {
  private static final int PARTS = 4;

  /**
   * One level.
   *
   * @param from its least value
   * @param to its largest value
   */
  record Range(double from, double to, Stratum stratum) implements Serializable {}

  /**
   * Divides problems.
   *
   * @param counts how many problems have each value
   */
  static DifficultyLevels of(Difficulty difficulty, SortedMap<Double, Long> counts) {
    long problems = counts.values().stream().mapToLong(Long::longValue).sum();
    List<double[]> ranges = new ArrayList<>();
    long seen = 0;
    long part = -1;
    for (Map.Entry<Double, Long> entry : counts.entrySet()) {
      long middle = seen + (entry.getValue() - 1) / 2;
      long own = difficulty.names().isEmpty() ? middle * PARTS / problems : ranges.size();
      if (own != part) {
        ranges.add(new double[] {entry.getKey(), entry.getKey()});
        part = own;
      }
      ranges.get(ranges.size() - 1)[1] = entry.getKey();
      seen += entry.getValue();
    }
    List<Range> levels = new ArrayList<>();
    for (double[] range : ranges) {
      String name = name(difficulty, range[0], range[1]);
      Stratum stratum = new Stratum(difficulty.column(), levels.size(), name);
      levels.add(new Range(range[0], range[1], stratum));
    }
    return new DifficultyLevels(difficulty, levels);
  }

  /** The level that a value lies in, empty for one that no problem had. */
  Optional<Stratum> of(double value) {
    return levels.stream()
        .filter(level -> value >= level.from && value <= level.to)
        .map(Range::stratum)
        .findFirst();
  }

  private static String name(Difficulty difficulty, double from, double to) {
    if (!difficulty.names().isEmpty()) {
      return difficulty.names().get((int) from - 1);
    }
    return from == to ? number(from) : number(from) + " to " + number(to);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,d", Math.round(value));
  }
}
