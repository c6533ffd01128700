package dev.switchback.family.sudoku.puzzle;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The cells of a board and the units they lie in. Cells are numbered row by row from 0; rows,
 * columns and boxes from 0, boxes row by row too.
 *
 * <p>The arrays are shared by all who ask and must not be written to.
 */
public final class SudokuShape {
  private static final List<SudokuShape> ALL =
      List.of(new SudokuShape(2, 2), new SudokuShape(2, 3), new SudokuShape(3, 3));

  private final int boxRows;
  private final int boxColumns;
  private final int size;
  private final int[] rows;
  private final int[] columns;
  private final int[] boxes;
  private final int[][] units;
  private final int[][] peers;

  private SudokuShape(int boxRows, int boxColumns) {
    this.boxRows = boxRows;
    this.boxColumns = boxColumns;
    size = boxRows * boxColumns;
    rows = IntStream.range(0, cells()).map(cell -> cell / size).toArray();
    columns = IntStream.range(0, cells()).map(cell -> cell % size).toArray();
    boxes =
        IntStream.range(0, cells())
            .map(cell -> rows[cell] / boxRows * stacks() + columns[cell] / boxColumns)
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
   * @throws IllegalArgumentException if there are none
   */
  public static SudokuShape of(int size) {
    return ALL.stream()
        .filter(shape -> shape.size == size)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot make a Sudoku board of size: "
                        + size
                        + ", expected one of "
                        + sizes()));
  }

  /** The sizes of boards, in ascending order. */
  public static List<Integer> sizes() {
    return ALL.stream().map(SudokuShape::size).toList();
  }

  /** The shape of boards of so many cells, empty if there are none. */
  static Optional<SudokuShape> ofCells(int cells) {
    return ALL.stream().filter(shape -> shape.cells() == cells).findFirst();
  }

  /** Rows, columns, boxes, digits: 4, 6 or 9. */
  public int size() {
    return size;
  }

  /** Rows of a box: 2 or 3. */
  public int boxRows() {
    return boxRows;
  }

  /** Columns of a box: 2 or 3. */
  public int boxColumns() {
    return boxColumns;
  }

  /** Bands of the board, which are rows of boxes. */
  int bands() {
    return size / boxRows;
  }

  /** Stacks of the board, which are columns of boxes. */
  int stacks() {
    return size / boxColumns;
  }

  /** Whether boxes are as high as they are wide, so that a board can be transposed. */
  boolean hasSquareBoxes() {
    return boxRows == boxColumns;
  }

  /** Cells of the board: 16, 36 or 81. */
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

  /** The other cells of a cell's row, column and box, in ascending order: 7, 12 or 20. */
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
