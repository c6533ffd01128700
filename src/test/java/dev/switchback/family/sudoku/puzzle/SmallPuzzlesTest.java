package dev.switchback.family.sudoku.puzzle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All small puzzles in which no clue can be spared, whose numbers are known. */
class SmallPuzzlesTest {
  private final SudokuSolver solver = new SudokuSolver(4);
  private final Map<Integer, Integer> puzzles = new TreeMap<>();
  private final Map<Integer, Set<String>> forms = new TreeMap<>();

  @Tag("slow")
  @Test
  void thereAreAsManySmallMinimalPuzzlesAsIsKnown() {
    List<String> grids = SlowSudoku.solutions(new SudokuPuzzle("1234" + ".".repeat(12)), 1000);
    for (String grid : grids) {
      for (int chosen = 0; chosen < 1 << 16; chosen++) {
        int clues = Integer.bitCount(chosen);
        if (clues >= 4 && clues <= 6) {
          count(chosen(grid, chosen));
        }
      }
    }
    assertThat(grids).hasSize(12);
    assertThat(puzzles).isEqualTo(Map.of(4, 25_728 / 24, 5, 58_368 / 24, 6, 1_536 / 24));
    assertThat(forms.get(4)).hasSize(13);
    assertThat(forms.get(5)).hasSize(22);
    assertThat(forms.get(6)).hasSize(1);
  }

  private void count(byte[] cells) {
    if (solver.countSolutions(cells, 2) == 1 && everyClueIsNeeded(cells)) {
      SudokuPuzzle puzzle = SudokuPuzzle.of(cells);
      puzzles.merge(puzzle.clues(), 1, Integer::sum);
      forms
          .computeIfAbsent(puzzle.clues(), unseen -> new HashSet<>())
          .add(SudokuSymmetry.canonical(puzzle));
    }
  }

  private boolean everyClueIsNeeded(byte[] cells) {
    for (int cell = 0; cell < 16; cell++) {
      byte digit = cells[cell];
      if (digit != 0) {
        cells[cell] = 0;
        boolean needed = solver.solvableWithout(cells, cell, digit);
        cells[cell] = digit;
        if (!needed) {
          return false;
        }
      }
    }
    return true;
  }

  private static byte[] chosen(String grid, int chosen) {
    byte[] cells = new byte[16];
    for (int cell = 0; cell < 16; cell++) {
      cells[cell] = (byte) ((chosen >> cell & 1) * (grid.charAt(cell) - '0'));
    }
    return cells;
  }
}
