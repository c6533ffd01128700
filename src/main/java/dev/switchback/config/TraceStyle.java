package dev.switchback.config;

import java.util.List;

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

  private final List<String> searches;

  TraceStyle(List<String> searches) {
    this.searches = searches;
  }

  /** The name as configuration files and tables write it. */
  public String key() {
    return KebabCase.ofConstant(this);
  }

  /** The searches of the style where no others are chosen. */
  List<String> searches() {
    return searches;
  }
}
