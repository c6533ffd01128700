package dev.switchback.family.countdown.importer;

import static dev.switchback.family.countdown.importer.CountdownImports.STREAM_OF_SEARCH;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.InputException;
import dev.switchback.importer.FileCount;
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

class StreamOfSearchTest {
  private static final String OBJECT =
      "{\"nums\": [86, 24, 38], \"target\": 72, \"solution\": [\"86+24=110\", \"110-38=72\"],"
          + " \"search_path\": \"[a], {b\\\"\", \"rating\": 0.99, \"search_type\": \"dfs\","
          + " \"optimal_path\": \"\", \"heuristic\": null}";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"[%1$s,%1$s]", " \r\n[\n  %1$s,\n %1$s\n]\n", "%1$s\n%1$s", "%1$s\r\n%1$s\n"})
  void arraysAndLinesAreRead(String form) throws IOException {
    Imported imported = text(form.formatted(OBJECT));

    assertThat(imported.count()).isEqualTo(new FileCount(2, 2, 0, Map.of(), List.of()));
    assertThat(imported.problems().get(1).toSeq().take(4).mkString(" "))
        .isEqualTo("countdown in 2 null");
    assertThat(imported.problems().get(1).<Integer>getList(4)).containsExactly(86, 24, 38);
    assertThat(imported.problems().get(1).<Integer>getAs("target")).isEqualTo(72);
    assertThat(imported.problems().get(1).<String>getList(6))
        .containsExactly("86+24=110", "110-38=72");
  }

  @Test
  void whereOneOfTwoNamesIsNullTheOtherCounts() throws IOException {
    Imported imported = text("{\"nums\": null, \"numbers\": [2, 3, 8], \"target\": 14}");

    assertThat(imported.column("target")).containsExactly(14);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", \"solution\": null"})
  void whereNoSolutionIsGivenTheFirstOneIsTaken(String solution) throws IOException {
    Imported imported = text("{\"nums\": [2, 3, 8], \"target\": 14" + solution + "}");

    assertThat(imported.problems().get(0).<String>getList(6)).containsExactly("2*3=6", "8+6=14");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          42                                               | malformed        | it is no JSON object
          {"nums": [2, 3], "target": 5                     | malformed        | it is no JSON (
          {"nums": [2, 3], "target": 5} {}                 | malformed        | it goes on after the object
          {"nums": [2, 3]}                                 | malformed        | it has no field "target"
          {"target": 5}                                    | malformed        | it has no field "nums"
          {"nums": 5, "target": 5}                         | malformed        | the field "nums" is no list
          {"nums": [2, 3.5], "target": 5}                  | malformed        | the field "nums" has 3.5
          {"nums": [2, "x"], "target": 5}                  | malformed        | the field "nums" has x
          {"nums": [2, 3], "target": 99999999999999999999} | malformed        | the field "target" has 9999
          {"nums": [2, 3], "target": 5, "solution": "2+3"} | malformed        | the field "solution" is no list
          {"nums": [2, 3], "target": 5, "solution": [5]}   | malformed        | the field "solution" holds
          {"nums": [2], "target": 2}                       | no-problem       | 2 to 6 numbers
          {"nums": [1, 1, 1, 1, 1, 1, 1], "target": 2}     | no-problem       | 2 to 6 numbers
          {"nums": [2, -3], "target": 5}                   | no-problem       | no negative number
          {"nums": [2, 3000000000], "target": 5}           | no-problem       | expected numbers up to 2147483647
          {"nums": [2, 3], "target": 7}                    | unsolvable       | makes 7 of [2, 3]
          {"nums": [2, 3], "target": 7, "solution": []}    | unsolvable       | makes 7 of [2, 3]
          {"nums": [2, 3], "target": 5, "solution": []}    | wrong-solution   | such as [2+3=5]
          {"nums": [2, 3], "target": 5, "solution": ["2+3=6"]} | wrong-solution | (arithmetic)
          {"nums": [2, 3], "target": 5, "solution": ["2*3=6"]} | wrong-solution | (wrong-claim)
          {"nums": [2, 3], "target": 5, "solution": ["1+4=5"]} | wrong-solution | (unavailable-operand)
          {"nums": [2, 3, 5], "target": 5, "solution": ["2+3=5"]} | wrong-solution | (unused-number)
          {"nums": [2, 3], "target": 5, "solution": ["2+3=5 "]} | wrong-solution | (malformed)
          """)
  void everyBadRowIsRejectedWithItsReason(String row, String flaw, String reason)
      throws IOException {
    Imported lines = text(OBJECT + "\n" + row + "\n" + OBJECT);

    assertThat(lines.flaws()).containsExactly(flaw);
    assertThat(lines.rejectedLines()).containsExactly(2L);
    assertThat(lines.reasons().get(0)).matches("Cannot .*: .*, expected .*").contains(reason);
    assertThat(lines.rejected().get(0).get("text").textValue()).isEqualTo(row);
    assertThat(lines.column("line")).containsExactly(1L, 3L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"numbers\": [2, 3], \"target\": 5}",
        "{\"reward_model\": {\"ground_truth\": {\"numbers\": [2, 3], \"target\": 5}, \"a\": []}}",
        "{\"reward_model\": {\"ground_truth\": \"{\\\"nums\\\": [2, 3], \\\"target\\\": 5}\"}}",
        "{\"reward_model\": \"{\\\"ground_truth\\\": {\\\"nums\\\": [2, 3], \\\"target\\\": 5}}\"}",
      })
  void numbersHaveOtherNamesAndLieWithinOthers(String row) throws IOException {
    assertThat(text(row).column("target")).containsExactly(5);
  }

  @Test
  void aBadElementOfAnArrayDoesNotTouchTheOthers() throws IOException {
    Imported imported =
        text("[" + OBJECT + ",\n\n{\"nums\": [1, \"]\", }],\n 7 ,\"x, y\"," + OBJECT + "]");

    assertThat(imported.flaws()).containsExactly("malformed", "malformed", "malformed");
    assertThat(imported.rejectedLines()).containsExactly(2L, 3L, 4L);
    assertThat(imported.rejected().get(0).get("starts_at_line").longValue()).isEqualTo(3);
    assertThat(imported.rejected().get(2).get("text").textValue()).isEqualTo("\"x, y\"");
    assertThat(imported.column("line")).containsExactly(1L, 5L);
  }

  @Test
  void arraysThatAreCutOffOrGoOnAreDamaged() {
    assertThatThrownBy(() -> text("[" + OBJECT + ",\n" + OBJECT.substring(0, 30)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "Cannot read " + folder.resolve("in") + ": it ends within element 2")
        .hasMessageContaining("begins in line 2");
    assertThatThrownBy(() -> text("[" + OBJECT + ",\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("it ends after element 1 of its array");
    assertThatThrownBy(() -> text("[" + OBJECT + "]\n" + OBJECT))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("its array ends after element 1 in line 1, but the file goes on");
  }

  @Test
  void longTracesArePassedOverAndEndlessOnesRejected() throws IOException {
    String large = OBJECT.replace("[a]", "x".repeat(1_000_000));
    String endless = OBJECT.replace("[a]", "x".repeat(20_000_000));
    byte[] array = ("[" + large + "," + endless + "," + OBJECT + "]").getBytes(UTF_8);
    Imported imported = Imported.bytes(STREAM_OF_SEARCH, folder, Imported.gzip(array));

    assertThat(imported.column("line")).containsExactly(1L, 3L);
    assertThat(imported.flaws()).containsExactly("too-long");
    assertThat(imported.rejected().get(0).get("text").textValue()).hasSize(2000);
  }

  @Test
  void numbersMayStandAsPandasWritesThemAndUnderOtherNames() throws IOException {
    Imported imported =
        Imported.text(
            STREAM_OF_SEARCH.withColumns(Map.of("numbers", "cards", "target", "goal")),
            folder,
            "{\"cards\": [86.0, \"24\", 38], \"goal\": 7.2e1}\n{\"cards\": [2, 3.5], \"goal\": 7}\n"
                + "{\"nums\": [2, 3], \"target\": 5}");

    assertThat(imported.column("target")).containsExactly(72);
    assertThat(imported.reasons().get(0)).contains("the field \"cards\" has 3.5");
    assertThat(imported.reasons().get(1)).contains("it has no field \"cards\"");
  }

  @Test
  void noRowEndsAnImportWhateverItHolds() throws IOException {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);
    String[] bad = {
      OBJECT.replace("[a]", "\\ud83d").replace("72", "9".repeat(5_000)),
      OBJECT.replace("[a]", "\"," + "\"tree\": " + deep + ", \"x\": \""),
      OBJECT.replace("72", "1e400"),
      OBJECT.replace("72", "NaN"),
      OBJECT.replace("[a]", "\0"),
      "{\"target\": 71, " + OBJECT.substring(1),
      deep
    };

    Imported lines = text(String.join("\n", bad) + "\n" + OBJECT);
    Imported array = text("[" + String.join(",\n", bad) + "," + OBJECT + "]");

    assertThat(lines.flaws()).hasSize(bad.length).containsOnly("malformed");
    assertThat(lines.reasons())
        .allSatisfy(reason -> assertThat(reason).matches("Cannot .*: .*, expected .*"));
    assertThat(lines.column("line")).containsExactly(8L);
    assertThat(array.reasons()).isEqualTo(lines.reasons());
  }

  @Test
  void emptyFilesAndArraysHaveNoRows() throws IOException {
    assertThat(text("").count()).isEqualTo(FileCount.NONE);
    assertThat(text(" [ ] ").count()).isEqualTo(FileCount.NONE);
    assertThat(text("\n\n").count().skipped()).isEqualTo(2);
  }

  @Test
  void textThatIsNoUtf8IsRejected() throws IOException {
    byte[] bytes = OBJECT.replace("[a]", "\u00e9").getBytes(ISO_8859_1);

    assertThat(Imported.bytes(STREAM_OF_SEARCH, folder, bytes).reasons().get(0))
        .contains("it is no UTF-8");
  }

  private Imported text(String text) throws IOException {
    return Imported.text(STREAM_OF_SEARCH, folder, text);
  }
}
