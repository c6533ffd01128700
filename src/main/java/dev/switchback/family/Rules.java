package dev.switchback.family;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a report says in other words for each family of puzzles.
 *
 * @param correct the strict rule, after "only if"
 * @param deadEnd what a mistake of a written search is, after "it is"
 * @param strictness where the paper's rule is another one
 * @param budget what budgets count, and what the paper's do
 * @param wrongLines the kinds of wrong lines of searches, each with what is wrong in words
 * @param splits how validation is kept apart from training, and how the paper does it
 */
public record Rules(
    String correct,
    String deadEnd,
    Map<String, String> wrongLines,
    String strictness,
    String budget,
    String splits) {
  /** Copies the kinds, in their order. */
  public Rules {
    wrongLines = Collections.unmodifiableMap(new LinkedHashMap<>(wrongLines));
  }
}
