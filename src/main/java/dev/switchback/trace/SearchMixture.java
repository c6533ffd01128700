package dev.switchback.trace;

import java.io.Serializable;
import java.math.BigInteger;
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
  /** What direct solutions are written with. */
  public static final SearchMixture NONE = new SearchMixture(Map.of());

  private static final Pattern ENTRY = Pattern.compile("(?:([1-9][0-9]{0,3}) +)?(\\S+)");

  /** Copies the weights. */
  public SearchMixture {
    weights = Map.copyOf(weights);
  }

  /** An entry as it is written: a name, or a weight and a name. */
  private record Entry(int weight, Map<String, Integer> parts) {
    static Optional<Entry> of(String text, SearchCatalogue catalogue) {
      Matcher matched = ENTRY.matcher(text.strip());
      if (!matched.matches() || !catalogue.entries().containsKey(matched.group(2))) {
        return Optional.empty();
      }
      int weight = matched.group(1) == null ? 1 : Integer.parseInt(matched.group(1));
      return Optional.of(new Entry(weight, catalogue.entries().get(matched.group(2))));
    }
  }

  /** Whether an entry names a search, or a weight from 1 to 9999 and a search. */
  public static boolean isEntry(String text, SearchCatalogue catalogue) {
    return Entry.of(text, catalogue).isPresent();
  }

  /** Whether no two entries stand for the same. */
  public static boolean areDistinct(List<String> entries, SearchCatalogue catalogue) {
    List<Entry> known = entries(entries, catalogue);
    return known.stream().map(Entry::parts).distinct().count() == known.size();
  }

  /** The mixture that entries make; those that name no search are left out. */
  public static SearchMixture of(List<String> entries, SearchCatalogue catalogue) {
    Map<String, Integer> weights = new TreeMap<>();
    for (Entry entry : entries(entries, catalogue)) {
      entry.parts.forEach(
          (search, part) -> weights.merge(search, part * entry.weight, Integer::sum));
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
    return String.join(
        " or ",
        new TreeMap<>(weights)
            .entrySet().stream()
                .map(
                    search ->
                        search.getValue() == 1
                            ? search.getKey()
                            : search.getValue() + " " + search.getKey())
                .toList());
  }

  private static List<Entry> entries(List<String> entries, SearchCatalogue catalogue) {
    return entries.stream()
        .map(entry -> Entry.of(entry, catalogue))
        .flatMap(Optional::stream)
        .toList();
  }
}
