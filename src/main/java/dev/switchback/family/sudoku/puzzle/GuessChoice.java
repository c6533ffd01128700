package dev.switchback.family.sudoku.puzzle;

import static dev.switchback.family.sudoku.puzzle.BandSearch.BandPosition.MASKS;
import static dev.switchback.family.sudoku.puzzle.BandSearch.BandPosition.UNSOLVED;

/**
 * The choice of the cell to guess in. Of the cells with two candidates, it is the one that sees
 * most others of them, since a guess there may settle them all: that takes little more than half as
 * many guesses as the first such cell. Without any, a cell with three candidates, or else any.
 */
final class GuessChoice {
  /** The cells of a band that lie in column 0. */
  private static final int COLUMN = 0b000000001_000000001_000000001;

  private final int[] positions;
  private final int[] pairs;
  private int band;
  private int cell;

  /**
   * @param positions where positions lie
   * @param pairs by band: the cells with two candidates
   */
  GuessChoice(int[] positions, int[] pairs) {
    this.positions = positions;
    this.pairs = pairs;
  }

  /** The band of the chosen cell. */
  int band() {
    return band;
  }

  /** The chosen cell within its band. */
  int cell() {
    return cell;
  }

  /** Whether the chosen cell has two candidates. */
  boolean isPair() {
    return (pairs[band] >>> cell & 1) != 0;
  }

  /** Chooses in the position that begins at the given index and is not solved. */
  void choose(int base) {
    if ((pairs[0] | pairs[1] | pairs[2]) == 0) {
      chooseWithoutPairs(base);
    } else {
      choosePair();
    }
  }

  private void choosePair() {
    int most = -1;
    for (int own = 0; own < 3; own++) {
      int next = pairs[own == 2 ? 0 : own + 1];
      int previous = pairs[own == 0 ? 2 : own - 1];
      for (int left = pairs[own]; left != 0; left &= left - 1) {
        int pair = Integer.numberOfTrailingZeros(left);
        int column = COLUMN << pair % 9;
        int seen =
            Integer.bitCount(pairs[own] & (column | ~BandTables.SAME_BAND[pair]))
                + Integer.bitCount(next & column)
                + Integer.bitCount(previous & column);
        if (seen > most) {
          most = seen;
          band = own;
          cell = pair;
        }
      }
    }
  }

  private void chooseWithoutPairs(int base) {
    int triples = 0;
    for (int other = 0; other < 3 && triples == 0; other++) {
      int unsolved = positions[base + UNSOLVED + other];
      triples = unsolved & ~cellsWithMoreThanThree(base + other);
      if (unsolved != 0) {
        band = other;
        cell = Integer.numberOfTrailingZeros(triples != 0 ? triples : unsolved);
      }
    }
  }

  private int cellsWithMoreThanThree(int first) {
    int one = 0;
    int two = 0;
    int three = 0;
    int four = 0;
    for (int mask = first; mask < first + MASKS; mask += 3) {
      int cells = positions[mask];
      four |= three & cells;
      three |= two & cells;
      two |= one & cells;
      one |= cells;
    }
    return four;
  }
}
