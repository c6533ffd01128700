package dev.switchback.config;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a model learns to write: only a solution, or its whole search. */
public enum TraceStyle {
  /** Only a solution. */
  DIRECT(List.of()),
  /** A depth-first search with its ways back, if no other searches are chosen. */
  BACKTRACKING(List.of("dfs-sum", "dfs-mult")),
  /** Depth-first and breadth-first searches as the study mixes them, if no others are chosen. */
  MIX(List.of("mix")),
  /** A depth-first search that judges two numbers without writing down why. */
  THINK(List.of("think"));

  /** What families with searches of their own choose from, the usual ones first. */
  private static final Map<String, List<String>> SEARCHES =
      Map.of(
          ProblemSettings.SUDOKU, List.of("strategy", "naive"),
          ProblemSettings.STACKED, List.of("stacked-dfs"));

  private final List<String> searches;

  TraceStyle(List<String> searches) {
    this.searches = searches;
  }

  /** The name as configuration files and tables write it. */
  public String key() {
    return KebabCase.ofConstant(this);
  }

  /** The searches of the style in a family where no others are chosen, none if it has none. */
  List<String> searches(String family) {
    if (family.equals(ProblemSettings.COUNTDOWN)) {
      return searches;
    }
    return this == BACKTRACKING ? SEARCHES.get(family).subList(0, 1) : List.of();
  }

  /** Whether the style is written in a family without searches being chosen. */
  boolean isWrittenIn(String family) {
    return this == DIRECT || !searches(family).isEmpty();
  }

  /** Whether searches may fill the style in a family. */
  boolean allows(String family, Set<String> chosen) {
    if (family.equals(ProblemSettings.COUNTDOWN)) {
      return chosen.stream().noneMatch(TraceStyle::isOfAnotherFamily)
          && (this != THINK || chosen.equals(Set.of("think")));
    }
    return this == DIRECT || this == BACKTRACKING && SEARCHES.get(family).containsAll(chosen);
  }

  /** What a family's searches of the style may be, in words. */
  String allowed(String family) {
    return family.equals(ProblemSettings.COUNTDOWN)
        ? "searches of the family countdown, and [think] alone for the style think"
        : "the style direct or backtracking, with "
            + String.join(" or ", SEARCHES.get(family))
            + ", for the family "
            + family;
  }

  private static boolean isOfAnotherFamily(String search) {
    return SEARCHES.values().stream().anyMatch(searches -> searches.contains(search));
  }
}
