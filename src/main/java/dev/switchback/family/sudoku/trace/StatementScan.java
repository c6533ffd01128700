package dev.switchback.family.sudoku.trace;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuShape;
import dev.switchback.family.sudoku.trace.Statement.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one statement of a text after the other. White space may stand between them and, but for
 * line ends, within them; what is no statement is skipped to the end of its line, in a terse text
 * to the next white space. Never fails, however long or strange the text.
 */
final class StatementScan {
  private static final int NO_DIGIT = -1;
  private static final Pattern LINE_END = Pattern.compile("(?<!\\S)n(?!\\S)");
  private static final Pattern START = Pattern.compile("\\A(?:MASK\\s+)*START(?!\\S)");
  private static final Pattern END = Pattern.compile("(?<!\\S)END(?!\\S)");

  private final String text;
  private final boolean terse;
  private int position;
  private boolean afterDeadEnd;
  private Statement held;

  /**
   * Reads by the grammar that a text begins with.
   *
   * @param from where statements begin
   */
  StatementScan(String text, int from) {
    this(text, from, isTerse(text));
  }

  /** Reads a line of a text in the full grammar. */
  static StatementScan ofLine(String line) {
    return new StatementScan(line, 0, false);
  }

  private StatementScan(String text, int from, boolean terse) {
    this.text = laidOut(text);
    this.terse = terse;
    this.position = from;
  }

  /**
   * Whether a text is to be read by the terse grammar: it begins with a cell and its digit, without
   * a sign between them, be it before or after SOL_S.
   */
  static boolean isTerse(String text) {
    StatementScan scan = new StatementScan(text, 0, true);
    if (scan.hasNext() && text.startsWith(SudokuGrammar.SOLUTION_START, scan.position)) {
      scan.next();
    }
    return scan.hasNext() && scan.next().kind() == Kind.PLACEMENT;
  }

  /**
   * A text in which tokens stand as words, as Python decodes them: line ends where they stand,
   * START and the padding before it are none of it, and it ends before END. Every character stays
   * at its place.
   */
  private static String laidOut(String text) {
    if (!text.contains(" n ")
        && !text.startsWith("START")
        && !text.startsWith("MASK")
        && !text.contains(" END")) {
      return text;
    }
    Matcher end = END.matcher(text);
    String whole = end.find() ? text.substring(0, end.start()) : text;
    String lines = LINE_END.matcher(whole).replaceAll("\n");
    String spaces = " ".repeat(text.length() - whole.length());
    return START.matcher(lines).replaceAll(word -> " ".repeat(word.group().length())) + spaces;
  }

  /** Whether there is another statement. */
  boolean hasNext() {
    if (held != null) {
      return true;
    }
    while (position < text.length() && isSpace(text.charAt(position))) {
      position++;
    }
    return position < text.length();
  }

  /** The next statement, after {@link #hasNext()} has said that there is one. */
  Statement next() {
    if (held != null) {
      Statement next = held;
      held = null;
      return next;
    }
    int from = position;
    Statement statement = terse ? terseStatement() : statement();
    if (statement == null) {
      position = terse ? endOfWord(from) : endOfLine(from);
      return plain(Kind.UNREADABLE);
    }
    return statement;
  }

  private int endOfLine(int from) {
    int lineEnd = text.indexOf('\n', from);
    return lineEnd < 0 ? text.length() : lineEnd;
  }

  private int endOfWord(int from) {
    int end = from + 1;
    while (end < text.length() && !isSpace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private Statement terseStatement() {
    return switch (text.charAt(position)) {
      case '(' -> tersePlacement();
      case 'n' -> terseDeadEnd();
      case 'S' -> skip(SudokuGrammar.SOLUTION_START) ? plain(Kind.SOLUTION_START) : null;
      default -> null;
    };
  }

  private Statement terseDeadEnd() {
    if (!skip(SudokuGrammar.DEAD_END)) {
      return null;
    }
    afterDeadEnd = true;
    return plain(Kind.DEAD_END);
  }

  /** After a dead end, that the search goes back to the cell comes before that it is filled. */
  private Statement tersePlacement() {
    int from = position;
    Statement about = about(Kind.BACK);
    int digit = about == null ? NO_DIGIT : digit();
    if (digit == NO_DIGIT) {
      position = from;
      return null;
    }
    Statement placement =
        new Statement(Kind.PLACEMENT, about.row(), about.column(), digit, 0, position);
    if (!afterDeadEnd) {
      return placement;
    }
    afterDeadEnd = false;
    held = placement;
    return about;
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
    return new Statement(kind, 0, 0, 0, 0, position);
  }

  private Statement placement() {
    Statement about = about(Kind.PLACEMENT);
    if (about == null || !skip("=")) {
      return null;
    }
    int digit = digit();
    return digit == NO_DIGIT
        ? null
        : new Statement(Kind.PLACEMENT, about.row(), about.column(), digit, 0, position);
  }

  /** A guess or a revert: a cell, a list of candidates, a digit or the word none. */
  private Statement tried(Kind kind) {
    Statement about = about(kind);
    if (about == null || !skip("[")) {
      return null;
    }
    int candidates = 0;
    do {
      int digit = digit();
      candidates |= digit == NO_DIGIT ? 0 : 1 << digit;
    } while (skip(","));
    if (!skip("]") || !skip("=")) {
      return null;
    }
    int tried = kind == Kind.REVERT ? noDigit() : digit();
    return tried == NO_DIGIT
        ? null
        : new Statement(kind, about.row(), about.column(), tried, candidates, position);
  }

  /** The word that stands in place of a digit, as 0. */
  private int noDigit() {
    return skip(SudokuGrammar.NONE) ? 0 : NO_DIGIT;
  }

  private Statement about(Kind kind) {
    if (!skip("(")) {
      return null;
    }
    int row = digit();
    boolean comma = skip(",");
    int column = digit();
    return row != NO_DIGIT && comma && column != NO_DIGIT && skip(")")
        ? new Statement(kind, row, column, 0, 0, position)
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
      return isTerse(text) ? ofTerse(text, size) : ofFull(text, size);
    }

    private static StatedBoard ofTerse(String text, int size) {
      List<Statement> givens = new ArrayList<>();
      StatementScan scan = new StatementScan(text, 0, true);
      while (scan.hasNext()) {
        Statement statement = scan.next();
        if (statement.kind() == Kind.SOLUTION_START) {
          return of(givens, size, statement);
        }
        if (statement.kind() != Kind.PLACEMENT || statement.digit() == 0) {
          return NO_PUZZLE;
        }
        givens.add(statement);
      }
      return NO_PUZZLE;
    }

    private static StatedBoard of(List<Statement> givens, int size, Statement boardEnd) {
      return puzzle(givens, size)
          .map(puzzle -> new StatedBoard(true, Optional.of(puzzle), boardEnd.end()))
          .orElse(NO_PUZZLE);
    }

    private static StatedBoard ofFull(String text, int size) {
      StatementScan scan = new StatementScan(text, 0);
      if (!scan.hasNext() || scan.next().kind() != Kind.BOARD) {
        return NONE;
      }
      List<Statement> givens = new ArrayList<>();
      while (scan.hasNext()) {
        Statement statement = scan.next();
        if (statement.kind() == Kind.BOARD_END) {
          return of(givens, size, statement);
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
