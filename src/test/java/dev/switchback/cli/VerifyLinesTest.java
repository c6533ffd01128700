package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.Cases;
import dev.switchback.artifact.InputException;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.trace.SudokuTraces;
import dev.switchback.random.RandomStream;
import org.junit.jupiter.api.Test;

class VerifyLinesTest {
  private static final String TEXT =
      "\"text\":\"Current State: 75:[75, 1], Operations: []\\nExploring Operation: 75*1=75,"
          + " Resulting Numbers: [75]\\n75,75 equal: Goal Reached\\n\"";

  @Test
  void aVerdictIsAddedToWhatTheLineHolds() {
    assertThat(
            VerifyCommand.VerifyLines.answer(
                "{\"id\":7,\"numbers\":[1,75],\"target\":75," + TEXT + "}"))
        .isEqualTo(
            "{\"id\":7,\"numbers\":[1,75],\"target\":75,"
                + TEXT
                + ",\"correct\":true,\"correct_paper\":true,\"mistakes\":0,\"error\":null,"
                + "\"lines\":2,\"right_lines\":2,\"first_wrong_line\":null,"
                + "\"first_wrong_kind\":null}");
  }

  @Test
  void theProblemIsReadFromTheTextWhereTheFieldsAreMissing() {
    assertThat(VerifyCommand.VerifyLines.answer("{" + TEXT + "}")).contains("\"correct\":true");
    assertThat(VerifyCommand.VerifyLines.answer("{\"numbers\":[2,75],\"target\":75," + TEXT + "}"))
        .contains(
            "\"correct\":false,\"correct_paper\":false,\"mistakes\":0,\"error\":\"other-problem\"");
    assertThat(VerifyCommand.VerifyLines.answer("{\"text\":\"\"}"))
        .endsWith(
            "\"correct\":false,\"correct_paper\":false,\"mistakes\":0,\"error\":\"malformed\","
                + "\"lines\":0,\"right_lines\":0,\"first_wrong_line\":null,"
                + "\"first_wrong_kind\":null}");
  }

  @Test
  void numbersMayStandAsTablesHaveThem() {
    assertThat(
            VerifyCommand.VerifyLines.answer(
                "{\"numbers\":[\"1\",75.0],\"target\":\"75\"," + TEXT + "}"))
        .contains("\"correct\":true");
  }

  @Test
  void aSudokuIsToldByItsFieldOrByItsBoard() {
    String puzzle = "\"puzzle\":\"123434122143432.\",";
    String text =
        SudokuTraces.prompt(new SudokuPuzzle("123434122143432.")).replace("\n", "\\n")
            + "(3, 3) = 1 \\nSOL_E\\n";
    String correct =
        "\"correct\":true,\"correct_paper\":true,\"mistakes\":0,\"error\":null,\"lines\":2,";
    assertThat(VerifyCommand.VerifyLines.answer("{" + puzzle + "\"text\":\"" + text + "\"}"))
        .contains(correct);
    assertThat(VerifyCommand.VerifyLines.answer("{\"text\":\"" + text + "\"}")).contains(correct);
    assertThat(
            VerifyCommand.VerifyLines.answer(
                "{\"puzzle\":\"1234....21434321\",\"text\":\"" + text + "\"}"))
        .contains("\"mistakes\":0,\"error\":\"other-problem\"");
    assertThat(VerifyCommand.VerifyLines.answer("{" + puzzle + "\"text\":\"\"}"))
        .contains("\"mistakes\":0,\"error\":\"unfilled-cell\"");
    refused("{\"puzzle\":[]," + TEXT + "}", "Cannot use the field \"puzzle\": it is []");
  }

  /** The search dfs-mult looks at the difference of 75 and 1 first. */
  @Test
  void linesAreHeldAgainstTheSearchThatIsNamed() {
    String right = "\"right_lines\":2,\"first_wrong_line\":null,\"first_wrong_kind\":null}";
    String wrong = "\"right_lines\":1,\"first_wrong_line\":1,\"first_wrong_kind\":\"order\"}";
    assertThat(VerifyCommand.VerifyLines.answer("{\"search\":\"dfs-sum\"," + TEXT + "}"))
        .endsWith(right);
    assertThat(
            VerifyCommand.VerifyLines.answer(
                "{\"search\":\"dfs-sum\"," + TEXT.replace("75*1=75", "75/1=75") + "}"))
        .endsWith(wrong);
    refused("{\"search\":7," + TEXT + "}", "Cannot use the field \"search\": it is 7, expected");
    refused("{\"search\":\"depth\"," + TEXT + "}", "expected a search: Cannot find a CountDown");
  }

  @Test
  void anyTextGetsAVerdict() {
    for (int number = 0; number < 300; number++) {
      RandomStream random = Cases.random("verify-lines", number);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(300); i > 0; i--) {
        text.append(String.format("\\u%04x", random.nextInt(1 << 16)));
      }
      assertThat(VerifyCommand.VerifyLines.answer("{\"text\":\"" + text + "\"}"))
          .contains("\"correct\":false");
    }
    String megabytes = "9".repeat(30_000_000);
    assertThat(VerifyCommand.VerifyLines.answer("{\"text\":\"" + megabytes + "\"}"))
        .contains("malformed");
  }

  @Test
  void whatHoldsNoTextIsRefused() {
    refused("{}", "Cannot use the field \"text\": it is missing, expected a string, as in {\"num");
    refused("{\"text\":5}", "Cannot use the field \"text\": it is 5, expected a string");
    refused("{\"numbers\":[1,2]," + TEXT + "}", "Cannot use the field \"target\": it is missing");
    refused("{\"target\":3," + TEXT + "}", "Cannot use the field \"numbers\": it is missing");
    refused("text", "it is no JSON (Unrecognized token 'text'");
  }

  private static void refused(String line, String message) {
    assertThatThrownBy(() -> VerifyCommand.VerifyLines.answer(line))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }
}
