package dev.switchback.family.sudoku.puzzle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.Fixtures;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against puzzles that others have collected and solved. */
@Tag("reference")
class SudokuSolverReferenceTest {
  private static final Pattern MOVE = Pattern.compile("\\((\\d), (\\d)\\) = (\\d)");

  @ParameterizedTest
  @CsvSource({"sudoku-17clue-5000.txt.gz, 5000", "sudoku-magictour-1465.txt.gz, 1465"})
  void collectedPuzzlesHaveOneSolution(String file, int puzzles) {
    SudokuSolver solver = new SudokuSolver(9);
    List<String> lines = Fixtures.lines(file);

    assertThat(lines).hasSize(puzzles);
    for (String line : lines) {
      SudokuPuzzle puzzle = SudokuPuzzle.parse(line);
      String solution = solver.solve(puzzle).orElseThrow();

      assertThat(solver.unique(puzzle)).isTrue();
      assertThat(SlowSudoku.isSolved(solution)).isTrue();
      assertThat(solution).matches(puzzle.givens());
    }
  }

  @Test
  void noTwoOfTheCollectionOfSeventeenCluesAreIsomorphic() {
    Set<String> forms = new HashSet<>();
    Set<Long> fingerprints = new HashSet<>();
    for (String line : Fixtures.lines("sudoku-17clue-5000.txt.gz")) {
      SudokuPuzzle puzzle = SudokuPuzzle.parse(line);
      assertThat(puzzle.clues()).isEqualTo(17);
      forms.add(SudokuSymmetry.canonical(puzzle));
      fingerprints.add(SudokuSymmetry.fingerprint(puzzle));
    }
    assertThat(forms).hasSize(5000);
    assertThat(fingerprints).hasSize(5000);
  }

  @Test
  void theStudysPuzzlesHaveTheStudysSolutions() {
    SudokuSolver solver = new SudokuSolver(9);
    List<JsonNode> rows = Fixtures.rows("sudoku-paper-sample.jsonl.gz");

    assertThat(rows).hasSize(100);
    for (JsonNode row : rows) {
      SudokuPuzzle puzzle = SudokuPuzzle.parse(row.get("puzzle").asText());
      byte[] cells = puzzle.cells();
      for (Matcher move = MOVE.matcher(row.get("direct").asText()); move.find(); ) {
        int cell = 9 * Integer.parseInt(move.group(1)) + Integer.parseInt(move.group(2));
        cells[cell] = Byte.parseByte(move.group(3));
      }
      assertThat(solver.solve(puzzle)).contains(SudokuPuzzle.text(cells));
      assertThat(solver.unique(puzzle)).isTrue();
    }
  }
}
