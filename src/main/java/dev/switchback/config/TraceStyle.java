package dev.switchback.config;

/** What a model learns to write: only a solution, or its whole search. */
public enum TraceStyle {
  DIRECT,
  BACKTRACKING;

  /** The name as configuration files and tables write it. */
  public String key() {
    return KebabCase.ofConstant(this);
  }
}
