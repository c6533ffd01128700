package dev.switchback.family.sudoku.importer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.importer.InputFile;
import dev.switchback.importer.JsonRows;
import dev.switchback.importer.ParsedRows;
import dev.switchback.importer.RawRows;
import dev.switchback.importer.Rejected.Flaw;
import dev.switchback.importer.Rejected.RejectedRowException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * Objects with the fields of {@link SudokuFields}, of which the puzzle has to be there, others
 * passed over: either the elements of one JSON array or, if the file does not begin with a bracket,
 * one in each line. A board is a text, or a list of digits or of rows.
 */
final class SudokuJson implements ParsedRows.Reader {
  private final SudokuFields checked = new SudokuFields();
  private final Map<String, List<String>> names = new TreeMap<>(SudokuFields.USUAL);

  /**
   * @param chosen names in the objects by field, instead of the usual ones
   */
  SudokuJson(Map<String, String> chosen) {
    chosen.forEach((field, name) -> names.put(field, List.of(name)));
  }

  @Override
  public ParsedRows open(InputFile file, Configuration hadoop) {
    RawRows rows = JsonRows.open(file, hadoop);
    return rows.read(RawRows::isBlank, () -> row(file, rows));
  }

  private Row row(InputFile file, RawRows rows) {
    Map<String, JsonNode> values = values(rows.text());
    if (names.get(SudokuFields.PUZZLE).stream().noneMatch(values::containsKey)) {
      throw malformed("it has no field \"" + names.get(SudokuFields.PUZZLE).get(0) + "\"");
    }
    return checked.row(file.name(), rows.place(), field -> value(values, field));
  }

  private Optional<String> value(Map<String, JsonNode> values, String field) {
    return names.get(field).stream()
        .filter(values::containsKey)
        .flatMap(name -> SudokuFields.text(values.get(name)).stream())
        .findFirst();
  }

  private Map<String, JsonNode> values(String json) {
    try {
      return JsonRows.read(json, names.values().stream().flatMap(List::stream).toList());
    } catch (IOException malformed) {
      throw malformed(malformed.getMessage());
    }
  }

  private static RejectedRowException malformed(String what) {
    return new RejectedRowException(
        Flaw.MALFORMED,
        "Cannot read the row: "
            + what
            + ", expected an object such as {\"puzzle\": \"53..7....6..\", \"solution\":"
            + " \"534678912672\"}");
  }
}
