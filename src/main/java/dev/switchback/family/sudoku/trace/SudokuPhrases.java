package dev.switchback.family.sudoku.trace;

import dev.switchback.family.sudoku.puzzle.SudokuShape;
import dev.switchback.trace.ByteText.Phrase;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The pieces of traces of one size, ready to be copied. */
final class SudokuPhrases {
  static final Phrase BOARD = new Phrase(SudokuGrammar.ORIGINAL + SudokuGrammar.LINE_END);
  static final Phrase BOARD_END =
      new Phrase(SudokuGrammar.SOLVING + " " + SudokuGrammar.SOLUTION_START + "\n");
  static final Phrase SOLUTION_END = new Phrase(SudokuGrammar.SOLUTION_END + "\n");
  static final Phrase TERSE_BOARD_END = new Phrase(SudokuGrammar.SOLUTION_START + "\n");
  static final Phrase TERSE_DEAD_END = new Phrase(SudokuGrammar.DEAD_END);
  static final Phrase INVALID = new Phrase(SudokuGrammar.INVALID + SudokuGrammar.LINE_END);

  private static final Map<Integer, SudokuPhrases> ALL =
      SudokuShape.sizes().stream()
          .collect(Collectors.toMap(size -> size, size -> new SudokuPhrases(size)));

  private final int size;
  private final Phrase[] givens;
  private final Phrase[] moves;
  private final Phrase[] terseMoves;
  private final Phrase[] guesses;
  private final Phrase[] reverts;
  private final Phrase[] deadEnds;
  private final Phrase[] triedDigits;
  private final Phrase[] triedLists;
  private final Phrase[] revertedLists;

  private SudokuPhrases(int size) {
    this.size = size;
    String end = SudokuGrammar.LINE_END;
    givens = ofMoves(" = ", " " + end);
    moves = ofMoves(" = ", end);
    terseMoves = ofMoves(" ", "");
    guesses = ofCells(SudokuGrammar.GUESS + " %s [");
    reverts = ofCells(SudokuGrammar.REVERT + " %s [");
    deadEnds = ofCells(SudokuGrammar.NO_CANDIDATE + " %s" + end);
    triedDigits = phrases(size + 1, digit -> digit + end);
    triedLists = phrases(1 << size, candidates -> list(candidates) + "] = ");
    revertedLists =
        phrases(1 << size, candidates -> list(candidates) + "] = " + SudokuGrammar.NONE + end);
  }

  /** Those of boards of size 4, 6 or 9. */
  static SudokuPhrases of(int size) {
    return ALL.get(size);
  }

  Phrase given(int cell, int digit) {
    return givens[cell * size + digit - 1];
  }

  Phrase move(int cell, int digit) {
    return moves[cell * size + digit - 1];
  }

  /** A cell with its digit in the terse grammar, without a space around. */
  Phrase terseMove(int cell, int digit) {
    return terseMoves[cell * size + digit - 1];
  }

  /** A guess up to the list of candidates. */
  Phrase guess(int cell) {
    return guesses[cell];
  }

  /** The candidates of a guess, up to the digit that is tried. */
  Phrase triedOf(int candidates) {
    return triedLists[candidates];
  }

  /** The digit that is tried, to the end of the line. */
  Phrase tried(int digit) {
    return triedDigits[digit];
  }

  /** A revert up to the list of candidates. */
  Phrase revert(int cell) {
    return reverts[cell];
  }

  /** The candidates of a revert, to the end of the line. */
  Phrase reverted(int candidates) {
    return revertedLists[candidates];
  }

  Phrase deadEnd(int cell) {
    return deadEnds[cell];
  }

  private Phrase[] ofMoves(String sign, String end) {
    return phrases(
        size * size * size,
        move -> SudokuGrammar.cell(move / size, size) + sign + (move % size + 1) + end);
  }

  private Phrase[] ofCells(String format) {
    return phrases(
        size * size, cell -> String.format(Locale.ROOT, format, SudokuGrammar.cell(cell, size)));
  }

  private static Phrase[] phrases(int count, IntFunction<String> text) {
    return IntStream.range(0, count).mapToObj(text).map(Phrase::new).toArray(Phrase[]::new);
  }

  private String list(int candidates) {
    return IntStream.rangeClosed(1, size)
        .filter(digit -> (candidates >>> digit - 1 & 1) == 1)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(", "));
  }
}
