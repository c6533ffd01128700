package dev.switchback.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Notes are files that Zeppelin opens, without results. */
class NoteLayoutTest {
  private static final Map<String, String> LANGUAGES =
      Map.of("%spark.conf", "text", "%md", "markdown", "%spark", "scala", "%spark.sql", "sql");

  private static final Pattern PARAGRAPH = Pattern.compile("paragraph_\\d{13}_\\d+");
  private static final String DATE = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}";

  /** A path from the root, or of somebody's home. */
  private static final Pattern ABSOLUTE = Pattern.compile("(?<![\\w.$}:/])[/~]\\w+/|[A-Z]:\\\\");

  static Stream<Note> notes() {
    return Note.all();
  }

  @Test
  void thereAreNotesAndNoTwoAreTheSame() {
    assertThat(notes()).hasSize(3);
    assertThat(notes().map(Note::id)).doesNotHaveDuplicates();
    assertThat(notes().flatMap(note -> note.paragraphs().stream()).map(Paragraph::id))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("notes")
  void aNoteHasZeppelinsFields(Note note) {
    assertThat(note.file().getFileName()).hasToString(note.expectedFileName());
    assertThat(note.id()).matches("2[A-Z0-9]{8}");
    assertThat(note.json().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "paragraphs",
            "name",
            "id",
            "defaultInterpreterGroup",
            "version",
            "noteParams",
            "noteForms",
            "angularObjects",
            "config",
            "info");
    assertThat(note.json().get("defaultInterpreterGroup").textValue()).isEqualTo("spark");
  }

  @ParameterizedTest
  @MethodSource("notes")
  void theFirstParagraphConfiguresSparkAndNoOther(Note note) {
    List<Paragraph> paragraphs = note.paragraphs();
    assertThat(paragraphs.get(0).interpreter()).isEqualTo("%spark.conf");
    assertThat(paragraphs.get(0).code()).contains("spark.jars");
    assertThat(paragraphs.stream().filter(p -> p.interpreter().equals("%spark.conf"))).hasSize(1);
    assertThat(paragraphs.get(1).interpreter()).as("says what it is for").isEqualTo("%md");
  }

  @ParameterizedTest
  @MethodSource("notes")
  void noParagraphHasRun(Note note) {
    for (Paragraph paragraph : note.paragraphs()) {
      JsonNode json = paragraph.json();
      assertThat(json.get("status").textValue()).as(paragraph.id()).isEqualTo("READY");
      assertThat(json.has("results")).as(paragraph.id()).isFalse();
      assertThat(json.has("errorMessage")).as(paragraph.id()).isFalse();
      assertThat(json.get("progress").intValue()).isZero();
      assertThat(json.get("settings").get("params")).isEmpty();
      assertThat(json.get("settings").get("forms")).isEmpty();
      assertThat(json.get("runtimeInfos")).isEmpty();
      assertThat(json.get("user").textValue()).isEqualTo("anonymous");
      assertThat(json.get("dateCreated").textValue()).matches(DATE);
    }
  }

  @ParameterizedTest
  @MethodSource("notes")
  void aParagraphIsEditedInItsLanguage(Note note) {
    for (Paragraph paragraph : note.paragraphs()) {
      assertThat(paragraph.id()).matches(PARAGRAPH);
      assertThat(paragraph.json().get("jobName").textValue()).isEqualTo(paragraph.id());
      String language = LANGUAGES.get(paragraph.interpreter());
      assertThat(language).as(paragraph.interpreter()).isNotNull();
      assertThat(paragraph.config().get("editorSetting").get("language").textValue())
          .as(paragraph.id())
          .isEqualTo(language);
      assertThat(paragraph.config().get("editorMode").textValue())
          .isEqualTo("ace/mode/" + language);
      assertThat(paragraph.title().isEmpty())
          .as("a title, unless the text has its own: " + paragraph.id())
          .isEqualTo(language.equals("markdown"));
    }
  }

  @ParameterizedTest
  @MethodSource("notes")
  void nothingPointsToOneMachine(Note note) {
    for (Paragraph paragraph : note.paragraphs()) {
      assertThat(paragraph.code()).as(paragraph.toString()).doesNotContainPattern(ABSOLUTE);
    }
  }

  @ParameterizedTest
  @MethodSource("notes")
  void formsAreWhereZeppelinFillsThemIn(Note note) {
    for (Paragraph paragraph : note.paragraphs()) {
      String filled = paragraph.code(Map.of());
      switch (paragraph.interpreter()) {
        case "%spark.sql" -> assertThat(filled).as(paragraph.toString()).doesNotContain("${");
        case "%spark" -> assertThat(paragraph.code()).doesNotContainPattern("\\$\\{\\w+=");
        default -> assertThat(paragraph.code()).as(paragraph.toString()).doesNotContain("${");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("notes")
  void chartsHaveKeysAndValues(Note note) {
    for (Paragraph paragraph : note.paragraphs()) {
      boolean queries = paragraph.interpreter().equals("%spark.sql");
      assertThat(paragraph.chart().isPresent() || !queries).as(paragraph.toString()).isTrue();
      paragraph
          .chart()
          .ifPresent(
              chart -> {
                assertThat(Chart.MODES).contains(chart.mode());
                assertThat(chart.keys().isEmpty()).isEqualTo(chart.isTable());
                assertThat(chart.values().isEmpty()).isEqualTo(chart.isTable());
              });
    }
  }
}
