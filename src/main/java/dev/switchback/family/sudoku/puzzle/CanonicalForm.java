package dev.switchback.family.sudoku.puzzle;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The search for a puzzle's canonical form: the least text among certain of its images.
 *
 * <p>Rows and columns are ordered by their {@link UnitColours}. As long as lines share a colour,
 * each of those with the least such colour is singled out in turn and the colours are refined again
 * (individualisation and refinement, as graph canonisation does it). In the end every line has its
 * own colour and the order of all is settled. Isomorphic puzzles go through the same colours and
 * come to the same images, so that the least of them is the same, and it determines the puzzle up
 * to isomorphism.
 */
final class CanonicalForm {
  private static final int ROUNDS_AFTER_SINGLING = 3;

  private final SudokuPuzzle puzzle;
  private final int size;
  private final SudokuShape shape;
  private char[] least;

  CanonicalForm(SudokuPuzzle puzzle) {
    this.puzzle = puzzle;
    size = puzzle.size();
    shape = SudokuShape.of(size);
  }

  /** The canonical form, from colours that are refined but may leave lines alike. */
  String find(UnitColours colours) {
    visit(colours);
    return new String(least);
  }

  private void visit(UnitColours colours) {
    long[] lines = colours.lines();
    long[] sorted = lines.clone();
    Arrays.sort(sorted);
    int shared = 1;
    while (shared < sorted.length && sorted[shared] != sorted[shared - 1]) {
      shared++;
    }
    if (shared == sorted.length) {
      compare(image(lines, sorted[0]));
      return;
    }
    for (int line = 0; line < lines.length; line++) {
      if (lines[line] == sorted[shared]) {
        UnitColours singled = colours.withSingled(line);
        singled.refine(ROUNDS_AFTER_SINGLING);
        visit(singled);
      }
    }
  }

  private void compare(char[] image) {
    if (least == null || Arrays.compare(image, least) < 0) {
      least = image;
    }
  }

  /** The image whose lines are in the order of their colours, the least colour among the rows. */
  private char[] image(long[] lines, long leastColour) {
    int[] rows = ordered(lines, 0, shape.boxRows());
    int[] columns = ordered(lines, size, shape.boxColumns());
    boolean turned = shape.hasSquareBoxes() && lines[rows[0]] != leastColour;
    char[] names = new char[size + 1];
    char next = '1';
    char[] image = new char[size * size];
    for (int cell = 0; cell < image.length; cell++) {
      int first = cell / size;
      int second = cell % size;
      int row = turned ? rows[second] : rows[first];
      int column = (turned ? columns[first] : columns[second]) - size;
      int digit = puzzle.digit(row * size + column);
      if (digit != 0 && names[digit] == 0) {
        names[digit] = next;
        next++;
      }
      image[cell] = digit == 0 ? '.' : names[digit];
    }
    return image;
  }

  /** The rows or columns from the given line on: blocks by their least line, lines within them. */
  private int[] ordered(long[] lines, int first, int linesOfBlock) {
    long[] leastInBlock = new long[size / linesOfBlock];
    Arrays.fill(leastInBlock, Long.MAX_VALUE);
    for (int line = 0; line < size; line++) {
      int block = line / linesOfBlock;
      leastInBlock[block] = Math.min(leastInBlock[block], lines[first + line]);
    }
    return IntStream.range(first, first + size)
        .boxed()
        .sorted(
            Comparator.comparingLong((Integer line) -> leastInBlock[(line - first) / linesOfBlock])
                .thenComparingLong(line -> lines[line]))
        .mapToInt(line -> line)
        .toArray();
  }
}
