package dev.switchback.dataset.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fields of a line of comma separated values. A field may stand in quotation marks, in which
 * two of them mean one; a field ends with its line.
 */
record CommaSeparated(List<String> columns, List<String> fields) {

  /**
   * Reads a line.
   *
   * @throws RejectedRowException if it has not a field for each column
   */
  static CommaSeparated read(List<String> columns, String line) {
    List<String> fields = split(line);
    if (fields.size() != columns.size()) {
      throw new RejectedRowException(
          Flaw.MALFORMED,
          "Cannot read the row: it has "
              + fields.size()
              + (fields.size() == 1 ? " field" : " fields")
              + ", expected "
              + columns.size()
              + ": "
              + String.join(",", columns));
    }
    return new CommaSeparated(columns, fields);
  }

  /**
   * The fields of a line.
   *
   * @throws RejectedRowException if quotation marks are open at its end
   */
  static List<String> split(String line) {
    if (line.indexOf('"') < 0) {
      return List.of(line.split(",", -1));
    }
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char character = line.charAt(i);
      if (character == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (character == '"') {
        quoted = !quoted;
      } else if (character == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(character);
      }
    }
    if (quoted) {
      throw new RejectedRowException(
          Flaw.MALFORMED,
          "Cannot read the row: its quotation marks are open at the end, expected pairs of them");
    }
    fields.add(field.toString());
    return fields;
  }

  /** A field that has to be there. */
  String required(String column) {
    return fields.get(columns.indexOf(column)).strip();
  }

  /** A field that may be missing or empty. */
  Optional<String> optional(String column) {
    return columns.contains(column)
        ? Optional.of(required(column)).filter(field -> !field.isEmpty())
        : Optional.empty();
  }
}
