package dev.switchback.family.sudoku.puzzle;

import java.util.stream.IntStream;

/**
 * The cells of a board and the units they lie in. Cells are numbered row by row from 0; rows,
 * columns and boxes from 0, boxes row by row too.
 *
 * <p>The arrays are shared by all who ask and must not be written to.
 */
public final class SudokuShape {
  private static final SudokuShape FOUR = new SudokuShape(2);
  private static final SudokuShape NINE = new SudokuShape(3);

  private final int box;
  private final int size;
  private final int[] rows;
  private final int[] columns;
  private final int[] boxes;
  private final int[][] units;
  private final int[][] peers;

  private SudokuShape(int box) {
    this.box = box;
    size = box * box;
    rows = IntStream.range(0, cells()).map(cell -> cell / size).toArray();
    columns = IntStream.range(0, cells()).map(cell -> cell % size).toArray();
    boxes =
        IntStream.range(0, cells())
            .map(cell -> rows[cell] / box * box + columns[cell] / box)
            .toArray();
    units = new int[3 * size][];
    for (int unit = 0; unit < size; unit++) {
      units[unit] = cellsOf(rows, unit);
      units[size + unit] = cellsOf(columns, unit);
      units[2 * size + unit] = cellsOf(boxes, unit);
    }
    peers = IntStream.range(0, cells()).mapToObj(this::peersOf).toArray(int[][]::new);
  }

  /**
   * The shape of boards of so many rows, columns and digits.
   *
   * @throws IllegalArgumentException if size is neither 4 nor 9
   */
  public static SudokuShape of(int size) {
    return switch (size) {
      case 4 -> FOUR;
      case 9 -> NINE;
      default ->
          throw new IllegalArgumentException(
              "Cannot make a Sudoku board of size: " + size + ", expected 4 or 9");
    };
  }

  /** Rows, columns, boxes, digits: 4 or 9. */
  public int size() {
    return size;
  }

  /** Rows of a box, and its columns: 2 or 3. */
  public int box() {
    return box;
  }

  /** Cells of the board: 16 or 81. */
  public int cells() {
    return size * size;
  }

  /** The row of a cell. */
  public int row(int cell) {
    return rows[cell];
  }

  /** The column of a cell. */
  public int column(int cell) {
    return columns[cell];
  }

  /** The box of a cell. */
  public int box(int cell) {
    return boxes[cell];
  }

  /** The other cells of a cell's row, column and box, in ascending order: 7 or 20. */
  public int[] peers(int cell) {
    return peers[cell];
  }

  /** The cells of each unit in ascending order: first the rows, then the columns, the boxes. */
  public int[][] units() {
    return units;
  }

  private static int[] cellsOf(int[] unitOfCell, int unit) {
    return IntStream.range(0, unitOfCell.length).filter(cell -> unitOfCell[cell] == unit).toArray();
  }

  private int[] peersOf(int cell) {
    return IntStream.range(0, cells())
        .filter(
            other ->
                other != cell
                    && (rows[other] == rows[cell]
                        || columns[other] == columns[cell]
                        || boxes[other] == boxes[cell]))
        .toArray();
  }
}
