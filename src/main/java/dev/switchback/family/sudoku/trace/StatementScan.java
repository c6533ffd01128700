package dev.switchback.family.sudoku.trace;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuShape;
import dev.switchback.family.sudoku.trace.Statement.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads one statement of a text after the other. White space may stand between them and, but for
 * line ends, within them; what is no statement is skipped to the end of its line. Never fails,
 * however long or strange the text.
 */
final class StatementScan {
  private static final int NO_DIGIT = -1;

  private final String text;
  private int position;

  StatementScan(String text, int from) {
    this.text = text;
    this.position = from;
  }

  /** Whether there is another statement. */
  boolean hasNext() {
    while (position < text.length() && isSpace(text.charAt(position))) {
      position++;
    }
    return position < text.length();
  }

  /** The next statement, after {@link #hasNext()} has said that there is one. */
  Statement next() {
    int from = position;
    Statement statement = statement();
    if (statement == null) {
      int lineEnd = text.indexOf('\n', from);
      position = lineEnd < 0 ? text.length() : lineEnd;
      return plain(Kind.UNREADABLE);
    }
    return statement;
  }

  private Statement statement() {
    return switch (text.charAt(position)) {
      case '(' -> placement();
      case 'g' -> skip(SudokuGrammar.GUESS) ? tried(Kind.GUESS) : null;
      case 'r' -> skip(SudokuGrammar.REVERT) ? tried(Kind.REVERT) : null;
      case 'n' -> skip(SudokuGrammar.NO_CANDIDATE) ? about(Kind.NO_CANDIDATE) : null;
      case 'i' -> skip(SudokuGrammar.INVALID) ? plain(Kind.INVALID) : null;
      case 'o' -> skip(SudokuGrammar.ORIGINAL) ? plain(Kind.BOARD) : null;
      case 's' -> skip(SudokuGrammar.SOLVING) ? plain(Kind.BOARD_END) : null;
      case 'S' -> marker();
      default -> null;
    };
  }

  private Statement marker() {
    if (skip(SudokuGrammar.SOLUTION_START)) {
      return plain(Kind.SOLUTION_START);
    }
    return skip(SudokuGrammar.SOLUTION_END) ? plain(Kind.SOLUTION_END) : null;
  }

  private Statement plain(Kind kind) {
    return new Statement(kind, 0, 0, 0, position);
  }

  private Statement placement() {
    Statement about = about(Kind.PLACEMENT);
    if (about == null || !skip("=")) {
      return null;
    }
    int digit = digit();
    return digit == NO_DIGIT
        ? null
        : new Statement(Kind.PLACEMENT, about.row(), about.column(), digit, position);
  }

  /** A guess or a revert: a cell, a list of candidates, a digit or the word none. */
  private Statement tried(Kind kind) {
    Statement about = about(kind);
    if (about == null || !skip("[")) {
      return null;
    }
    do {
      digit();
    } while (skip(","));
    boolean told =
        skip("]")
            && skip("=")
            && (kind == Kind.REVERT ? skip(SudokuGrammar.NONE) : digit() != NO_DIGIT);
    return told ? new Statement(kind, about.row(), about.column(), 0, position) : null;
  }

  private Statement about(Kind kind) {
    if (!skip("(")) {
      return null;
    }
    int row = digit();
    boolean comma = skip(",");
    int column = digit();
    return row != NO_DIGIT && comma && column != NO_DIGIT && skip(")")
        ? new Statement(kind, row, column, 0, position)
        : null;
  }

  private boolean skip(String expected) {
    skipBlanks();
    boolean goesOn = text.startsWith(expected, position);
    position += goesOn ? expected.length() : 0;
    return goesOn;
  }

  private int digit() {
    skipBlanks();
    char character = position < text.length() ? text.charAt(position) : ' ';
    if (character < '0' || character > '9') {
      return NO_DIGIT;
    }
    position++;
    return character - '0';
  }

  private void skipBlanks() {
    while (position < text.length()
        && text.charAt(position) != '\n'
        && isSpace(text.charAt(position))) {
      position++;
    }
  }

  private static boolean isSpace(char character) {
    return character == ' ' || character == '\n' || character == '\t' || character == '\r';
  }

  /**
   * The board that a text begins with.
   *
   * @param stated whether the text begins with a board, be it a puzzle's or not
   * @param puzzle empty if the board is none, breaks off, or is no puzzle
   * @param end the offset just after it, or 0 if there is no puzzle
   */
  record StatedBoard(boolean stated, Optional<SudokuPuzzle> puzzle, int end) {
    private static final int ANY_SIZE = 0;
    private static final StatedBoard NONE = new StatedBoard(false, Optional.empty(), 0);
    private static final StatedBoard NO_PUZZLE = new StatedBoard(true, Optional.empty(), 0);

    /**
     * Reads a board of any size: of the smallest that has all its cells and digits. A puzzle with
     * one solution has cells or digits that no smaller board has.
     */
    static StatedBoard of(String text) {
      return of(text, ANY_SIZE);
    }

    /** Reads a board of size 4, 6 or 9. */
    static StatedBoard of(String text, int size) {
      StatementScan scan = new StatementScan(text, 0);
      if (!scan.hasNext() || scan.next().kind() != Kind.BOARD) {
        return NONE;
      }
      List<Statement> givens = new ArrayList<>();
      while (scan.hasNext()) {
        Statement statement = scan.next();
        if (statement.kind() == Kind.BOARD_END) {
          return puzzle(givens, size)
              .map(puzzle -> new StatedBoard(true, Optional.of(puzzle), statement.end()))
              .orElse(NO_PUZZLE);
        }
        if (statement.kind() != Kind.PLACEMENT || statement.digit() == 0) {
          return NO_PUZZLE;
        }
        givens.add(statement);
      }
      return NO_PUZZLE;
    }

    private static int smallestSize(List<Statement> givens) {
      List<Integer> sizes = SudokuShape.sizes();
      return sizes.stream()
          .filter(
              size ->
                  givens.stream().allMatch(given -> given.isOnBoard(size) && given.digit() <= size))
          .findFirst()
          .orElse(sizes.get(sizes.size() - 1));
    }

    private static Optional<SudokuPuzzle> puzzle(List<Statement> givens, int askedSize) {
      int size = askedSize != ANY_SIZE ? askedSize : smallestSize(givens);
      char[] cells = new char[size * size];
      Arrays.fill(cells, '.');
      for (Statement given : givens) {
        if (!given.isOnBoard(size) || cells[given.cell(size)] != '.') {
          return Optional.empty();
        }
        cells[given.cell(size)] = (char) ('0' + given.digit());
      }
      try {
        return Optional.of(new SudokuPuzzle(new String(cells)));
      } catch (IllegalArgumentException clash) {
        return Optional.empty();
      }
    }
  }
}
