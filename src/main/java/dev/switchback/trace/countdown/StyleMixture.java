package dev.switchback.trace.countdown;

import dev.switchback.config.SearchMixture;
import dev.switchback.puzzle.Split;
import dev.switchback.random.RandomStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Styles of which one is drawn for each problem, in proportion to their weights. */
public final class StyleMixture implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<CountdownStyle> styles;
  private final int[] ends;

  private StyleMixture(Map<CountdownStyle, Integer> weights) {
    styles = List.copyOf(weights.keySet());
    ends = weights.values().stream().mapToInt(weight -> weight).toArray();
    Arrays.parallelPrefix(ends, Integer::sum);
  }

  /** A single style. */
  public static StyleMixture of(CountdownStyle style) {
    return new StyleMixture(Map.of(style, 1));
  }

  /** The searches of a mixture; direct solutions if it has none. */
  public static StyleMixture of(SearchMixture searches) {
    Map<CountdownStyle, Integer> weights = new TreeMap<>(Comparator.comparing(CountdownStyle::key));
    searches.weights().forEach((search, weight) -> weights.put(CountdownStyle.of(search), weight));
    return weights.isEmpty() ? of(CountdownStyle.DIRECT) : new StyleMixture(weights);
  }

  /** All styles that can be drawn. */
  public List<CountdownStyle> styles() {
    return styles;
  }

  /**
   * The style in which a problem is written: a function of seed, split and index.
   *
   * @param index of the problem in its split
   */
  public CountdownStyle draw(long seed, Split split, long index) {
    if (styles.size() == 1) {
      return styles.get(0);
    }
    RandomStream random = RandomStream.of(seed, "countdown-search-" + split.key(), index);
    int drawn = random.nextInt(ends[ends.length - 1]);
    int style = 0;
    while (ends[style] <= drawn) {
      style++;
    }
    return styles.get(style);
  }
}
