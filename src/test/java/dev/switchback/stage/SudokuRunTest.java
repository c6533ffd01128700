package dev.switchback.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.trace.SudokuTraces;
import dev.switchback.family.sudoku.trace.SudokuVerifier;
import dev.switchback.run.Run;
import dev.switchback.run.RunFolder;
import dev.switchback.tier.LocalSpark;
import dev.switchback.tier.NativeEngine;
import dev.switchback.trace.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sudoku on small boards from its puzzles to its report. */
@LocalSpark
@NativeEngine
class SudokuRunTest {
  private static final int PUZZLES = 9;
  private static final String EXPERIMENT =
      """
      name = boards
      problems {
        family = sudoku, train = 120, validation = 12, validation-share = 0.3, repeats = true
        sudoku { size = 4, min-clues = 8, max-clues = 8, guess-order = row-major, propagation = single-pass }
      }
      models.direct {
        style = direct
        architecture {
          hidden-size = 16, layers = 1, attention-heads = 2, key-value-heads = 1
          feed-forward-size = 24, context-length = 128
        }
        training {
          steps = 12, batch-tokens = 512, learning-rate = 3e-3, round-steps = 6
          bucket-width = 32, validation.rows = 10
        }
        sampling { max-tokens = 40, samples = 4, slots = 8, problems = 9 }
      }
      models.backtracking = ${models.direct} {
        style = backtracking
        searches = [naive]
        sampling { samples = 1, temperature = 0 }
      }
      models.rewarded = ${models.direct} {
        reinforced-from = direct
        grpo {
          steps = 2, prompts = 6, samples = 4, learning-rate = 1e-3, loss.entropy-coefficient = 0.1
          monitoring.problems = 4
        }
      }
      evaluation {
        budgets = [20, 40], pass-at = [1, 4], random-play-samples = 6, bootstrap-samples = 100
      }
      report { browsed-problems = 35, samples = 3 }
      """;

  private static SparkSession spark;
  private static RunFolder run;

  @BeforeAll
  static void run(SparkSession session, @TempDir Path folder) throws IOException {
    spark = session;
    Path file = Files.writeString(folder.resolve("boards.conf"), EXPERIMENT);
    Experiment experiment = ExperimentFile.read(file, List.of("runs=" + folder));
    run = new RunFolder(new Configuration(), experiment);
    Generate.run(Run.of(spark, experiment));
    Train.run(Run.of(spark, experiment));
    Grpo.run(Run.of(spark, experiment));
    Sample.run(Run.of(spark, experiment));
    Evaluate.run(Run.of(spark, experiment));
    Report.run(Run.of(spark, experiment));
  }

  @Test
  void samplesGoOnFromTheBoardAndAreJudgedByTheRulesOfSudoku() {
    Map<String, SudokuPuzzle> puzzles = puzzles();
    Map<String, Optional<String>> errors = new HashMap<>();
    for (Row row : rows(run.scores())) {
      String key = row.getAs("model") + " " + row.getAs("problem_id") + " " + row.getAs("sample");
      errors.put(key, Optional.ofNullable(row.getAs("error")));
    }
    for (String model : List.of("direct", "backtracking", "rewarded")) {
      List<Row> samples = rows(run.samples(model));
      assertThat(samples).hasSize(model.equals("backtracking") ? PUZZLES : PUZZLES * 4);
      for (Row row : samples) {
        SudokuPuzzle puzzle = puzzles.get(row.<String>getAs("problem_id"));
        String text = row.getAs("text");
        Verdict verdict = SudokuVerifier.verify(puzzle, text);
        assertThat(text).startsWith(SudokuTraces.prompt(puzzle).strip());
        assertThat(errors.get(model + " " + row.getAs("problem_id") + " " + row.getAs("sample")))
            .isEqualTo(
                verdict.solutionEnd() < 0 && row.getAs("finish").equals("length")
                    ? Optional.of("ran-out")
                    : verdict.error());
      }
    }
  }

  /** Completions that were learned from go on from the board, and are judged by the same rules. */
  @Test
  void rewardsAreThoseOfTheRulesOfSudoku() {
    Map<String, SudokuPuzzle> puzzles = puzzles();
    List<Row> rollouts = rows(new org.apache.hadoop.fs.Path(run.model("rewarded"), "rollouts"));
    assertThat(rollouts).isNotEmpty();
    for (Row row : rollouts) {
      SudokuPuzzle puzzle = puzzles.get(row.<String>getAs("problem_id"));
      Verdict verdict = SudokuVerifier.verify(puzzle, row.getAs("text"));
      assertThat(row.<String>getAs("text")).startsWith(SudokuTraces.prompt(puzzle).strip());
      assertThat(row.<Boolean>getAs("correct")).isEqualTo(verdict.correct());
      assertThat(row.<Integer>getAs("mistakes")).isEqualTo(verdict.mistakes());
    }
  }

  private static Map<String, SudokuPuzzle> puzzles() {
    Map<String, SudokuPuzzle> puzzles = new HashMap<>();
    rows(run.problems())
        .forEach(
            row -> puzzles.put(row.getAs("problem_id"), new SudokuPuzzle(row.getAs("puzzle"))));
    return puzzles;
  }

  @Test
  void referencesPlayTheSamePuzzles() {
    Map<String, Integer> completions = new HashMap<>();
    Map<String, Integer> solved = new HashMap<>();
    for (Row row : rows(run.scores())) {
      completions.merge(row.getAs("model"), 1, Integer::sum);
      solved.merge(row.getAs("model"), row.<Boolean>getAs("correct") ? 1 : 0, Integer::sum);
    }
    assertThat(completions)
        .containsEntry("random-play", PUZZLES * 6)
        .containsEntry("strategy", PUZZLES)
        .containsEntry("naive", PUZZLES);
    assertThat(solved).containsEntry("strategy", PUZZLES).containsEntry("naive", PUZZLES);
    assertThat(solved.get("random-play")).isLessThan(PUZZLES * 6);
  }

  @Test
  void theReportSpeaksOfSudoku() throws IOException {
    Path report = Path.of(run.report().toUri());
    JsonNode content = new ObjectMapper().readTree(report.resolve("report.json").toFile());
    assertThat(content.at("/method/subtitle").asText())
        .startsWith("Sudoku on boards of 4 x 4 with 8 clues. 1 completion of each of 9 validation")
        .endsWith("4 completions of each of 9 validation problems by rewarded.");
    assertThat(report.resolve("grpo.html")).content().contains("rewarded");
    assertThat(content.at("/answer/standings").findValuesAsText("label"))
        .contains("random play", "symbolic strategy", "symbolic naive");
    assertThat(content.get("topics").findValuesAsText("text"))
        .anyMatch(text -> text.contains("each row, column and box holds each digit once"))
        .anyMatch(text -> text.contains("a guess that its text takes back"));
    String page = Files.readString(report.resolve("method.html"));
    String prose =
        page.substring(page.indexOf("What counts, and what"), page.indexOf("application/json"));
    assertThat(prose)
        .contains("counts as correct only if in the end each cell is filled", "renaming digits")
        .doesNotContain("target", "given number", "claim", "{{");
  }

  private static List<Row> rows(org.apache.hadoop.fs.Path table) {
    return spark.read().parquet(table.toString()).collectAsList();
  }
}
