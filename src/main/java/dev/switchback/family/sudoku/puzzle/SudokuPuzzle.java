package dev.switchback.family.sudoku.puzzle;

import dev.switchback.puzzle.Puzzle;
import java.util.Optional;

/**
 * A Sudoku puzzle: fill the empty cells so that every row, column and box holds each digit once. It
 * may have no solution, one, or many; only digits that clash at once are refused.
 *
 * @param givens 81, 36 or 16 characters row by row: a digit from 1 to 9 (or 6, or 4), or a point
 *     for an empty cell
 */
public record SudokuPuzzle(String givens) implements Puzzle {
  private static final char EMPTY = '.';

  /**
   * Checks the givens.
   *
   * @throws IllegalArgumentException if they are no puzzle; the message says why
   */
  public SudokuPuzzle {
    require(givens, givens);
  }

  /**
   * Reads a puzzle in which empty cells are points or zeros.
   *
   * @throws IllegalArgumentException if the text is no puzzle; the message says why
   */
  public static SudokuPuzzle parse(String text) {
    String givens = text.replace('0', EMPTY);
    require(givens, text);
    return new SudokuPuzzle(givens);
  }

  private static void require(String givens, String asGiven) {
    Optional<String> expectation = violated(givens);
    if (expectation.isPresent()) {
      throw new IllegalArgumentException(
          "Cannot make a Sudoku puzzle: \"" + asGiven + "\", expected " + expectation.get());
    }
  }

  /** The puzzle of these cells, 0 for an empty one. */
  public static SudokuPuzzle of(byte[] cells) {
    return new SudokuPuzzle(text(cells));
  }

  /** Cells as text, row by row, points for zeros. */
  static String text(byte[] cells) {
    StringBuilder text = new StringBuilder(cells.length);
    for (byte digit : cells) {
      text.append(digit == 0 ? EMPTY : (char) ('0' + digit));
    }
    return text.toString();
  }

  /** How many of these cells are not empty. */
  static int clues(byte[] cells) {
    int clues = 0;
    for (byte digit : cells) {
      clues += digit == 0 ? 0 : 1;
    }
    return clues;
  }

  /** Rows, columns, boxes, digits: 4, 6 or 9. */
  public int size() {
    return sizeOf(givens);
  }

  /** How many cells are given. */
  public int clues() {
    int clues = 0;
    for (int cell = 0; cell < givens.length(); cell++) {
      clues += givens.charAt(cell) == EMPTY ? 0 : 1;
    }
    return clues;
  }

  /** The digit given in a cell, 0 if it is empty. */
  public int digit(int cell) {
    return digitOf(givens.charAt(cell));
  }

  /** The digits of all cells, 0 for an empty one, in an array with room for them. */
  public void copyTo(byte[] cells) {
    for (int cell = 0; cell < givens.length(); cell++) {
      cells[cell] = (byte) digit(cell);
    }
  }

  /** The digits of all cells, 0 for an empty one. */
  public byte[] cells() {
    byte[] cells = new byte[givens.length()];
    copyTo(cells);
    return cells;
  }

  @Override
  public String exactKey() {
    return givens;
  }

  /** The same text for all puzzles that are isomorphic: {@link SudokuSymmetry#canonical}. */
  @Override
  public String canonicalKey() {
    return SudokuSymmetry.canonical(this);
  }

  private static int sizeOf(String givens) {
    return SudokuShape.ofCells(givens.length()).orElseThrow().size();
  }

  private static int digitOf(char character) {
    return character == EMPTY ? 0 : character - '0';
  }

  private static Optional<String> violated(String givens) {
    if (SudokuShape.ofCells(givens.length()).isEmpty()) {
      return Optional.of("81 characters, or 36, or 16, not " + givens.length());
    }
    int size = sizeOf(givens);
    for (int cell = 0; cell < givens.length(); cell++) {
      char character = givens.charAt(cell);
      if (character != EMPTY && (character < '1' || character > '0' + size)) {
        return Optional.of("digits from 1 to " + size + " and points, not \"" + character + "\"");
      }
    }
    return clash(givens, size);
  }

  private static Optional<String> clash(String givens, int size) {
    for (int[] unit : SudokuShape.of(size).units()) {
      int seen = 0;
      for (int cell : unit) {
        int digit = 1 << digitOf(givens.charAt(cell)) & ~1;
        if ((seen & digit) != 0) {
          return Optional.of(
              "each digit once in a row, column and box, not two of "
                  + givens.charAt(cell)
                  + (" as in the unit of row " + cell / size + ", column " + cell % size)
                  + " (from 0)");
        }
        seen |= digit;
      }
    }
    return Optional.empty();
  }
}
