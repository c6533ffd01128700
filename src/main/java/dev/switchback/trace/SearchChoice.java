package dev.switchback.trace;

import dev.switchback.puzzle.Split;
import dev.switchback.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** The search that each problem is written with, drawn in proportion to the mixture's weights. */
public final class SearchChoice {
  private final String purpose;
  private final List<String> searches;
  private final int[] ends;

  /**
   * @param family of the problems, by its name
   * @param mixture with one search or more
   */
  public SearchChoice(String family, SearchMixture mixture) {
    purpose = family + "-search-";
    TreeMap<String, Integer> weights = new TreeMap<>(mixture.weights());
    searches = List.copyOf(weights.keySet());
    ends = weights.values().stream().mapToInt(weight -> weight).toArray();
    Arrays.parallelPrefix(ends, Integer::sum);
  }

  /**
   * The search of a problem: a function of seed, split and index.
   *
   * @param index of the problem in its split
   */
  public String draw(long seed, Split split, long index) {
    if (searches.size() == 1) {
      return searches.get(0);
    }
    RandomStream random = RandomStream.of(seed, purpose + split.key(), index);
    int drawn = random.nextInt(ends[ends.length - 1]);
    int search = 0;
    while (ends[search] <= drawn) {
      search++;
    }
    return searches.get(search);
  }
}
