package dev.switchback.puzzle.sudoku;

import static dev.switchback.puzzle.sudoku.BandTables.ALL_CELLS;

import java.util.Arrays;

/**
 * The fast search on boards of size 9. For each digit and band, a mask says where the digit can
 * still stand ({@link BandTables}).
 *
 * <p>What is deduced, until nothing changes: locked candidates inside bands and from boxes to
 * columns, the only place of a digit in a row or a box, and the only digit of a cell. Then the
 * search guesses ({@link GuessChoice}). A guess copies the position, 30 numbers; all positions lie
 * in one array, a level for each guess that stands.
 *
 * <p>Not safe for use by several threads.
 */
final class BandSearch implements SolutionSearch {
  private static final int LEVELS = 82;

  /** Numbers of a level: 27 masks by band and digit, the unsolved cells of 3 bands, 2 unused. */
  private static final int LEVEL = 32;

  private static final int MASKS = 27;
  private static final int ALL_MASKS = (1 << MASKS) - 1;
  private static final int CONTRADICTION = -1;

  private final int[] positions = new int[LEVELS * LEVEL];

  /** By level: the masks that have changed since everything was deduced from them. */
  private final int[] changes = new int[LEVELS];

  private final int[] givens = new int[MASKS];
  private final int[] solution = new int[MASKS];

  private final GuessChoice choice = new GuessChoice();
  private long guesses;

  @Override
  public int countSolutions(byte[] cells, int limit) {
    begin(cells);
    return search(limit);
  }

  @Override
  public boolean solvableWithout(byte[] cells, int cell, int digit) {
    begin(cells);
    positions[cell / 27 * 9 + digit - 1] &= ~(1 << cell % 27);
    return search(1) == 1;
  }

  @Override
  public long guesses() {
    return guesses;
  }

  @Override
  public void copySolutionTo(byte[] cells) {
    for (int mask = 0; mask < MASKS; mask++) {
      for (int left = solution[mask]; left != 0; left &= left - 1) {
        cells[27 * (mask / 9) + Integer.numberOfTrailingZeros(left)] = (byte) (mask % 9 + 1);
      }
    }
  }

  /** Clashes need no look here: they take the last candidate from a given cell. */
  private void begin(byte[] cells) {
    guesses = 0;
    Arrays.fill(givens, 0);
    Arrays.fill(positions, 0, LEVEL, ALL_CELLS);
    for (int band = 0; band < 3; band++) {
      for (int cell = 0; cell < 27; cell++) {
        int digit = cells[27 * band + cell];
        if (digit != 0) {
          int mask = 9 * band + digit - 1;
          givens[mask] |= 1 << cell;
          positions[MASKS + band] ^= 1 << cell;
          positions[mask] &= BandTables.SAME_BAND[cell];
        }
      }
      for (int mask = 9 * band; mask < 9 * band + 9; mask++) {
        positions[mask] &= positions[MASKS + band] | givens[mask];
      }
    }
    changes[0] = ALL_MASKS;
  }

  private int search(int limit) {
    int found = 0;
    int level = 0;
    while (level >= 0) {
      if (!deduce(level)) {
        level--;
      } else if (isSolved(level)) {
        if (found == 0) {
          System.arraycopy(positions, level * LEVEL, solution, 0, MASKS);
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
    int unsolved = level * LEVEL + MASKS;
    return (positions[unsolved] | positions[unsolved + 1] | positions[unsolved + 2]) == 0;
  }

  /** Whether no contradiction was met. */
  private boolean deduce(int level) {
    int base = level * LEVEL;
    int changed = changes[level];
    do {
      while (changed > 0) {
        int mask = Integer.numberOfTrailingZeros(changed);
        changed = narrow(base, mask, changed & (changed - 1));
      }
      if (changed == 0) {
        changed = fillSingleCandidates(base);
      }
    } while (changed > 0);
    return changed == 0;
  }

  /**
   * Deduces what follows from one mask.
   *
   * @return the masks that have changed, or a contradiction
   */
  private int narrow(int base, int mask, int changed) {
    int minirows = BandTables.minirows(positions[base + mask]);
    int cells = positions[base + mask] & BandTables.LEFT[minirows];
    if (cells == 0) {
      return CONTRADICTION;
    }
    positions[base + mask] = cells;
    int elsewhere = BandTables.ELSEWHERE[BandTables.columns(cells)];
    int below = mask < 18 ? mask + 9 : mask - 18;
    int above = mask < 9 ? mask + 18 : mask - 9;
    int after = changed | keep(base, below, elsewhere) | keep(base, above, elsewhere);
    int band = mask < 9 ? 0 : mask < 18 ? 1 : 2;
    int unsolved = base + MASKS + band;
    int placed = cells & BandTables.ALONE[minirows] & ~elsewhere & positions[unsolved];
    if (placed != 0) {
      positions[unsolved] ^= placed;
      for (int other = 9 * band; other < 9 * band + 9; other++) {
        after |= keep(base, other, ~placed);
      }
      positions[base + mask] = cells;
      after &= ~(1 << mask) | changed;
    }
    return after;
  }

  /** Takes candidates away; the bit of the mask if it has changed. */
  private int keep(int base, int mask, int cells) {
    int before = positions[base + mask];
    int after = before & cells;
    positions[base + mask] = after;
    return before == after ? 0 : 1 << mask;
  }

  /**
   * Counts the candidates of all cells at once and fills cells that have one.
   *
   * @return the masks that have changed, or a contradiction
   */
  private int fillSingleCandidates(int base) {
    int changed = 0;
    for (int band = 0; band < 3; band++) {
      int first = base + 9 * band;
      int one = 0;
      int two = 0;
      int three = 0;
      for (int mask = first; mask < first + 9; mask++) {
        int cells = positions[mask];
        three |= two & cells;
        two |= one & cells;
        one |= cells;
      }
      if (one != ALL_CELLS) {
        return CONTRADICTION;
      }
      choice.pairs[band] = two & ~three;
      int singles = ~two & positions[base + MASKS + band];
      if (singles != 0) {
        changed |= fill(base, band, singles);
      }
    }
    return changed;
  }

  private int fill(int base, int band, int singles) {
    int changed = 0;
    for (int mask = 9 * band; mask < 9 * band + 9; mask++) {
      int own = positions[base + mask] & singles;
      if (own != 0) {
        changed |= 1 << mask;
        for (; own != 0; own &= own - 1) {
          positions[base + mask] &= BandTables.SAME_BAND[Integer.numberOfTrailingZeros(own)];
        }
      }
    }
    return changed;
  }

  /** Tries a digit at the next level and takes it away at this one. */
  private void guess(int level) {
    guesses++;
    int base = level * LEVEL;
    choice.choose(positions, base);
    int bit = 1 << choice.cell();
    int mask = 9 * choice.band();
    while ((positions[base + mask] & bit) == 0) {
      mask++;
    }
    System.arraycopy(positions, base, positions, base + LEVEL, MASKS + 3);
    positions[base + LEVEL + mask] &= BandTables.SAME_BAND[choice.cell()];
    changes[level + 1] = 1 << mask;
    positions[base + mask] ^= bit;
    changes[level] = 1 << mask;
  }
}
