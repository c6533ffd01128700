package dev.switchback.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** How Zeppelin draws the result of a paragraph: a table, or a chart of some of its columns. */
record Chart(JsonNode json) {
  /** Those of Zeppelin that take keys, groups and values. */
  static final Set<String> MODES =
      Set.of("table", "multiBarChart", "lineChart", "pieChart", "stackedAreaChart");

  /** A column by its name and its place in the result. */
  record Column(String name, int index) {}

  String mode() {
    return json.get("mode").textValue();
  }

  boolean isTable() {
    return mode().equals("table");
  }

  List<Column> keys() {
    return columns("keys");
  }

  List<Column> values() {
    return columns("values");
  }

  /** All columns that it is drawn from. */
  List<Column> columns() {
    return Stream.of(keys(), columns("groups"), values()).flatMap(List::stream).toList();
  }

  private List<Column> columns(String role) {
    return StreamSupport.stream(json.get(role).spliterator(), false)
        .map(column -> new Column(column.get("name").textValue(), column.get("index").intValue()))
        .toList();
  }
}
