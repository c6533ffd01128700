package dev.switchback.family.sudoku.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.Fixtures;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.search.Guessing.Propagation;
import dev.switchback.trace.Question.JudgedLine;
import dev.switchback.trace.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("reference")
class SudokuReferenceTest {

  @Tag("slow")
  @Test
  void publishedTracesAreCorrectHoweverTheyAreLaidOut() {
    Map<String, Integer> reverts = new HashMap<>();
    for (JsonNode row : rows()) {
      SudokuPuzzle puzzle = puzzle(row);
      String prompt = row.get("prompt").asText();
      for (String column : List.of("trace", "direct")) {
        String moves = row.get(column).asText();
        String lastMove = moves.substring(moves.lastIndexOf('(')).strip();
        for (String text :
            List.of(
                prompt + "\n" + moves + "\n",
                prompt + moves,
                prompt + "  \r\n" + moves.replace("\n", "\r\n") + "   \n\n",
                prompt + " SOL_S\n" + moves + " \nSOL_E\n",
                prompt + " SOL_S " + moves + " SOL_E ",
                moves)) {
          Verdict verdict = SudokuVerifier.verify(puzzle, text);
          assertThat(verdict.correct()).as(text).isTrue();
          assertThat(verdict.correctPaper()).isTrue();
          assertThat(verdict.error()).isEmpty();
          String solution = text.substring(0, verdict.solutionEnd());
          assertThat(solution).endsWith(text.contains("SOL_E") ? "SOL_E" : lastMove);
          if (text.contains("original")) {
            assertThat(SudokuVerifier.problemOf(text)).contains(puzzle);
            assertThat(SudokuVerifier.verify(text)).isEqualTo(verdict);
          }
          reverts.merge(row.get("kind").asText() + " " + column, verdict.mistakes(), Integer::sum);
        }
      }
    }
    assertThat(rows()).hasSize(100);
    assertThat(reverts)
        .containsEntry("naive trace", 6 * 5924)
        .containsEntry("strategy-easy trace", 6 * 51)
        .containsEntry("naive direct", 0)
        .containsEntry("strategy-easy direct", 0);
  }

  @Tag("slow")
  @Test
  void publishedNaiveTracesAreThoseOfAPlainSearchInTheStudysOrder() {
    int compared = 0;
    for (JsonNode row : rows()) {
      if (row.get("kind").asText().equals("naive")) {
        assertThat(SetSudoku.trace(puzzle(row), true, new StudyOrder(), Propagation.FIXPOINT, true))
            .isEqualTo(published(row, "trace"));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(50);
  }

  @Test
  void publishedDirectTracesAreWhatIsKeptOfTheOthers() {
    for (JsonNode row : rows()) {
      assertThat(SetSudoku.direct(published(row, "trace"))).isEqualTo(published(row, "direct"));
    }
  }

  @Test
  void thePromptIsThePublishedOne() {
    for (JsonNode row : rows()) {
      assertThat(SudokuTraces.prompt(puzzle(row)))
          .isEqualTo(row.get("prompt").asText() + " SOL_S\n");
    }
  }

  @Test
  void noLineOfAPublishedNaiveTraceIsWrong() {
    for (JsonNode row : rows()) {
      if (row.get("kind").asText().equals("naive")) {
        String text = published(row, "trace");
        List<JudgedLine> lines = new SudokuQuestion(puzzle(row)).judge(text);
        assertThat(lines.stream().map(JudgedLine::judgment))
            .doesNotContain(JudgedLine.Judgment.WRONG);
        assertThat(lines.stream().filter(line -> line.judgment() == JudgedLine.Judgment.DEAD_END))
            .hasSize(SudokuVerifier.verify(text).mistakes());
      }
    }
  }

  /** A published trace in our layout. */
  private static List<JsonNode> rows() {
    return Fixtures.rows("sudoku-paper-sample.jsonl.gz");
  }

  private static String published(JsonNode row, String column) {
    String moves = row.get(column).asText().strip();
    return row.get("prompt").asText() + " SOL_S\n" + moves + " \nSOL_E\n";
  }

  private static SudokuPuzzle puzzle(JsonNode row) {
    return SudokuPuzzle.parse(row.get("puzzle").asText());
  }
}
