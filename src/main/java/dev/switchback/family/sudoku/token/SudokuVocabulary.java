package dev.switchback.family.sudoku.token;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The 109 tokens of Sudoku traces (arXiv 2504.07052): digits, words, signs, the end of a line, the
 * 81 cells, five special ones. A token's number is its place in the list. Smaller boards use the
 * cells that they have: those whose row and column are below 4 or 6.
 */
final class SudokuVocabulary {
  static final int NEWLINE = 20;
  static final int FIRST_CELL = 23;
  static final int START = 104;
  static final int END = 105;
  static final int MASK = 106;
  static final int SOLUTION_START = 107;
  static final int SOLUTION_END = 108;

  private static final int SIDE = 9;
  private static final List<String> BEFORE_CELLS =
      List.of(
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
          "guess",
          "revert",
          "nocand",
          "invalid",
          "original",
          "solving",
          "=",
          "[",
          "]",
          "none",
          "n",
          ":",
          ",");

  static final List<String> TOKENS =
      Stream.of(
              BEFORE_CELLS.stream(),
              IntStream.range(0, SIDE * SIDE).mapToObj(SudokuVocabulary::cellName),
              Stream.of("START", "END", "MASK", "SOL_S", "SOL_E"))
          .flatMap(tokens -> tokens)
          .toList();

  private SudokuVocabulary() {}

  /** The number of a token, -1 if it is not in the list. */
  static int of(String token) {
    return TOKENS.indexOf(token);
  }

  /** The token of the cell in a row and a column, both from 0 to 8. */
  static int cell(int row, int column) {
    return FIRST_CELL + SIDE * row + column;
  }

  private static String cellName(int cell) {
    return "(" + cell / SIDE + ", " + cell % SIDE + ")";
  }
}
