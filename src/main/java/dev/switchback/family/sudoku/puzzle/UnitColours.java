package dev.switchback.family.sudoku.puzzle;

import dev.switchback.random.RandomStream;
import java.util.Arrays;

/**
 * Colours of a puzzle's rows, columns, boxes and digits that do not depend on how the puzzle is
 * turned, mirrored, permuted or labelled: colour refinement (Weisfeiler and Leman).
 *
 * <p>A colour is a 64-bit number. All begin the same; in each round, a given cell is hashed from
 * the colours of its two lines, its box and its digit, and then each of these from its own colour
 * and the sum over its cells. A line (a row or a column) also takes in the lines it shares a band
 * or stack with. Sums and hashes treat rows and columns alike, so that colours follow their units
 * through any symmetry; where boxes are not square, rows and columns begin in different colours.
 * Units of different colours are different in kind; those of the same colour need not be alike.
 */
final class UnitColours {
  private final SudokuShape shape;
  private final int[] givenCells;
  private final int[] givenDigits;
  private final long[] lines;
  private final long[] boxes;
  private final long[] digits;
  private final long[] blocks;

  /** All units in one colour, but for rows and columns where these cannot change places. */
  UnitColours(SudokuPuzzle puzzle) {
    shape = SudokuShape.of(puzzle.size());
    int clues = puzzle.clues();
    givenCells = new int[clues];
    givenDigits = new int[clues];
    for (int cell = 0, clue = 0; cell < shape.cells(); cell++) {
      if (puzzle.digit(cell) != 0) {
        givenCells[clue] = cell;
        givenDigits[clue] = puzzle.digit(cell) - 1;
        clue++;
      }
    }
    lines = new long[2 * shape.size()];
    boxes = new long[shape.size()];
    digits = new long[shape.size()];
    blocks = new long[shape.bands() + shape.stacks()];
    for (long[] colours : new long[][] {lines, boxes, digits}) {
      Arrays.fill(colours, 1);
    }
    if (!shape.hasSquareBoxes()) {
      Arrays.fill(lines, shape.size(), lines.length, 2);
    }
  }

  private UnitColours(UnitColours other) {
    shape = other.shape;
    givenCells = other.givenCells;
    givenDigits = other.givenDigits;
    lines = other.lines.clone();
    boxes = other.boxes.clone();
    digits = other.digits.clone();
    blocks = other.blocks.clone();
  }

  /** The same colours but for one line, which gets a colour of its own. */
  UnitColours withSingled(int line) {
    UnitColours copy = new UnitColours(this);
    copy.lines[line] = RandomStream.mix(~lines[line]);
    return copy;
  }

  /** The colours of the rows, then of the columns. */
  long[] lines() {
    return lines;
  }

  /** One number for all colours, whatever the order of the units. */
  long total() {
    long total = 0;
    for (long[] colours : new long[][] {lines, boxes, digits}) {
      for (long colour : colours) {
        total += RandomStream.mix(colour);
      }
      total = RandomStream.mix(total);
    }
    return total;
  }

  void refine(int rounds) {
    for (int round = 0; round < rounds; round++) {
      refine();
    }
  }

  private void refine() {
    int size = shape.size();
    sumBlocks();
    long[] lineSums = new long[2 * size];
    long[] boxSums = new long[size];
    long[] digitSums = new long[size];
    for (int clue = 0; clue < givenCells.length; clue++) {
      int cell = givenCells[clue];
      int row = shape.row(cell);
      int column = size + shape.column(cell);
      int box = shape.box(cell);
      int digit = givenDigits[clue];
      long hash =
          RandomStream.mix(
              RandomStream.mix(lines[row] + lines[column]) + 3 * boxes[box] + 5 * digits[digit]);
      lineSums[row] += hash;
      lineSums[column] += hash;
      boxSums[box] += hash;
      digitSums[digit] += hash;
    }
    for (int line = 0; line < 2 * size; line++) {
      lines[line] = RandomStream.mix(3 * lines[line] + 5 * lineSums[line] + blocks[blockOf(line)]);
    }
    for (int unit = 0; unit < size; unit++) {
      long around = blocks[unit / shape.stacks()] + blocks[shape.bands() + unit % shape.stacks()];
      boxes[unit] = RandomStream.mix(3 * boxes[unit] + 5 * boxSums[unit] + around);
      digits[unit] = RandomStream.mix(3 * digits[unit] + 5 * digitSums[unit]);
    }
  }

  /** The bands, then the stacks. */
  private void sumBlocks() {
    Arrays.fill(blocks, 0);
    for (int line = 0; line < lines.length; line++) {
      blocks[blockOf(line)] += lines[line];
    }
    for (int block = 0; block < blocks.length; block++) {
      blocks[block] = RandomStream.mix(blocks[block]);
    }
  }

  private int blockOf(int line) {
    return line < shape.size()
        ? line / shape.boxRows()
        : shape.bands() + (line - shape.size()) / shape.boxColumns();
  }
}
