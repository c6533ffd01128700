package dev.switchback.family.sudoku.trace;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.search.SudokuListener;
import dev.switchback.trace.ByteText;
import dev.switchback.trace.Trace;

/** Writes a search down while it happens, with its wrong guesses or without them. */
final class SudokuTraceWriter implements SudokuListener {
  private final SudokuPhrases phrases;
  private final ByteText text;
  private final int[] guessOffsets;
  private final int[] guessPlacements;
  private boolean direct;
  private int depth;
  private int placements;
  private int reverts;

  SudokuTraceWriter(int size, ByteText text) {
    phrases = SudokuPhrases.of(size);
    this.text = text;
    guessOffsets = new int[size * size];
    guessPlacements = new int[size * size];
  }

  /**
   * Forgets what was written, and writes a puzzle's board.
   *
   * @param direct whether wrong guesses are left out, and that there were guesses at all
   */
  void begin(SudokuPuzzle puzzle, boolean direct) {
    this.direct = direct;
    depth = 0;
    placements = 0;
    reverts = 0;
    text.clear();
    text.append(SudokuPhrases.BOARD);
    for (int cell = 0; cell < puzzle.givens().length(); cell++) {
      int digit = puzzle.digit(cell);
      if (digit > 0) {
        text.append(phrases.given(cell, digit));
      }
    }
    text.append(SudokuPhrases.BOARD_END);
  }

  /** What was written since the beginning, which is a solution or not. */
  Trace end(boolean solved) {
    if (solved) {
      text.append(SudokuPhrases.SOLUTION_END);
    }
    return new Trace(text.toString(), solved, reverts, placements);
  }

  @Override
  public void placed(int cell, int digit) {
    placements++;
    text.append(phrases.move(cell, digit));
  }

  @Override
  public void guessed(int cell, int candidates, int digit) {
    guessOffsets[depth] = text.length();
    guessPlacements[depth] = placements;
    depth++;
    if (!direct) {
      text.append(phrases.guess(cell))
          .append(phrases.triedOf(candidates))
          .append(phrases.tried(digit));
    }
  }

  @Override
  public void noCandidate(int cell) {
    if (!direct) {
      text.append(phrases.deadEnd(cell));
    }
  }

  @Override
  public void invalid() {
    if (!direct) {
      text.append(SudokuPhrases.INVALID);
    }
  }

  @Override
  public void reverted(int cell, int candidates) {
    depth--;
    if (direct) {
      text.cut(guessOffsets[depth]);
      placements = guessPlacements[depth];
    } else {
      reverts++;
      text.append(phrases.revert(cell)).append(phrases.reverted(candidates));
    }
  }
}
