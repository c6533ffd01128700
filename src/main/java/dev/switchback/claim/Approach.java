package dev.switchback.claim;

import dev.switchback.experiment.ModelSettings;
import dev.switchback.trace.SearchCatalogue;
import dev.switchback.trace.TraceStyle;
import java.util.Locale;

/** What a model learns to write, as the study tells its models apart. */
public enum Approach {
  /** Only a solution. */
  DIRECT,
  /** A depth-first search with its ways back. */
  BACKTRACKING,
  /** Depth-first and breadth-first searches together. */
  MIX,
  /** A search that leaves out what it can judge without writing. */
  THINK,
  /** A search in a grammar of few tokens. */
  TERSE,
  /** Only a solution, in that grammar. */
  TERSE_DIRECT;

  /**
   * The approach of a model. A model of the style backtracking whose searches are breadth-first as
   * well counts as mix.
   */
  public static Approach of(ModelSettings settings, SearchCatalogue family) {
    if (settings.style() == TraceStyle.DIRECT) {
      return DIRECT;
    }
    if (settings.style() == TraceStyle.THINK) {
      return THINK;
    }
    if (settings.style() == TraceStyle.TERSE) {
      return settings.answersAtOnce(family) ? TERSE_DIRECT : TERSE;
    }
    boolean mixed =
        settings.style() == TraceStyle.MIX
            || settings.mixture(family).weights().keySet().stream()
                .anyMatch(family.breadthFirst()::contains);
    return mixed ? MIX : BACKTRACKING;
  }

  /** Whether its models answer without a search. */
  boolean answersAtOnce() {
    return this == DIRECT || this == TERSE_DIRECT;
  }

  /** The name inside a sentence. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
