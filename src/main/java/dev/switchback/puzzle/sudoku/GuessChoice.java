package dev.switchback.puzzle.sudoku;

/**
 * The choice of the cell to guess in. Cells with two candidates come first: in the band that has
 * most of them, the one that sees most others, since they all may be settled by it (half as many
 * guesses as with the first such cell). Without any, a cell with three candidates, or else any.
 */
final class GuessChoice {
  private static final int MASKS = 27;

  /** The three cells of a band that are in column 0. */
  private static final int COLUMN = 0b000000001_000000001_000000001;

  /** By band: the cells with two candidates. */
  final int[] pairs = new int[3];

  private int band;
  private int cell;

  /** The band of the chosen cell. */
  int band() {
    return band;
  }

  /** The chosen cell within its band. */
  int cell() {
    return cell;
  }

  /** Chooses in the position that begins at the given index. */
  void choose(int[] positions, int base) {
    band = 0;
    for (int other = 1; other < 3; other++) {
      if (Integer.bitCount(pairs[other]) > Integer.bitCount(pairs[band])) {
        band = other;
      }
    }
    if (pairs[band] == 0) {
      chooseWithoutPairs(positions, base);
    } else {
      choosePair();
    }
  }

  private void choosePair() {
    int most = -1;
    for (int left = pairs[band]; left != 0; left &= left - 1) {
      int pair = Integer.numberOfTrailingZeros(left);
      int column = COLUMN << pair % 9;
      int seen =
          Integer.bitCount(pairs[band] & (column | ~BandTables.SAME_BAND[pair]))
              + Integer.bitCount(pairs[band == 0 ? 1 : 0] & column)
              + Integer.bitCount(pairs[band == 2 ? 1 : 2] & column);
      if (seen > most) {
        most = seen;
        cell = pair;
      }
    }
  }

  private void chooseWithoutPairs(int[] positions, int base) {
    for (int other = 0; other < 3; other++) {
      int unsolved = positions[base + MASKS + other];
      int triples = unsolved & ~moreThanThree(positions, base + 9 * other);
      int open = triples != 0 ? triples : unsolved;
      if (open != 0) {
        band = other;
        cell = Integer.numberOfTrailingZeros(open);
      }
      if (triples != 0) {
        return;
      }
    }
  }

  private static int moreThanThree(int[] positions, int first) {
    int one = 0;
    int two = 0;
    int three = 0;
    int four = 0;
    for (int mask = first; mask < first + 9; mask++) {
      int cells = positions[mask];
      four |= three & cells;
      three |= two & cells;
      two |= one & cells;
      one |= cells;
    }
    return four;
  }
}
