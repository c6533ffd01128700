package dev.switchback.family.sudoku.token;

/**
 * Rebuilds spaces, which tokens do not hold, and the line ends after SOL_S and SOL_E, from the
 * grammar of the traces. Tokens in any other order are laid out by the same rules, so that the text
 * gives the same tokens again.
 */
final class SudokuLayout {
  private static final int NOTHING = -1;
  private static final int OPENING = SudokuVocabulary.of("[");
  private static final int CLOSING = SudokuVocabulary.of("]");
  private static final int COMMA = SudokuVocabulary.of(",");
  private static final int COLON = SudokuVocabulary.of(":");
  private static final int ORIGINAL = SudokuVocabulary.of("original");
  private static final int SOLVING = SudokuVocabulary.of("solving");
  private static final int LAST_DIGIT = SudokuVocabulary.of("9");

  private final StringBuilder text = new StringBuilder();
  private int last = NOTHING;
  private boolean inBoard;

  /** Adds a token that is neither MASK, START nor END. */
  void append(int token) {
    inBoard = token == ORIGINAL || inBoard && token != SOLVING && !marksSolution(token);
    if (token == SudokuVocabulary.NEWLINE) {
      boolean given = inBoard && last >= 0 && last <= LAST_DIGIT;
      text.append(given ? "  \n" : " \n");
    } else {
      text.append(spaced(token) ? " " : "").append(SudokuVocabulary.TOKENS.get(token));
      text.append(marksSolution(token) ? "\n" : "");
    }
    last = token;
  }

  String text() {
    return text.toString();
  }

  private boolean spaced(int token) {
    boolean atLineStart =
        last == NOTHING || last == SudokuVocabulary.NEWLINE || marksSolution(last);
    return !atLineStart && last != OPENING && token != CLOSING && token != COMMA && token != COLON;
  }

  private static boolean marksSolution(int token) {
    return token == SudokuVocabulary.SOLUTION_START || token == SudokuVocabulary.SOLUTION_END;
  }
}
