package dev.switchback.family.sudoku.importer;

import static dev.switchback.family.sudoku.importer.SudokuImports.KAGGLE_SUDOKU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.InputException;
import dev.switchback.importer.Rejected.Flaw;
import dev.switchback.transfer.Imported;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KaggleSudokuTest {
  private static final String HEADER = "id,puzzle,solution,clues,difficulty\n";
  private static final String PUZZLE =
      "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79";
  private static final String SOLUTION =
      "534678912672195348198342567859761423426853791713924856961537284287419635345286179";

  @TempDir private Path folder;

  @Test
  void rowsAreTakenWithTheirRating() throws IOException {
    Imported imported =
        text(
            HEADER
                + row("#1", PUZZLE, SOLUTION, "30", "2.2")
                + "\n"
                + row("", PUZZLE, SOLUTION, "", ""));

    assertThat(imported.problems().get(0).toSeq().mkString(" "))
        .isEqualTo("sudoku in 2 #1 " + PUZZLE + " " + SOLUTION + " 30 2.2");
    assertThat(imported.problems().get(1).toSeq().mkString(" "))
        .isEqualTo("sudoku in 4 null " + PUZZLE + " " + SOLUTION + " 30 null");
    assertThat(imported.count().skipped()).isEqualTo(1);
  }

  @Test
  void columnsMayStandInAnyOrderAndInQuotationMarks() throws IOException {
    Imported imported =
        text(
            "\ufeffdifficulty,\"solution\",note, puzzle \r\n"
                + ("0.5," + SOLUTION + ",\"a \"\"b\"\", c\",\"" + PUZZLE + "\"\r\n"));

    assertThat(imported.problems().get(0).toSeq().mkString(" "))
        .isEqualTo("sudoku in 2 null " + PUZZLE + " " + SOLUTION + " 30 0.5");
  }

  @Test
  void everyBadRowIsRejectedWithItsReason() throws IOException {
    String other = SOLUTION.replace('1', 'x').replace('2', '1').replace('x', '2');
    Imported imported =
        text(
            HEADER
                + row("1", PUZZLE, other, "30", "0")
                + row("2", PUZZLE, SOLUTION, "31", "0")
                + row("3", PUZZLE, SOLUTION, "30", "hard")
                + row("4", PUZZLE, SOLUTION, "30.5", "1")
                + "5,too few\n"
                + row("\"6", PUZZLE, SOLUTION, "30", "0")
                + row("7", "5" + PUZZLE, SOLUTION, "30", "0")
                + row("8", "5" + PUZZLE.substring(1, 80) + "5", SOLUTION, "30", "0")
                + row("9", PUZZLE, SOLUTION, "30", "0"));

    assertThat(imported.count().rejected())
        .isEqualTo(
            Map.of(
                Flaw.WRONG_SOLUTION, 1L,
                Flaw.WRONG_CLUES, 2L,
                Flaw.MALFORMED, 3L,
                Flaw.NO_PROBLEM, 2L));
    assertThat(imported.rejectedLines()).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(imported.column("original_id")).containsExactly("9");
    assertThat(imported.reasons())
        .contains(
            "Cannot take the solution: " + other + ", expected " + SOLUTION,
            "Cannot take the number of clues: 31, expected 30",
            "Cannot read the difficulty: hard, expected a number",
            "Cannot read the row: it has 2 fields, expected 5: id,puzzle,solution,clues,difficulty",
            "Cannot read the row: its quotation marks are open at the end, expected pairs of them")
        .allSatisfy(reason -> assertThat(reason).matches("Cannot .*: .*, expected .*"));
  }

  @Test
  void numbersAndGapsMayStandAsPandasWritesThem() throws IOException {
    Imported imported =
        text(
            HEADER
                + row("0", PUZZLE, SOLUTION, "30.0", "nan")
                + row("1.0", PUZZLE, SOLUTION, "3e1", "NA")
                + row("nan", PUZZLE, "nan", "<NA>", "2")
                + row("3", PUZZLE, "", "\"30\"", "1.50"));

    assertThat(imported.rejected()).isEmpty();
    assertThat(imported.column("rating")).containsExactly(null, null, 2.0, 1.5);
    assertThat(imported.column("original_id")).containsExactly("0", "1.0", null, "3");
    assertThat(imported.column("solution")).containsOnly(SOLUTION);
  }

  @Test
  void columnsHaveTheNamesOfOtherFilesOrThoseThatAreChosen() throws IOException {
    String zeros = PUZZLE.replace('.', '0');

    assertThat(text("quizzes,solutions\n" + row(zeros, SOLUTION)).column("puzzle"))
        .containsExactly(PUZZLE);
    assertThat(
            text("source,question,answer,rating\n" + row("x", PUZZLE, SOLUTION, "7"))
                .column("rating"))
        .containsExactly(7.0);
    assertThat(text("Puzzle,Solution\n" + row(PUZZLE, SOLUTION)).column("clues"))
        .containsExactly(30);

    Map<String, String> chosen = Map.of("puzzle", "grid", "solution", "key", "rating", "level");
    Imported imported =
        Imported.text(
            KAGGLE_SUDOKU.withColumns(chosen),
            folder,
            "puzzle,grid,key,level\n" + row("x", PUZZLE, SOLUTION, "3"));
    assertThat(imported.column("rating")).containsExactly(3.0);
    assertThatThrownBy(() -> KAGGLE_SUDOKU.withColumns(Map.of("target", "x")))
        .hasMessage(
            "Cannot choose the column of target, expected one of [puzzle, solution, id, clues,"
                + " rating]");
  }

  @Test
  void aMissingColumnIsNamed() {
    assertThatThrownBy(() -> text("id,puzzle,clues\n1," + PUZZLE + ",30\n"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Cannot import %s: it has no column solution, expected a first line with the columns"
                + " puzzle and solution, such as id,puzzle,solution,clues,difficulty; its first"
                + " line is \"id,puzzle,clues\"",
            folder.resolve("in"));
    assertThatThrownBy(() -> text(""))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("it is empty, expected a first line with the columns");
    assertThatThrownBy(() -> text("\"id,puzzle,solution"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("its first line is no header");
  }

  private Imported text(String text) throws IOException {
    return Imported.text(KAGGLE_SUDOKU, folder, text);
  }

  private static String row(String... fields) {
    return String.join(",", fields) + "\n";
  }
}
