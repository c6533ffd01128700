package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.artifact.InputException;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.trace.CountdownStyle;
import dev.switchback.family.countdown.trace.CountdownTraces;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.search.Guessing;
import dev.switchback.family.sudoku.search.Guessing.GuessOrder;
import dev.switchback.family.sudoku.search.Guessing.Propagation;
import dev.switchback.family.sudoku.trace.SudokuStyle;
import dev.switchback.family.sudoku.trace.SudokuTraces;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceLinesTest {
  private static final CountdownProblem PROBLEM = new CountdownProblem(List.of(86, 24, 38), 72);

  private static final Map<String, String> USUAL =
      Map.of("guess-order", "fewest-candidates", "propagation", "fixpoint");

  @Test
  void aProblemIsAnsweredWithPromptAndTrace() throws IOException {
    for (CountdownStyle style : CountdownStyle.values()) {
      String answer =
          new TraceCommand.TraceLines(style.key(), USUAL)
              .answer("{\"numbers\": [86, 24, 38], \"target\": 72}");
      JsonNode object = new ObjectMapper().readTree(answer);
      assertThat(object.get("prompt").asText())
          .isEqualTo(style.isTerse() ? "72:86,24,38[" : CountdownTraces.prompt(PROBLEM));
      assertThat(object.get("trace").asText())
          .isEqualTo(CountdownTraces.write(PROBLEM, style).text());
    }
  }

  @Test
  void otherFieldsArePassedThroughAsTheyAre() {
    String others =
        "{\"x\":{\"y\":[1.10,123456789012345678901234567890,null]},\"z\":\"\u00e9\\u0000\",";
    assertThat(direct(others + "\"numbers\":[75,1],\"target\":75}"))
        .startsWith(others + "\"numbers\":[75,1],\"target\":75,\"prompt\":\"Current State: 75:");
  }

  @Test
  void whatStatesNoProblemIsRefusedWithWhatWasExpected() {
    String example = "{\"numbers\": [3, 8, 8], \"target\": 24}";
    refused("[1]", "it is no JSON object: [1], expected " + example);
    refused("{\"numbers\":", "it is no JSON (Unexpected end-of-input");
    refused("{} {}", "it is no JSON (Trailing token");
    refused("{}", "Cannot use the field \"numbers\": it is missing, expected a list of whole");
    refused(
        "{\"numbers\": [1, 2.5], \"target\": 1}", "\"numbers\": it is [1,2.5], expected a list");
    refused("{\"numbers\": [1, 2]}", "Cannot use the field \"target\": it is missing");
    refused("{\"numbers\": [\"1\", \"2\"], \"target\": 3}", "\"numbers\": it is [\"1\",\"2\"]");
    refused("{\"numbers\": [1, 2], \"target\": 9999999999}", "\"target\": it is 9999999999");
    refused("{\"numbers\": [1], \"target\": 1}", "expected 2 to 6 numbers");
    refused("{\"numbers\": [1, 1], \"target\": 50}", "the numbers [1, 1] cannot make 50");
    refused("{\"puzzle\": 7}", "Cannot use the field \"puzzle\": it is 7, expected 81, 36 or 16");
    refused("{\"puzzle\": \"" + "1".repeat(200) + "\"}", "it is \"" + "1".repeat(59) + ".., exp");
    refused("{\"puzzle\": \"1\"}", "Cannot make a Sudoku puzzle: \"1\", expected 81 characters");
    refused("{\"puzzle\": \"12....3........4\"}", "12....3........4 has no solution");
  }

  @Test
  void aSudokuIsAnsweredInItsOwnStylesAndTheGivenOrder() throws IOException {
    String puzzle =
        "530070000600195000098000060800060003400803001700020006060000280000419005000080079";
    for (SudokuStyle style : SudokuStyle.values()) {
      for (GuessOrder order : GuessOrder.values()) {
        Guessing guessing = new Guessing(order, Propagation.SINGLE_PASS);
        String answer =
            new TraceCommand.TraceLines(
                    style.key(),
                    Map.of("guess-order", order.key(), "propagation", guessing.propagation().key()))
                .answer("{\"id\":3,\"puzzle\":\"" + puzzle + "\"}");
        JsonNode object = new ObjectMapper().readTree(answer);
        SudokuPuzzle parsed = SudokuPuzzle.parse(puzzle);
        String prompt =
            style.isTerse() ? SudokuTraces.tersePrompt(parsed) : SudokuTraces.prompt(parsed);
        assertThat(answer).startsWith("{\"id\":3,\"puzzle\":\"" + puzzle + "\",\"prompt\":\"");
        assertThat(object.get("prompt").asText()).isEqualTo(prompt);
        assertThat(object.get("trace").asText())
            .isEqualTo(SudokuTraces.write(parsed, style, guessing).text());
      }
    }
    assertThatThrownBy(
            () ->
                new TraceCommand.TraceLines("dfs-sum", USUAL)
                    .answer("{\"puzzle\":\"" + puzzle + "\"}"))
        .hasMessage(
            "Cannot find a Sudoku style: dfs-sum, expected one of [direct, plain-direct,"
                + " strategy, naive, plain, terse-direct, terse-plain-direct, terse-plain]");
  }

  private static void refused(String line, String message) {
    assertThatThrownBy(() -> direct(line))
        .isInstanceOfAny(InputException.class, IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static String direct(String line) {
    return new TraceCommand.TraceLines("direct", USUAL).answer(line);
  }
}
