package dev.switchback.family.sudoku.trace;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.search.SudokuListener;
import dev.switchback.trace.ByteText;
import dev.switchback.trace.Trace;

/**
 * Writes a search down in the terse grammar while it happens, with its wrong guesses or without
 * them. The search must go back to the cell that it fills next, as one that looks at one cell after
 * the other does.
 */
final class TerseSudokuWriter implements SudokuListener {
  private final SudokuPhrases phrases;
  private final ByteText text;
  private final int[] guessOffsets;
  private final int[] guessPlacements;
  private boolean direct;
  private boolean deadEnd;
  private int promptEnd;
  private int depth;
  private int placements;
  private int reverts;

  TerseSudokuWriter(int size, ByteText text) {
    phrases = SudokuPhrases.of(size);
    this.text = text;
    guessOffsets = new int[size * size];
    guessPlacements = new int[size * size];
  }

  /**
   * Forgets what was written, and writes a puzzle's givens.
   *
   * @param direct whether wrong guesses are left out
   */
  void begin(SudokuPuzzle puzzle, boolean direct) {
    this.direct = direct;
    deadEnd = false;
    depth = 0;
    placements = 0;
    reverts = 0;
    text.clear();
    for (int cell = 0; cell < puzzle.givens().length(); cell++) {
      int digit = puzzle.digit(cell);
      if (digit > 0) {
        text.append(phrases.terseMove(cell, digit)).append(' ');
      }
    }
    text.append(SudokuPhrases.TERSE_BOARD_END);
    promptEnd = text.length();
  }

  /** What was written since the beginning, which is a solution or not. */
  Trace end(boolean solved) {
    return new Trace(text.toString(), solved, reverts, placements);
  }

  @Override
  public void placed(int cell, int digit) {
    placements++;
    deadEnd = false;
    separate();
    text.append(phrases.terseMove(cell, digit));
  }

  @Override
  public void guessed(int cell, int candidates, int digit) {
    guessOffsets[depth] = text.length();
    guessPlacements[depth] = placements;
    depth++;
  }

  @Override
  public void noCandidate(int cell) {
    deadEnd();
  }

  @Override
  public void invalid() {
    deadEnd();
  }

  @Override
  public void reverted(int cell, int candidates) {
    depth--;
    if (direct) {
      text.cut(guessOffsets[depth]);
      placements = guessPlacements[depth];
    } else {
      reverts++;
    }
  }

  /** Says it once, however many guesses fail with it. */
  private void deadEnd() {
    if (!direct && !deadEnd) {
      deadEnd = true;
      separate();
      text.append(SudokuPhrases.TERSE_DEAD_END);
    }
  }

  private void separate() {
    if (text.length() > promptEnd) {
      text.append(' ');
    }
  }
}
