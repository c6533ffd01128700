package dev.switchback.family.countdown.token;

import java.util.List;

/**
 * The 46 tokens of CountDown traces (arXiv 2504.07052): four special ones, the digits, the signs
 * and the words. A token's number is its place in the list.
 */
final class CountdownVocabulary {
  static final int PAD = 0;
  static final int START = 1;
  static final int END = 2;
  static final int UNKNOWN = 3;
  static final int SPECIAL = 4;
  static final int ZERO = 4;
  static final int FIRST_SIGN = 14;
  static final int FIRST_WORD = 26;

  static final List<String> TOKENS =
      List.of(
          "PAD",
          "START",
          "END",
          "UNK",
          "0",
          "1",
          "2",
          "3",
          "4",
          "5",
          "6",
          "7",
          "8",
          "9",
          "+",
          "-",
          "*",
          "/",
          "=",
          "[",
          "]",
          "#",
          ",",
          ":",
          ".",
          "'",
          "Current",
          "State",
          "Operations",
          "Exploring",
          "Operation",
          "Resulting",
          "Numbers",
          "Generated",
          "Node",
          "from",
          "Moving",
          "to",
          "equal",
          "unequal",
          "Goal",
          "Reached",
          "No",
          "Solution",
          "solution",
          "found");

  private CountdownVocabulary() {}

  /** The number of a token, -1 if it is not in the list. */
  static int of(String token) {
    return TOKENS.indexOf(token);
  }

  /** The token of a whole word, also of a special one. */
  static int word(String word) {
    int token = TOKENS.indexOf(word);
    return token < 0 ? UNKNOWN : token;
  }

  static boolean isDigit(int token) {
    return token >= ZERO && token < FIRST_SIGN;
  }

  static boolean isWord(int token) {
    return token >= FIRST_WORD || token < SPECIAL;
  }
}
