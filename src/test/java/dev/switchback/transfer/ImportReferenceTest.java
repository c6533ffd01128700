package dev.switchback.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.Fixtures;
import dev.switchback.family.countdown.importer.CountdownImports;
import dev.switchback.family.sudoku.importer.SudokuImports;
import dev.switchback.importer.ImportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others have published is imported without a loss. */
@Tag("reference")
class ImportReferenceTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"sudoku-17clue-5000.txt.gz, 5000, 17", "sudoku-magictour-1465.txt.gz, 1465, 0"})
  void puzzlesAreTakenOneAndAll(String name, int puzzles, int clues) throws IOException {
    Imported imported = imported(SudokuImports.SUDOKU_LINES, name);

    assertThat(imported.count().taken()).isEqualTo(puzzles);
    assertThat(imported.rejected()).isEmpty();
    assertThat(imported.<Integer>column("clues"))
        .allMatch(given -> clues == 0 ? given >= 17 : given == clues);
    assertThat(imported.<String>column("solution")).allMatch(text -> text.matches("[1-9]{81}"));
  }

  @Test
  void tracesAreTakenWithTheirSolutions() throws IOException {
    String name = "countdown-traces.jsonl.gz";
    List<JsonNode> rows = Fixtures.rows(name);
    Imported imported = imported(CountdownImports.STREAM_OF_SEARCH, name);

    assertThat(imported.rejected()).isEmpty();
    assertThat(imported.problems()).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      var problem = imported.problems().get(i);
      assertThat(problem.<Integer>getList(problem.fieldIndex("numbers")))
          .isEqualTo(Fixtures.integers(rows.get(i).get("nums")));
      assertThat(problem.<String>getList(problem.fieldIndex("solution")))
          .isEqualTo(Fixtures.strings(rows.get(i).get("solution")));
    }
  }

  private Imported imported(ImportFormat format, String name) throws IOException {
    Path copy = folder.resolve(name);
    Files.copy(Fixtures.file(name), copy);
    return Imported.file(format, copy, 10_000);
  }
}
