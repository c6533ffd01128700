package dev.switchback.report;

import dev.switchback.config.ProblemSettings;

/**
 * What a report says in other words for each family of puzzles.
 *
 * @param correct the strict rule, after "only if"
 * @param deadEnd what a mistake of a written search is, after "it is"
 * @param strictness where the paper's rule is another one
 * @param budget what budgets count, and what the paper's do
 * @param splits how validation is kept apart from training, and how the paper does it
 */
public record Rules(
    String correct, String deadEnd, String strictness, String budget, String splits) {
  private static final String REUSE =
      "The verifier is strict. The paper’s accepts steps that use a number twice or leave one out.";
  private static final String LEAF =
      "a dead end that its text reaches before it first claims the goal";
  private static final String CLAIM =
      "Budgets count generated tokens up to the claim of the goal; the paper counts prompt tokens"
          + " as well, up to the end of the text.";

  private static final Rules COUNTDOWN =
      new Rules(
          "each given number is used exactly once, every step is right and made from numbers that"
              + " are there, and the last makes the target",
          LEAF,
          REUSE,
          CLAIM,
          "Validation and unseen-target problems are disjoint from the training problems in any"
              + " order of their numbers; the paper compares solutions.");

  private static final Rules STACKED =
      new Rules(
          "the first four numbers make the fifth and the last four the target, each is used exactly"
              + " once among its four, and every step is right and made from numbers that are there",
          LEAF,
          REUSE,
          CLAIM,
          "Validation and unseen-target problems share neither half with a training problem, in"
              + " any order of its numbers; the paper draws each split with a seed of its own.");

  private static final Rules SUDOKU =
      new Rules(
          "in the end each cell is filled, each given digit is kept, and each row, column and box"
              + " holds each digit once",
          "a guess that its text takes back before the solution ends",
          "The board counts as it stands where the solution ends: digits that the text takes back"
              + " are gone. The paper’s rule takes the digit last written in each cell of the whole"
              + " text.",
          "Budgets count generated tokens up to the end of the solution; the paper counts them up"
              + " to the end of the text.",
          "Puzzles are generated, and no validation puzzle becomes a training puzzle by renaming"
              + " digits or exchanging lines; the paper takes both from one list and does not"
              + " compare them.");

  /** The rules of a family, which is named as in configuration files. */
  public static Rules of(String family) {
    return switch (family) {
      case ProblemSettings.SUDOKU -> SUDOKU;
      case ProblemSettings.STACKED -> STACKED;
      default -> COUNTDOWN;
    };
  }
}
