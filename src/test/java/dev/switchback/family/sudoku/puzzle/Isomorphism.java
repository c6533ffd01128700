package dev.switchback.family.sudoku.puzzle;

import dev.switchback.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A way to lay a puzzle out differently: which row goes where, which column, whether turned. */
record Isomorphism(int[] rows, int[] columns, boolean transposed, int[] names) {

  /** Every one of them equally likely. */
  static Isomorphism random(RandomStream random, int size) {
    int[] names = IntStream.rangeClosed(1, size).toArray();
    random.shuffle(names);
    SudokuShape shape = SudokuShape.of(size);
    return new Isomorphism(
        randomLines(random, size, shape.boxRows()),
        randomLines(random, size, shape.boxColumns()),
        shape.hasSquareBoxes() && random.nextInt(2) == 1,
        names);
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

  /** The least image of a small puzzle under all layouts, digits named as they come. */
  static String leastOfAll(SudokuPuzzle puzzle) {
    SudokuShape shape = SudokuShape.of(puzzle.size());
    int[] digits = IntStream.rangeClosed(1, puzzle.size()).toArray();
    String least = null;
    for (int[] rows : allLines(shape.size(), shape.boxRows())) {
      for (int[] columns : allLines(shape.size(), shape.boxColumns())) {
        for (boolean transposed : new boolean[] {false, true}) {
          if (!transposed || shape.hasSquareBoxes()) {
            String named = named(new Isomorphism(rows, columns, transposed, digits).image(puzzle));
            least = least == null || named.compareTo(least) < 0 ? named : least;
          }
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

  /** Every order of lines that keeps the lines of a block together. */
  private static List<int[]> allLines(int size, int ofBlock) {
    List<int[]> all = List.of(new int[0]);
    for (int line = 0; line < size; line++) {
      List<int[]> longer = new ArrayList<>();
      for (int[] lines : all) {
        for (int next = 0; next < size; next++) {
          int[] candidate = Arrays.copyOf(lines, lines.length + 1);
          candidate[lines.length] = next;
          if (keepsBlocks(candidate, ofBlock)) {
            longer.add(candidate);
          }
        }
      }
      all = longer;
    }
    return all;
  }

  private static boolean keepsBlocks(int[] lines, int ofBlock) {
    int last = lines.length - 1;
    int block = last / ofBlock;
    boolean distinct = IntStream.range(0, last).noneMatch(line -> lines[line] == lines[last]);
    return distinct
        && (last % ofBlock == 0 || lines[block * ofBlock] / ofBlock == lines[last] / ofBlock);
  }

  private static int[] randomLines(RandomStream random, int size, int box) {
    int[] blocks = IntStream.range(0, size / box).toArray();
    random.shuffle(blocks);
    int[] lines = new int[size];
    for (int block = 0; block < blocks.length; block++) {
      int[] within = IntStream.range(0, box).toArray();
      random.shuffle(within);
      for (int line = 0; line < box; line++) {
        lines[block * box + line] = blocks[block] * box + within[line];
      }
    }
    return lines;
  }
}
