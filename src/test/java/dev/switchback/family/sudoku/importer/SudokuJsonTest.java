package dev.switchback.family.sudoku.importer;

import static dev.switchback.family.sudoku.importer.SudokuImports.SUDOKU_JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.transfer.Imported;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SudokuJsonTest {
  private static final String PUZZLE = ".2..3..2.1.343.1";
  private static final String SOLUTION = "1234341221434321";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"puzzle\": \"%s\", \"solution\": \"%s\"}",
        "{\"question\": \"%s\", \"answer\": \"%s\", \"id\": null, \"source\": {\"a\": [1]}}",
        "[\n{\"quizzes\": \"%s\",\n \"solutions\": \"%s\", \"clues\": 8.0}]",
      })
  void boardsAreTexts(String form) throws IOException {
    Imported imported = text(form.formatted(PUZZLE, SOLUTION));

    assertThat(imported.problems().get(0).toSeq().mkString(" "))
        .isEqualTo("sudoku in 1 null " + PUZZLE + " " + SOLUTION + " 8 null");
  }

  @Test
  void boardsAreListsOfDigitsOrOfRows() throws IOException {
    Imported imported =
        text(
            "{\"puzzle\": [[0,2,0,0],[3,0,0,2],[0,1,0,3],[4,3,0,1]], \"id\": 7, \"rating\": 1.5}\n"
                + "{\"puzzle\": [\".2..\", \"3..2\", \".1.3\", \"43.1\"], \"rating\": \"nan\"}\n");

    assertThat(imported.column("puzzle")).containsOnly(PUZZLE).hasSize(2);
    assertThat(imported.column("solution")).containsOnly(SOLUTION);
    assertThat(imported.column("original_id")).containsExactly("7", null);
    assertThat(imported.column("rating")).containsExactly(1.5, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"puzzle\": [[null,2.0,null,null],[3.0,null,null,2],[0,1,null,3],[4,3,0,1e0]]}",
        "{\"puzzle\": [\"\",\"2\",\"\",\"\",\"3\",0,0,2,0,1,0,3,4,3,\"nan\",1], \"solution\":"
            + " [null, null]}",
        "{\"puzzle\": null, \"quizzes\": \".2..3..2.1.343.1\", \"solution\": \"\","
            + " \"answer\": \"1234341221434321\"}"
      })
  void whatHasNoValueIsAnEmptyCellOrAnotherField(String row) throws IOException {
    Imported imported = text(row);

    assertThat(imported.column("puzzle")).containsExactly(PUZZLE);
    assertThat(imported.column("solution")).containsExactly(SOLUTION);
  }

  @Test
  void namesThatAreChosenLeadIntoObjectsAndTexts() throws IOException {
    Map<String, String> chosen = Map.of("puzzle", "task.grid", "solution", "reward.truth.key");
    String task = "{\"task\": {\"grid\": \"" + PUZZLE + "\", \"grids\": []}, \"reward\": ";
    Imported imported =
        Imported.text(
            SUDOKU_JSON.withColumns(chosen),
            folder,
            task
                + ("{\"truth\": {\"key\": \"" + SOLUTION + "\"}}}\n")
                + (task + "{\"truth\": \"{\\\"key\\\": \\\"" + SOLUTION + "\\\"}\"}}\n")
                + (task + "{\"truth\": \"{\\\"key\\\": \\\"1\\\"}\"}}\n"));

    assertThat(imported.column("line")).containsExactly(1L, 2L);
    assertThat(imported.flaws()).containsExactly("wrong-solution");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          7                                                   | malformed      | it is no JSON object
          {"puzzle": "1.3.                                    | malformed      | it is no JSON (
          {"board": ".2..3..2.1.343.1"}                       | malformed      | it has no field "puzzle"
          {"puzzle": null}                                    | no-problem     | expected 81 characters
          {"puzzle": ".2..3..2.1.343.1", "puzzle": "1"}       | malformed      | Duplicate field
          {"puzzle": ".2..3..2.1.343.1", "clues": 9}          | wrong-clues    | expected 8
          {"puzzle": ".2..3..2.1.343.1", "solution": [1, 2]}  | wrong-solution | 12, expected 1234
          {"puzzle": ".2..3..2.1.343.1", "difficulty": "odd"} | malformed      | Cannot read the difficulty: odd
          """)
  void everyBadRowIsRejectedWithItsReason(String row, String flaw, String reason)
      throws IOException {
    String right = "{\"puzzle\": \"" + PUZZLE + "\"}\n";
    Imported imported = text(right + row + "\n" + right);

    assertThat(imported.flaws()).containsExactly(flaw);
    assertThat(imported.reasons().get(0)).matches("Cannot .*: .*, expected .*").contains(reason);
    assertThat(imported.column("line")).containsExactly(1L, 3L);
  }

  private Imported text(String text) throws IOException {
    return Imported.text(SUDOKU_JSON, folder, text);
  }
}
