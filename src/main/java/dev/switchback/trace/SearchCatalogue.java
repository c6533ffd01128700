package dev.switchback.trace;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The searches of a family of puzzles.
 *
 * @param names what may be named, in words
 * @param entries what each name stands for: searches with their parts of {@link #WHOLE}
 * @param styles the searches of each style that is written in the family; {@link
 *     TraceStyle#DIRECT}, which has none, is written in all
 * @param breadthFirst searches that go through a level of moves before the next
 * @param straight searches that are none: a solution alone, written in the grammar of a style
 */
public record SearchCatalogue(
    String names,
    Map<String, Map<String, Integer>> entries,
    Map<TraceStyle, Searches> styles,
    Set<String> breadthFirst,
    Set<String> straight) {
  /** The sum of the parts that a name stands for. */
  public static final int WHOLE = 20;

  /** Copies the maps. */
  public SearchCatalogue {
    entries = Map.copyOf(entries);
    styles = Map.copyOf(styles);
    breadthFirst = Set.copyOf(breadthFirst);
    straight = Set.copyOf(straight);
  }

  /**
   * The searches of a style.
   *
   * @param usual names where none are chosen
   * @param allowed searches that may be chosen
   */
  public record Searches(List<String> usual, Set<String> allowed) {}

  /** Searches that are named by themselves, of which a style has all. */
  public static SearchCatalogue ofBacktracking(String usual, List<String> searches) {
    return new SearchCatalogue(
        String.join(" or ", searches),
        searches.stream().collect(Collectors.toMap(search -> search, SearchCatalogue::alone)),
        Map.of(TraceStyle.BACKTRACKING, new Searches(List.of(usual), Set.copyOf(searches))),
        Set.of(),
        Set.of());
  }

  /**
   * The same, and searches of the style terse beside them.
   *
   * @param usual where none are chosen
   * @param terse all of them, without the one that is no search
   * @param straight a solution alone
   */
  public SearchCatalogue withTerse(List<String> usual, List<String> terse, String straight) {
    Set<String> added = new TreeSet<>(terse);
    added.add(straight);
    Map<String, Map<String, Integer>> allEntries = new TreeMap<>(entries);
    added.forEach(search -> allEntries.put(search, alone(search)));
    Map<TraceStyle, Searches> allStyles = new TreeMap<>(styles);
    allStyles.put(TraceStyle.TERSE, new Searches(usual, Set.copyOf(added)));
    return new SearchCatalogue(
        names + "; tersely " + String.join(", ", added),
        allEntries,
        allStyles,
        breadthFirst,
        Set.of(straight));
  }

  /** What a name stands for that is a search itself. */
  public static Map<String, Integer> alone(String search) {
    return Map.of(search, WHOLE);
  }

  /** The names of a style's searches where none are chosen, none if it has none. */
  public List<String> usual(TraceStyle style) {
    return styles.containsKey(style) ? styles.get(style).usual() : List.of();
  }

  /** Whether the style is written in the family. */
  public boolean writes(TraceStyle style) {
    return style == TraceStyle.DIRECT || styles.containsKey(style);
  }

  /**
   * The style in whose grammar such searches are written.
   *
   * @throws IllegalArgumentException if there is none
   */
  public TraceStyle styleOf(SearchMixture mixture) {
    if (mixture.weights().isEmpty()) {
      return TraceStyle.DIRECT;
    }
    return Arrays.stream(TraceStyle.values())
        .filter(style -> style != TraceStyle.DIRECT && allows(style, mixture))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot find a style for the searches: "
                        + mixture.text()
                        + ", expected "
                        + allowed()));
  }

  /** Whether nothing is searched in such traces: they hold solutions alone. */
  public boolean isStraight(SearchMixture mixture) {
    return straight.containsAll(mixture.weights().keySet());
  }

  /** Whether a style may be filled by such searches. */
  public boolean allows(TraceStyle style, SearchMixture mixture) {
    return style == TraceStyle.DIRECT
        || styles.containsKey(style)
            && styles.get(style).allowed().containsAll(mixture.weights().keySet());
  }

  /** The styles and what each may be filled by, in words. */
  public String allowed() {
    return new TreeMap<>(styles)
        .entrySet().stream()
            .map(
                style ->
                    style.getKey().key()
                        + " with "
                        + String.join(", ", style.getValue().allowed().stream().sorted().toList()))
            .collect(Collectors.joining("; ", "direct; ", ""));
  }
}
