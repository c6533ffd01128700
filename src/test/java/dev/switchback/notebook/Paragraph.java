package dev.switchback.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A paragraph of a note. */
record Paragraph(JsonNode json) {
  /** A form in a text: {@code ${name=default}} or {@code ${name=default,choice|choice}}. */
  private static final Pattern FORM = Pattern.compile("\\$\\{(\\w+)=([^,}]*)(?:,[^}]*)?}");

  String id() {
    return json.get("id").textValue();
  }

  String title() {
    return json.get("title").textValue();
  }

  private String text() {
    return json.get("text").textValue();
  }

  /** What the text is given to, for example {@code %spark.sql}. */
  String interpreter() {
    return text().lines().findFirst().orElseThrow();
  }

  /** The text below the line that names the interpreter. */
  String code() {
    return text().substring(interpreter().length()).strip();
  }

  /** The code with a value for each form: one that is given, or its default. */
  String code(Map<String, String> values) {
    Matcher forms = FORM.matcher(code());
    return forms.replaceAll(
        form -> Matcher.quoteReplacement(values.getOrDefault(form.group(1), form.group(2))));
  }

  JsonNode config() {
    return json.get("config");
  }

  /** How its result is drawn, if something is said of that. */
  Optional<Chart> chart() {
    return Optional.ofNullable(config().path("results").path("0").get("graph")).map(Chart::new);
  }

  @Override
  public String toString() {
    return title().isEmpty() ? id() : title();
  }
}
