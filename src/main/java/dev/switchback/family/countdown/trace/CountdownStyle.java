package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.follow.SearchRule;
import dev.switchback.family.countdown.search.Distance.Heuristic;
import java.util.Arrays;

/** The ways in which the solving of a CountDown problem is written down. */
public enum CountdownStyle {
  /** The steps of the first solution in lexicographic order, nothing else. */
  DIRECT("direct"),
  /** A depth-first search ordered and pruned by the mean distance of the numbers to the target. */
  DFS_SUM("dfs-sum"),
  /** A depth-first search ordered and pruned by the distances to factors of the target. */
  DFS_MULT("dfs-mult"),
  /** The same, which sees at once whether two numbers can make the target. */
  THINK("think"),
  /** The solution of the style direct, in the terse grammar. */
  TERSE_DIRECT("terse-direct"),
  /** The search of the style dfs-sum, in the terse grammar. */
  TERSE_DFS_SUM("terse-dfs-sum"),
  /** The search of the style dfs-mult, in the terse grammar. */
  TERSE_DFS_MULT("terse-dfs-mult"),
  /** The search of the style think, in the terse grammar. */
  TERSE_THINK("terse-think"),
  /** A breadth-first search that keeps so many of the nearest boards, by the heuristic sum. */
  BFS_1_SUM(1, Heuristic.SUM),
  BFS_2_SUM(2, Heuristic.SUM),
  BFS_3_SUM(3, Heuristic.SUM),
  BFS_4_SUM(4, Heuristic.SUM),
  BFS_5_SUM(5, Heuristic.SUM),
  /** A breadth-first search that keeps so many of the nearest boards, by the heuristic mult. */
  BFS_1_MULT(1, Heuristic.MULT),
  BFS_2_MULT(2, Heuristic.MULT),
  BFS_3_MULT(3, Heuristic.MULT),
  BFS_4_MULT(4, Heuristic.MULT),
  BFS_5_MULT(5, Heuristic.MULT);

  private final String key;
  private final int beam;
  private final Heuristic heuristic;

  CountdownStyle(String key) {
    this.key = key;
    this.beam = 0;
    this.heuristic = key.endsWith("dfs-sum") ? Heuristic.SUM : Heuristic.MULT;
  }

  CountdownStyle(int beam, Heuristic heuristic) {
    this.key = "bfs-" + beam + (heuristic == Heuristic.SUM ? "-sum" : "-mult");
    this.beam = beam;
    this.heuristic = heuristic;
  }

  /** The name in configuration files, tables and on the command line, for example bfs-3-mult. */
  public String key() {
    return key;
  }

  /** Whether it is written in the grammar of few tokens. */
  public boolean isTerse() {
    return key.startsWith("terse-");
  }

  /** What its lines can be held to. */
  SearchRule rule() {
    if (key.endsWith("direct")) {
      return SearchRule.ANY;
    }
    return beam > 0
        ? SearchRule.breadthFirst(heuristic, beam)
        : SearchRule.depthFirst(heuristic, key.endsWith("think"));
  }

  /** The width of a breadth-first search's beam; 0 where there is none. */
  int beam() {
    return beam;
  }

  /** What a search is ordered by; without meaning for the direct style. */
  Heuristic heuristic() {
    return heuristic;
  }

  /**
   * The style with the given name; bfs-1 to bfs-5 without a heuristic take mult.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static CountdownStyle of(String key) {
    for (CountdownStyle style : values()) {
      if (style.key.equals(key) || style.key.equals(key + "-mult") && style.beam > 0) {
        return style;
      }
    }
    throw new IllegalArgumentException(
        "Cannot find a CountDown style: "
            + key
            + ", expected one of "
            + Arrays.stream(values()).map(CountdownStyle::key).toList());
  }
}
