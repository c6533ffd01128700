package dev.switchback.family.countdown.importer;

import static dev.switchback.family.countdown.importer.CountdownImports.COUNTDOWN_CSV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.InputException;
import dev.switchback.transfer.Imported;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountdownCsvTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"[44, 19, 35]\"",
        "44 19 35",
        "\"44,19,35\"",
        "[44 19 35]",
        "\"[44.0, 19.0, 35.0]\"",
        "\"(44, 19, 35)\"",
        "44;19;35",
        "\"['44', '19', '35']\""
      })
  void aListStandsInAField(String numbers) throws IOException {
    Imported imported = text("nums,target\n" + numbers + ",98.0\n");

    assertThat(imported.problems().get(0).<Integer>getList(4)).containsExactly(44, 19, 35);
    assertThat(imported.column("target")).containsExactly(98);
    assertThat(imported.problems().get(0).<String>getList(6))
        .containsExactly("44+19=63", "35+63=98");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"['19+35=54', '54+44=98']\"",
        "\"[\"\"19+35=54\"\", \"\"54+44=98\"\"]\"",
        "\"19+35=54, 54+44=98\"",
        "19+35=54; 54+44=98"
      })
  void aSolutionIsTakenAsItIs(String solution) throws IOException {
    Imported imported = text("target,solution,Numbers\n98," + solution + ",44 19 35\n");

    assertThat(imported.problems().get(0).<String>getList(6))
        .containsExactly("19+35=54", "54+44=98");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          44 19 35,98                 | malformed      | it has 2 fields
          44 x 35,98,                 | malformed      | its numbers has "x"
          44 19 35,,                  | malformed      | its target has ""
          ,98,                        | no-problem     | 2 to 6 numbers
          44 19 3.5,98,               | malformed      | its numbers has "3.5"
          2 3,7,                      | unsolvable     | makes 7 of [2, 3]
          2 3,5,2+3=6                 | wrong-solution | (arithmetic)
          2 3,5,2+3                   | wrong-solution | (malformed)
          """)
  void everyBadRowIsRejectedWithItsReason(String row, String flaw, String reason)
      throws IOException {
    Imported imported = text("numbers,target,solution\n2 3,5,nan\n" + row + "\n2 3,6,2*3=6\n");

    assertThat(imported.flaws()).containsExactly(flaw);
    assertThat(imported.reasons().get(0)).matches("Cannot .*: .*, expected .*").contains(reason);
    assertThat(imported.column("line")).containsExactly(2L, 4L);
  }

  @Test
  void columnsAreChosen() throws IOException {
    Map<String, String> chosen = Map.of("numbers", "cards", "target", "goal");
    String rows = "goal,target,cards\n98,7,44 19 35\n";

    assertThat(
            Imported.text(COUNTDOWN_CSV.withColumns(chosen), folder, rows)
                .<Integer>column("target"))
        .isEqualTo(List.of(98));
    assertThatThrownBy(() -> text(rows))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(": it has no column numbers, expected a first line with the columns");
    assertThatThrownBy(
            () ->
                Imported.text(
                    COUNTDOWN_CSV.withColumns(Map.of("numbers", "cards", "solution", "steps")),
                    folder,
                    rows))
        .hasMessageContaining(": it has no column steps, expected");
  }

  private Imported text(String text) throws IOException {
    return Imported.text(COUNTDOWN_CSV, folder, text);
  }
}
