package dev.switchback.family.sudoku.importer;

import static dev.switchback.family.sudoku.importer.SudokuImports.SUDOKU_PARQUET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.InputException;
import dev.switchback.transfer.Imported;
import dev.switchback.transfer.ParquetRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SudokuParquetTest {
  private static final String PUZZLE = ".2..3..2.1.343.1";
  private static final String SOLUTION = "1234341221434321";

  @TempDir private Path folder;

  @Test
  void rowsAreTakenWithTheirRating() throws IOException {
    Path file =
        write(
            "optional binary Question (STRING); optional binary answer (STRING); required double"
                + " rating; optional int64 id; required binary source (STRING);",
            row -> row.append("Question", PUZZLE).append("rating", 2.5).append("source", "x"),
            row ->
                row.append("Question", PUZZLE.replace('.', '0'))
                    .append("answer", SOLUTION)
                    .append("rating", Double.NaN)
                    .append("id", 7L)
                    .append("source", "y"),
            row -> row.append("rating", 1.0).append("source", "z"));

    Imported imported = Imported.file(SUDOKU_PARQUET, file);

    assertThat(imported.problems().get(0).toSeq().mkString(" "))
        .isEqualTo("sudoku in 1 null " + PUZZLE + " " + SOLUTION + " 8 2.5");
    assertThat(imported.problems().get(1).toSeq().mkString(" "))
        .isEqualTo("sudoku in 2 7 " + PUZZLE + " " + SOLUTION + " 8 null");
    assertThat(imported.flaws()).containsExactly("no-problem");
    assertThat(imported.rejected().get(0).get("text").textValue()).contains("\"Question\":null");
  }

  @Test
  void boardsMayBeListsAndLieInColumnsThatAreChosen() throws IOException {
    Path file =
        write(
            "required group task { required group grid (LIST) { repeated group list { optional"
                + " int32 element; } } } optional binary truth (STRING);",
            row -> {
              Group grid = row.addGroup("task").addGroup("grid");
              PUZZLE
                  .chars()
                  .map(cell -> cell == '.' ? 0 : cell - '0')
                  .forEach(digit -> grid.addGroup("list").append("element", digit));
              row.append("truth", "{\"key\": \"" + SOLUTION + "\", \"other\": 1}");
            });
    Map<String, String> chosen = Map.of("puzzle", "task.grid", "solution", "truth.key");

    assertThat(Imported.file(SUDOKU_PARQUET.withColumns(chosen), file).column("solution"))
        .containsExactly(SOLUTION);
    for (Map<String, String> wrong :
        List.of(Map.<String, String>of(), Map.of("puzzle", "task.board"))) {
      assertThatThrownBy(() -> Imported.file(SUDOKU_PARQUET.withColumns(wrong), file))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(
              "Cannot import %s: it has no column %s", file, wrong.getOrDefault("puzzle", "puzzle"))
          .hasMessageContaining("; its columns are [task, truth]; --column puzzle=NAME");
    }
  }

  @Test
  void numbersAreWhatTheirTypesSay() throws IOException {
    Path file =
        write(
            "required binary puzzle (STRING); required int32 rating (DECIMAL(6,2)); required"
                + " fixed_len_byte_array(2) clues (DECIMAL(4,1)); required int64 id (INTEGER(64,"
                + " false));",
            row ->
                row.append("puzzle", PUZZLE)
                    .append("rating", 725)
                    .append("clues", Binary.fromConstantByteArray(new byte[] {0, 80}))
                    .append("id", -1L));

    assertThat(Imported.file(SUDOKU_PARQUET, file).problems().get(0).toSeq().mkString(" "))
        .isEqualTo("sudoku in 1 18446744073709551615 " + PUZZLE + " " + SOLUTION + " 8 7.25");
  }

  @Test
  void cellsMayBeFloatsOrNull() throws IOException {
    Path file =
        write(
            "required group puzzle (LIST) { repeated group list { optional double element; } }",
            row -> {
              Group board = row.addGroup("puzzle");
              for (int cell = 0; cell < PUZZLE.length(); cell++) {
                Group element = board.addGroup("list");
                if (PUZZLE.charAt(cell) != '.') {
                  element.append("element", (double) (PUZZLE.charAt(cell) - '0'));
                }
              }
            });

    assertThat(Imported.file(SUDOKU_PARQUET, file).column("puzzle")).containsExactly(PUZZLE);
  }

  @Test
  void namesOfColumnsMayHaveAnyCharacters() throws IOException {
    Path file =
        ParquetRows.write(
            folder.resolve("in"),
            new MessageType(
                "m",
                Types.required(PrimitiveTypeName.BINARY).named("Sudoku puzzle (4 x 4); \u6570"),
                Types.required(PrimitiveTypeName.BINARY).named("truth.key")),
            List.of(
                row ->
                    row.append("Sudoku puzzle (4 x 4); \u6570", PUZZLE)
                        .append("truth.key", SOLUTION)));
    Map<String, String> chosen =
        Map.of("puzzle", "Sudoku puzzle (4 x 4); \u6570", "solution", "truth.key");

    assertThat(Imported.file(SUDOKU_PARQUET.withColumns(chosen), file).column("solution"))
        .containsExactly(SOLUTION);
  }

  @Test
  void aColumnOfATypeThatIsTooNewIsNamed() throws IOException {
    byte[] halfFloats =
        Base64.getMimeDecoder()
            .decode(
                """
                UEFSMRUAFRYVFiwVAhUAFQYVBhwAAAACAAAAAgEBAAAAMRUAFRAVECwVAhUAFQYVBhwAAAACAAAA
                AgGAQBUEGTw1ABgGc2NoZW1hFQQAFQwlAhgGcHV6emxlJQBMHAAAABUOFQQVAhgFbGV2ZWxs/AAA
                ABYCGRwZLCYAHBUMGSUGABkYBnB1enpsZRUAFgIWPBY8JghJHBUAFQAVAgA8FgIZBhkmAAIAAAAm
                ABwVDhklBgAZGAVsZXZlbBUAFgIWNhY2JkRJHBUAFQAVAgA8KQYZJgACAAAAFnIWAiYIFnIAKCBw
                YXJxdWV0LWNwcC1hcnJvdyB2ZXJzaW9uIDI2LjAuMRksHAAAHAAAAM8AAABQQVIx
                """);
    Path file = Files.write(folder.resolve("in"), halfFloats);

    assertThatThrownBy(() -> Imported.file(SUDOKU_PARQUET, file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "Cannot read " + file + ": the type of its column level is newer than");
  }

  @SafeVarargs
  private Path write(String columns, Consumer<Group>... rows) throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType("message m { " + columns + " }");
    List<Consumer<Group>> all = new ArrayList<>();
    for (Consumer<Group> row : rows) {
      all.add(row);
    }
    return ParquetRows.write(folder.resolve("in"), schema, all);
  }
}
