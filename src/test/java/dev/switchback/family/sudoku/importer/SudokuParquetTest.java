package dev.switchback.family.sudoku.importer;

import static dev.switchback.family.sudoku.importer.SudokuImports.SUDOKU_PARQUET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.InputException;
import dev.switchback.transfer.Imported;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
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

  @SafeVarargs
  private Path write(String columns, Consumer<Group>... rows) throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType("message m { " + columns + " }");
    Path file = folder.resolve("in");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toString()))
            .withType(schema)
            .withConf(new Configuration())
            .build()) {
      for (Consumer<Group> row : rows) {
        Group group = new SimpleGroup(schema);
        row.accept(group);
        writer.write(group);
      }
    }
    return file;
  }
}
