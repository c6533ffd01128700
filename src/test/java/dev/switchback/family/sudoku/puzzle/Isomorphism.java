package dev.switchback.family.sudoku.puzzle;

import dev.switchback.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A way to lay a puzzle out differently: which row goes where, which column, whether turned. */
record Isomorphism(int[] rows, int[] columns, boolean transposed, int[] names) {

  /** Every one of them equally likely. */
  static Isomorphism random(RandomStream random, int size) {
    int[] names = IntStream.rangeClosed(1, size).toArray();
    random.shuffle(names);
    return new Isomorphism(
        randomLines(random, size), randomLines(random, size), random.nextInt(2) == 1, names);
  }

  SudokuPuzzle image(SudokuPuzzle puzzle) {
    int size = puzzle.size();
    byte[] cells = new byte[size * size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        int digit =
            transposed
                ? puzzle.digit(rows[column] * size + columns[row])
                : puzzle.digit(rows[row] * size + columns[column]);
        cells[row * size + column] = (byte) (digit == 0 ? 0 : names[digit - 1]);
      }
    }
    return SudokuPuzzle.of(cells);
  }

  /** The least image of a small puzzle under all 128 layouts, digits named as they come. */
  static String leastOfAll(SudokuPuzzle puzzle) {
    String least = null;
    for (int[] rows : allLines()) {
      for (int[] columns : allLines()) {
        for (boolean transposed : new boolean[] {false, true}) {
          SudokuPuzzle image =
              new Isomorphism(rows, columns, transposed, new int[] {1, 2, 3, 4}).image(puzzle);
          String named = named(image);
          least = least == null || named.compareTo(least) < 0 ? named : least;
        }
      }
    }
    return least;
  }

  private static String named(SudokuPuzzle puzzle) {
    String order = puzzle.givens().replace(".", "");
    StringBuilder seen = new StringBuilder();
    order.chars().filter(c -> seen.indexOf("" + (char) c) < 0).forEach(c -> seen.append((char) c));
    StringBuilder named = new StringBuilder();
    puzzle
        .givens()
        .chars()
        .forEach(c -> named.append(c == '.' ? 0 : 1 + seen.indexOf("" + (char) c)));
    return named.toString();
  }

  private static List<int[]> allLines() {
    List<int[]> all = new ArrayList<>();
    for (int choice = 0; choice < 8; choice++) {
      int block = (choice & 1) * 2;
      int first = choice >> 1 & 1;
      int second = choice >> 2;
      all.add(
          new int[] {block + first, block + 1 - first, 2 - block + second, 2 - block + 1 - second});
    }
    return all;
  }

  private static int[] randomLines(RandomStream random, int size) {
    int box = SudokuShape.of(size).box();
    int[] blocks = IntStream.range(0, box).toArray();
    random.shuffle(blocks);
    int[] lines = new int[size];
    for (int block = 0; block < box; block++) {
      int[] within = IntStream.range(0, box).toArray();
      random.shuffle(within);
      for (int line = 0; line < box; line++) {
        lines[block * box + line] = blocks[block] * box + within[line];
      }
    }
    return lines;
  }
}
