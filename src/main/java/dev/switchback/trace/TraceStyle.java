package dev.switchback.trace;

import java.util.Locale;

/** What a model learns to write: only a solution, or its whole search. */
public enum TraceStyle {
  /** Only a solution. */
  DIRECT,
  /** A search with its ways back: depth-first, if no other searches are chosen. */
  BACKTRACKING,
  /** Depth-first and breadth-first searches as the study mixes them, if no others are chosen. */
  MIX,
  /** A depth-first search that judges two numbers without writing down why. */
  THINK,
  /** The same searches and solutions, step by step, in a grammar of few tokens. */
  TERSE;

  /** The name as configuration files and tables write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
