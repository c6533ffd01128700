package dev.switchback.config;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Searches and how often each is drawn, in proportion to its weight.
 *
 * @param weights positive whole numbers without a common divisor, by the name of the search
 */
public record SearchMixture(Map<String, Integer> weights) implements Serializable {
  /** What an entry of a mixture may name, in words. */
  static final String NAMES =
      "dfs-sum, dfs-mult, think, bfs-1 to bfs-5 (with -sum or -mult after it), mix, stacked-dfs,"
          + " strategy or naive";

  /** The study's mixture, to be written as one entry among others. */
  private static final String MIX = "mix";

  private static final int BEAMS = 5;
  private static final int PARTS_OF_MIX = 20;
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?:([1-9][0-9]{0,3}) +)?(dfs-sum|dfs-mult|think|mix|bfs-[1-5](?:-sum|-mult)?|stacked-dfs|strategy|naive)");

  public SearchMixture {
    weights = Map.copyOf(weights);
  }

  /** An entry as it is written: a search, or a weight and a search. */
  private record Entry(int weight, String search) {
    static Optional<Entry> of(String text) {
      Matcher parts = ENTRY.matcher(text.strip());
      if (!parts.matches()) {
        return Optional.empty();
      }
      int weight = parts.group(1) == null ? 1 : Integer.parseInt(parts.group(1));
      String search = parts.group(2);
      return Optional.of(new Entry(weight, search.matches("bfs-.") ? search + "-mult" : search));
    }
  }

  /** Whether an entry names a search, or a weight from 1 to 9999 and a search. */
  static boolean isEntry(String text) {
    return Entry.of(text).isPresent();
  }

  /** Whether no two entries name the same search. */
  static boolean areDistinct(List<String> entries) {
    List<String> searches = entries(entries).stream().map(Entry::search).toList();
    return searches.size() == new LinkedHashSet<>(searches).size();
  }

  /** The mixture that entries make; those that are none are left out. */
  static SearchMixture of(List<String> entries) {
    Map<String, Integer> weights = new TreeMap<>();
    for (Entry entry : entries(entries)) {
      if (entry.search.equals(MIX)) {
        addMix(weights, entry.weight);
      } else {
        weights.merge(entry.search, PARTS_OF_MIX * entry.weight, Integer::sum);
      }
    }
    int divisor =
        weights.values().stream()
            .map(BigInteger::valueOf)
            .reduce(BigInteger.ZERO, BigInteger::gcd)
            .intValue();
    weights.replaceAll((search, weight) -> weight / divisor);
    return new SearchMixture(weights);
  }

  /** The same text for the same mixture, for example {@code 3 dfs-sum or think}. */
  public String text() {
    List<String> parts = new ArrayList<>();
    new TreeMap<>(weights)
        .forEach((search, weight) -> parts.add(weight == 1 ? search : weight + " " + search));
    return String.join(" or ", parts);
  }

  private static List<Entry> entries(List<String> entries) {
    return entries.stream().map(Entry::of).flatMap(Optional::stream).toList();
  }

  /** Half depth-first, half breadth-first; in each half all are equally likely. */
  private static void addMix(Map<String, Integer> weights, int parts) {
    for (String heuristic : List.of("-sum", "-mult")) {
      weights.merge("dfs" + heuristic, PARTS_OF_MIX / 4 * parts, Integer::sum);
      for (int beam = 1; beam <= BEAMS; beam++) {
        weights.merge("bfs-" + beam + heuristic, PARTS_OF_MIX / 20 * parts, Integer::sum);
      }
    }
  }
}
