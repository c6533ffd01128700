package dev.switchback.family.sudoku.puzzle;

import static dev.switchback.family.sudoku.puzzle.BandSearch.BandPosition.LENGTH;
import static dev.switchback.family.sudoku.puzzle.BandSearch.BandPosition.MASKS;
import static dev.switchback.family.sudoku.puzzle.BandSearch.BandPosition.UNSOLVED;

import dev.switchback.family.sudoku.puzzle.SudokuSolver.SolutionSearch;
import java.util.Arrays;

/**
 * The fast search on boards of size 9. For each digit and band, a mask says where the digit can
 * still stand. The search deduces what it can ({@link BandDeduction}), then guesses ({@link
 * GuessChoice}) and deduces on. A guess copies the position, 30 numbers; all positions lie in one
 * array, a level for each guess that stands, and nothing is allocated.
 *
 * <p>Not safe for use by several threads.
 */
final class BandSearch implements SolutionSearch {
  private static final int LEVELS = 82;
  private static final int ALL_DIGITS = 511;

  private final int[] positions = new int[LEVELS * LENGTH];

  /** By level: the digits whose masks have changed since everything was deduced from them. */
  private final int[] changes = new int[LEVELS];

  private final int[] givens = new int[MASKS];
  private final int[] solutions = new int[2 * MASKS];
  private final BandDeduction deduction;
  private final GuessChoice choice;
  private long guesses;

  BandSearch() {
    int[] pairs = new int[3];
    deduction = new BandDeduction(positions, pairs);
    choice = new GuessChoice(positions, pairs);
  }

  @Override
  public int countSolutions(byte[] cells, int limit) {
    begin(cells);
    return search(limit);
  }

  @Override
  public boolean solvableWithout(byte[] cells, int cell, int digit) {
    begin(cells);
    positions[3 * (digit - 1) + cell / 27] &= ~(1 << cell % 27);
    return search(1) == 1;
  }

  @Override
  public long guesses() {
    return guesses;
  }

  @Override
  public void copySolutionTo(byte[] cells, int rank) {
    for (int mask = 0; mask < MASKS; mask++) {
      for (int left = solutions[rank * MASKS + mask]; left != 0; left &= left - 1) {
        cells[27 * (mask % 3) + Integer.numberOfTrailingZeros(left)] = (byte) (mask / 3 + 1);
      }
    }
  }

  /** Clashes need no look here: they take the last candidate from a given cell. */
  private void begin(byte[] cells) {
    guesses = 0;
    Arrays.fill(givens, 0);
    Arrays.fill(positions, 0, LENGTH, BandTables.ALL_CELLS);
    for (int band = 0; band < 3; band++) {
      for (int cell = 0; cell < 27; cell++) {
        int digit = cells[27 * band + cell];
        if (digit != 0) {
          int mask = 3 * (digit - 1) + band;
          givens[mask] |= 1 << cell;
          positions[UNSOLVED + band] ^= 1 << cell;
          positions[mask] &= BandTables.SAME_BAND[cell];
        }
      }
      for (int mask = band; mask < MASKS; mask += 3) {
        positions[mask] &= positions[UNSOLVED + band] | givens[mask];
      }
    }
    changes[0] = ALL_DIGITS;
  }

  private int search(int limit) {
    int found = 0;
    int level = 0;
    while (level >= 0) {
      if (!deduction.complete(level * LENGTH, changes[level])) {
        level--;
      } else if (isSolved(level)) {
        if (found < 2) {
          System.arraycopy(positions, level * LENGTH, solutions, found * MASKS, MASKS);
        }
        found++;
        level = found == limit ? -1 : level - 1;
      } else {
        guess(level);
        level++;
      }
    }
    return found;
  }

  private boolean isSolved(int level) {
    int unsolved = level * LENGTH + UNSOLVED;
    return (positions[unsolved] | positions[unsolved + 1] | positions[unsolved + 2]) == 0;
  }

  /** Tries a digit at the next level and takes it away at this one. */
  private void guess(int level) {
    guesses++;
    int base = level * LENGTH;
    choice.choose(base);
    int bit = 1 << choice.cell();
    int mask = nextCandidate(base + choice.band(), bit);
    System.arraycopy(positions, base, positions, base + LENGTH, LENGTH);
    positions[mask + LENGTH] &= BandTables.SAME_BAND[choice.cell()];
    changes[level + 1] = digitOf(mask - base);
    positions[mask] ^= bit;
    changes[level] = changes[level + 1];
    if (choice.isPair()) {
      int other = nextCandidate(mask + 3, bit);
      positions[other] &= BandTables.SAME_BAND[choice.cell()];
      changes[level] |= digitOf(other - base);
    }
  }

  /** The first mask from the given one on, digit by digit, that has the cell. */
  private int nextCandidate(int first, int bit) {
    int mask = first;
    while ((positions[mask] & bit) == 0) {
      mask += 3;
    }
    return mask;
  }

  private static int digitOf(int mask) {
    return 1 << mask / 3;
  }

  /**
   * How a position of {@link BandSearch} lies in an array of numbers: for each digit from 0 and
   * each band, a mask of the cells where the digit can stand (3 * digit + band), then for each band
   * a mask of its unsolved cells.
   */
  static final class BandPosition {
    /** Masks of a position. */
    static final int MASKS = 27;

    /** Where the unsolved cells of band 0 stand. */
    static final int UNSOLVED = MASKS;

    /** Numbers of a position. */
    static final int LENGTH = MASKS + 3;

    private BandPosition() {}
  }
}
