package dev.switchback.trace.countdown;

import java.util.Arrays;

/** The ways in which the solving of a CountDown problem is written down. */
public enum CountdownStyle {
  /** The steps of the first solution in lexicographic order, nothing else. */
  DIRECT("direct"),
  /** A depth-first search ordered and pruned by the mean distance of the numbers to the target. */
  DFS_SUM("dfs-sum"),
  /** A depth-first search ordered and pruned by the distances to factors of the target. */
  DFS_MULT("dfs-mult");

  private final String key;

  CountdownStyle(String key) {
    this.key = key;
  }

  /** The name in configuration files, tables and on the command line. */
  public String key() {
    return key;
  }

  /**
   * The style with the given name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static CountdownStyle of(String key) {
    for (CountdownStyle style : values()) {
      if (style.key.equals(key)) {
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
