package dev.switchback.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.config.ConfigurationException;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuSolver;
import dev.switchback.family.sudoku.puzzle.SudokuSymmetry;
import dev.switchback.family.sudoku.search.Guessing;
import dev.switchback.family.sudoku.token.SudokuTokenizer;
import dev.switchback.family.sudoku.trace.SudokuStyle;
import dev.switchback.family.sudoku.trace.SudokuTraces;
import dev.switchback.family.sudoku.trace.SudokuVerifier;
import dev.switchback.run.Run;
import dev.switchback.run.RunFolder;
import dev.switchback.tier.LocalSpark;
import dev.switchback.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LocalSpark
class GenerateSudokuTest {
  private static final String EXPERIMENT =
      """
      name = boards
      problems {
        family = sudoku, train = 40, validation = 10, validation-share = 0.3
        sudoku { size = 4, min-clues = 7, max-clues = 7, answer-order = row-major }
      }
      models.direct {
        style = direct
        architecture.preset = 3m
        training.steps = 1
        sampling { max-tokens = 100, problems = 10 }
      }
      models.backtracking = ${models.direct} { style = backtracking, searches = [naive, strategy] }
      """;

  private static SparkSession spark;
  private static RunFolder run;
  @TempDir private Path folder;

  @BeforeAll
  static void generate(SparkSession session, @TempDir Path shared) throws IOException {
    spark = session;
    Experiment experiment = read(shared);
    run = new RunFolder(new Configuration(), experiment);
    Generate.run(Run.of(spark, experiment));
  }

  @Test
  void puzzlesHaveOneSolutionAndNoSymmetryClassIsInBothSplits() {
    Set<String> train = new HashSet<>();
    for (Row row : rows(run.problems(), "split=train")) {
      SudokuPuzzle puzzle = new SudokuPuzzle(row.getAs("puzzle"));
      assertThat(puzzle.clues()).isEqualTo(7).isEqualTo(row.<Integer>getAs("clues"));
      assertThat(new SudokuSolver(4).unique(puzzle)).isTrue();
      assertThat(new SudokuSolver(4).solve(puzzle)).hasValue(row.getAs("solution"));
      assertThat(row.<Long>getAs("symmetry_class")).isEqualTo(SudokuSymmetry.fingerprint(puzzle));
      train.add(puzzle.canonicalKey());
    }
    Set<String> validation = new HashSet<>();
    for (Row row : rows(run.problems(), "split=validation")) {
      validation.add(new SudokuPuzzle(row.getAs("puzzle")).canonicalKey());
    }
    assertThat(validation).hasSize(10).doesNotContainAnyElementsOf(train);
    assertThat(Files.exists(Path.of(run.problems().toUri()).resolve("split=unseen-target")))
        .isFalse();
  }

  @Test
  void tracesSolveTheirPuzzles() {
    List<Row> problems = rows(run.problems(), "split=train");
    Set<String> searches = new HashSet<>();
    for (String style : List.of("direct", "backtracking")) {
      List<Row> traces = rows(run.traces(), "style=" + style + "/split=train");
      assertThat(traces).hasSameSizeAs(problems);
      for (int i = 0; i < traces.size(); i++) {
        String text = traces.get(i).getAs("text");
        SudokuPuzzle puzzle = new SudokuPuzzle(problems.get(i).getAs("puzzle"));
        assertThat(SudokuVerifier.verify(puzzle, text).correct()).isTrue();
        assertThat(SudokuTokenizer.INSTANCE.decode(Tokenizer.tokens(traces.get(i).getAs("tokens"))))
            .isEqualTo(text);
        searches.add(traces.get(i).getAs("search"));
      }
    }
    assertThat(searches).containsExactlyInAnyOrder("", "naive", "strategy");
  }

  @Test
  void answersAreInTheOrderThatIsSet() {
    List<Row> problems = rows(run.problems(), "split=train");
    List<Row> traces = rows(run.traces(), "style=direct/split=train");
    int otherwise = 0;
    for (int i = 0; i < traces.size(); i++) {
      SudokuPuzzle puzzle = new SudokuPuzzle(problems.get(i).getAs("puzzle"));
      String text = traces.get(i).getAs("text");
      assertThat(text).isEqualTo(answer(puzzle, SudokuStyle.PLAIN_DIRECT));
      otherwise += text.equals(answer(puzzle, SudokuStyle.DIRECT)) ? 0 : 1;
    }
    assertThat(otherwise).isPositive();
  }

  @Test
  void searchesOfAnotherFamilyAreRefused() {
    assertThatThrownBy(() -> read(folder, "models.backtracking.searches=[dfs-sum]"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "expected only strategy or naive or plain; tersely terse-direct, terse-plain, which the"
                + " family sudoku");
    assertThatThrownBy(() -> read(folder, "problems.family=countdown"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("which the family countdown has");
  }

  @Test
  void dataNeedNoModel() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("data.conf"),
            """
            name = data
            stages = [generate]
            problems {
              family = sudoku, train = 20, validation = 5, validation-share = 0.3, text = false
              styles = [direct, backtracking], sudoku { size = 4, min-clues = 7, max-clues = 7 }
            }
            """);
    Experiment experiment = ExperimentFile.read(file, List.of("runs=" + folder));
    RunFolder data = new RunFolder(new Configuration(), experiment);
    Generate.run(Run.of(spark, experiment));
    List<Row> traces = rows(data.traces(), "style=backtracking/split=train");
    assertThat(traces).hasSize(20);
    assertThat(traces.get(0).schema().fieldNames()).contains("tokens").doesNotContain("text");
    assertThat(traces.get(0).<String>getAs("search")).isEqualTo("strategy");
    assertThat(rows(data.traces(), "style=direct/split=validation")).hasSize(5);

    for (String override : List.of("stages=[generate, train]", "problems.styles=[]")) {
      assertThatThrownBy(() -> ExperimentFile.read(file, List.of(override)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("at least one model, or stages = [generate]");
    }
    assertThatThrownBy(() -> ExperimentFile.read(file, List.of("problems.styles=[think]")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("expected styles of the family sudoku: direct; backtracking");
  }

  @Test
  void theUsualSearchIsStrategy() throws IOException {
    assertThat(
            read(folder, "models.backtracking.searches=[]").models().get("backtracking").searches())
        .containsExactly("strategy");
  }

  private static String answer(SudokuPuzzle puzzle, SudokuStyle style) {
    return SudokuTraces.write(puzzle, style, Guessing.USUAL).text();
  }

  private static Experiment read(Path folder, String... overrides) throws IOException {
    Path file = Files.writeString(folder.resolve("boards.conf"), EXPERIMENT);
    List<String> all = new ArrayList<>(List.of(overrides));
    all.add("runs=" + folder);
    return ExperimentFile.read(file, all);
  }

  private static List<Row> rows(org.apache.hadoop.fs.Path table, String part) {
    return spark
        .read()
        .parquet(new org.apache.hadoop.fs.Path(table, part).toString())
        .orderBy("problem_id")
        .collectAsList();
  }
}
