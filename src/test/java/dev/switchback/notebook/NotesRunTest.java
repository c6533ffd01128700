package dev.switchback.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.stage.Evaluate;
import dev.switchback.stage.WrittenRun;
import dev.switchback.tier.NativeEngine;
import dev.switchback.tier.StartsSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every note runs from its first paragraph to its last, on a run that is made here. */
@StartsSpark
@NativeEngine
class NotesRunTest {
  @TempDir private static Path folder;
  private static final NotebookDisplay DISPLAY = new NotebookDisplay();
  private static SparkSession spark;

  /** One for all notes, as Zeppelin has it. */
  private static ScalaShell shell;

  private static Map<String, String> answers;

  @BeforeAll
  static void makeARun() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "localhost")
            .config("spark.sql.shuffle.partitions", "1")
            .config("spark.repl.class.outputDir", classes.toString())
            .getOrCreate();
    WrittenRun written = WrittenRun.write(spark, folder);
    Evaluate.run(written.run);
    answers =
        Map.ofEntries(
            Map.entry("Run folder", written.run.folder().root().toString()),
            Map.entry("Folder of runs", folder.resolve("runs").toString()),
            Map.entry("Problems to train on", "300"),
            Map.entry("Steps", "20"),
            Map.entry("Model that searches", "chains"),
            Map.entry("Budget in tokens", "240"),
            Map.entry("search", "chains"));
    DISPLAY.answer(answers);
    shell = new ScalaShell(spark, DISPLAY, classes);
  }

  @AfterAll
  static void stop() {
    shell.close();
    spark.stop();
  }

  static Stream<Note> notes() {
    return Note.all();
  }

  @ParameterizedTest
  @MethodSource("notes")
  void everyParagraphRunsAndShowsWhatItsChartDraws(Note note) throws IOException {
    for (Paragraph paragraph : note.paragraphs()) {
      switch (paragraph.interpreter()) {
        case "%spark" -> {
          shell.interpret(paragraph.code());
          DISPLAY.takeShown().forEach(table -> checkResult(paragraph, table));
        }
        case "%spark.sql" -> checkResult(paragraph, spark.sql(paragraph.code(answers)));
        default -> assertThat(paragraph.code()).isNotBlank();
      }
    }
  }

  @Test
  void codeThatDoesNotCompileOrRunFails() {
    assertThat(shell.interpret("spark.range(4).map(i => 2 * i).collect.sum")).contains("Long = 12");
    assertThatThrownBy(() -> shell.interpret("spark.nothing"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("nothing is not a member");
    assertThatThrownBy(() -> shell.interpret("sys.error(\"lost\")"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("RuntimeException: lost");
  }

  private static void checkResult(Paragraph paragraph, Dataset<Row> table) {
    List<String> columns = List.of(table.columns());
    assertThat(table.collectAsList()).as(paragraph.toString()).isNotEmpty();
    paragraph
        .chart()
        .ifPresent(
            chart ->
                assertThat(chart.columns())
                    .as(paragraph.toString())
                    .allSatisfy(
                        column ->
                            assertThat(columns).element(column.index()).isEqualTo(column.name())));
  }
}
