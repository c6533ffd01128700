package dev.switchback.dataset.foreign;

import java.util.Locale;

/** Why a row is rejected. */
public enum Flaw {
  /** It cannot be read: it is not of the format, not UTF-8, or a field is missing or no number. */
  MALFORMED,
  /** It is longer than any row of the format. */
  TOO_LONG,
  /** What it states is no problem: too many numbers, or digits that clash. */
  NO_PROBLEM,
  /** The problem has no solution. */
  UNSOLVABLE,
  /** The puzzle has more than one solution. */
  SEVERAL_SOLUTIONS,
  /** The solution that is given is none. */
  WRONG_SOLUTION,
  /** The number of clues that is given is not that of the puzzle. */
  WRONG_CLUES;

  /** The name in files and messages. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
