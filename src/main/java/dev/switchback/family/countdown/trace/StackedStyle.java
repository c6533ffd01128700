package dev.switchback.family.countdown.trace;

import java.util.Arrays;

/** The ways in which the solving of a stacked CountDown problem is written down. */
public enum StackedStyle {
  /** The steps of the first solution of each half, nothing else. */
  DIRECT("direct"),
  /** A depth-first search with the heuristic sum, then one with the heuristic mult. */
  DFS("stacked-dfs");

  private final String key;

  StackedStyle(String key) {
    this.key = key;
  }

  /** The name in tables. */
  public String key() {
    return key;
  }

  /**
   * The style with the given name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static StackedStyle of(String key) {
    for (StackedStyle style : values()) {
      if (style.key.equals(key)) {
        return style;
      }
    }
    throw new IllegalArgumentException(
        "Cannot find a style of stacked CountDown: "
            + key
            + ", expected one of "
            + Arrays.stream(values()).map(StackedStyle::key).toList());
  }
}
