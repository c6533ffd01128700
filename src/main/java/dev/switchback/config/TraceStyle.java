package dev.switchback.config;

import java.util.List;
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

  private static final Set<String> SUDOKU_SEARCHES = Set.of("strategy", "naive");

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
    return this == BACKTRACKING && family.equals(ProblemSettings.SUDOKU)
        ? List.of("strategy")
        : List.of();
  }

  /** Whether searches may fill the style in a family. */
  boolean allows(String family, Set<String> chosen) {
    return switch (family) {
      case ProblemSettings.SUDOKU ->
          this == DIRECT
              || this == BACKTRACKING && !chosen.isEmpty() && SUDOKU_SEARCHES.containsAll(chosen);
      default ->
          chosen.stream().noneMatch(SUDOKU_SEARCHES::contains)
              && (this != THINK || chosen.equals(Set.of("think")));
    };
  }

  /** What a family's searches of the style may be, in words. */
  String allowed(String family) {
    return family.equals(ProblemSettings.SUDOKU)
        ? "the style direct or backtracking, with strategy or naive, for the family sudoku"
        : "searches of the family " + family + ", and [think] alone for the style think";
  }
}
