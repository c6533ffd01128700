package dev.switchback.family.countdown.importer;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.importer.InputFile;
import dev.switchback.importer.JsonRows;
import dev.switchback.importer.ParsedRows;
import dev.switchback.importer.RawRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * Objects with the fields {@code nums}, {@code target} and {@code solution}, or others that {@link
 * NumberFields} knows or that were chosen: either the elements of one JSON array or, if the file
 * does not begin with a bracket, one in each line. Without a solution, or with null in its place,
 * the first one in lexicographic order is taken.
 */
final class StreamOfSearch implements ParsedRows.Reader {
  private static final String EXAMPLE =
      "an object such as {\"nums\": [86, 24, 38], \"target\": 72,"
          + " \"solution\": [\"86+24=110\", \"110-38=72\"]}";

  private final CountdownCheck check = new CountdownCheck();
  private final List<List<String>> pairs;
  private final String solution;

  /**
   * @param chosen names in the objects by field, instead of the usual ones
   */
  StreamOfSearch(Map<String, String> chosen) {
    this.pairs =
        NumberFields.USUAL.stream().map(usual -> NumberFields.chosen(usual, chosen)).toList();
    this.solution = chosen.getOrDefault(NumberFields.SOLUTION, NumberFields.SOLUTION);
  }

  @Override
  public ParsedRows open(InputFile file, Configuration hadoop) {
    RawRows rows = JsonRows.open(file, hadoop);
    return rows.read(RawRows::isBlank, () -> row(file, rows));
  }

  private Row row(InputFile file, RawRows rows) {
    Map<String, JsonNode> values = values(rows.text());
    List<String> found =
        pairs.stream()
            .filter(pair -> values.keySet().containsAll(pair))
            .min(comparing(pair -> values.get(pair.get(0)).isNull()))
            .orElseThrow(() -> lacking(values));
    check.begin(
        NumberFields.numbers(values.get(found.get(0)), found.get(0), EXAMPLE),
        NumberFields.number(values.get(found.get(1)), found.get(1), EXAMPLE));
    List<String> steps =
        Optional.ofNullable(values.get(solution))
            .filter(given -> !given.isNull())
            .map(given -> check.requireSolution(steps(given)))
            .orElseGet(check::firstSolution);
    return CountdownImports.row(file.name(), rows.place(), check.problem(), steps);
  }

  private Map<String, JsonNode> values(String json) {
    List<String> ways =
        Stream.concat(pairs.stream().flatMap(List::stream), Stream.of(solution)).toList();
    try {
      return JsonRows.read(json, ways);
    } catch (IOException malformed) {
      throw NumberFields.malformed(malformed.getMessage(), EXAMPLE);
    }
  }

  /** What is missing, by the name that comes nearest. */
  private RuntimeException lacking(Map<String, JsonNode> values) {
    List<String> nearest =
        pairs.stream()
            .filter(pair -> values.containsKey(pair.get(0)))
            .findFirst()
            .orElse(pairs.get(0));
    String missing = values.containsKey(nearest.get(0)) ? nearest.get(1) : nearest.get(0);
    return NumberFields.malformed("it has no field \"" + missing + "\"", EXAMPLE);
  }

  private static List<String> steps(JsonNode given) {
    if (!given.isArray()) {
      throw NumberFields.malformed("the field \"solution\" is no list", EXAMPLE);
    }
    List<String> steps = new ArrayList<>();
    for (JsonNode step : given) {
      if (!step.isTextual()) {
        throw NumberFields.malformed("the field \"solution\" holds what is no string", EXAMPLE);
      }
      steps.add(step.textValue());
    }
    return steps;
  }
}
