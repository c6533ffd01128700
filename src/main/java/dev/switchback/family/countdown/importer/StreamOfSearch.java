package dev.switchback.family.countdown.importer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.switchback.artifact.StrictJson;
import dev.switchback.importer.InputFile;
import dev.switchback.importer.JsonElements;
import dev.switchback.importer.ParsedRows;
import dev.switchback.importer.RawRows;
import dev.switchback.importer.Rejected.Flaw;
import dev.switchback.importer.Rejected.RejectedRowException;
import dev.switchback.importer.TextLines;
import dev.switchback.importer.WholeNumbers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * Objects with the fields {@code nums}, {@code target} and {@code solution}, others passed over:
 * either the elements of one JSON array or, if the file does not begin with a bracket, one in each
 * line. Without a solution, or with null in its place, the first one in lexicographic order is
 * taken.
 */
final class StreamOfSearch implements ParsedRows.Reader {
  private static final int LONGEST = 1 << 24;
  private static final String NUMBERS = "numbers";
  private static final String TARGET = "target";
  private static final String SOLUTION = "solution";

  private final CountdownCheck check = new CountdownCheck();
  private final Map<String, String> fields;

  /**
   * @param chosen names in the objects by field, instead of the usual ones
   */
  StreamOfSearch(Map<String, String> chosen) {
    this.fields =
        Map.of(
            chosen.getOrDefault(NUMBERS, "nums"), NUMBERS,
            chosen.getOrDefault(TARGET, TARGET), TARGET,
            chosen.getOrDefault(SOLUTION, SOLUTION), SOLUTION);
  }

  @Override
  public ParsedRows open(InputFile file, Configuration hadoop) {
    BufferedInputStream in = file.open(hadoop);
    RawRows rows =
        file.firstVisible(in) == '['
            ? new JsonElements(file, in, LONGEST)
            : new TextLines(file, in, LONGEST);
    return rows.read(RawRows::isBlank, () -> row(file, rows));
  }

  private Row row(InputFile file, RawRows rows) {
    SearchObject object = SearchObject.read(rows.text(), fields);
    check.begin(object.numbers(), object.target());
    List<String> solution =
        object.solution().map(check::requireSolution).orElseGet(check::firstSolution);
    return CountdownImports.row(file.name(), rows.place(), check.problem(), solution);
  }

  /**
   * What is read of an object.
   *
   * @param numbers of the field {@code nums}
   * @param solution steps such as {@code 3*8=24}; empty if the field is missing or null
   */
  private record SearchObject(List<Long> numbers, long target, Optional<List<String>> solution) {
    private static final JsonFactory JSON =
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /**
     * Reads an object; the texts of other fields, which may be long, are not kept.
     *
     * @param fields what is read, by its name in the object
     * @throws RejectedRowException if it is no JSON object with numbers and a target
     */
    static SearchObject read(String json, Map<String, String> fields) {
      try (JsonParser parser = JSON.createParser(json)) {
        return read(parser, fields);
      } catch (JsonProcessingException malformed) {
        throw malformed("it is no JSON (" + StrictJson.fault(malformed) + ")");
      } catch (IOException impossible) {
        throw new UncheckedIOException("Cannot read what is in memory", impossible);
      }
    }

    private static SearchObject read(JsonParser parser, Map<String, String> fields)
        throws IOException {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("it is no JSON object");
      }
      Optional<List<Long>> numbers = Optional.empty();
      Optional<Long> target = Optional.empty();
      Optional<List<String>> solution = Optional.empty();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String field = parser.currentName();
        parser.nextToken();
        switch (fields.getOrDefault(field, "")) {
          case NUMBERS -> numbers = Optional.of(numbers(parser, field));
          case TARGET -> target = Optional.of(wholeNumber(parser, field));
          case SOLUTION -> solution = steps(parser);
          default -> parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw malformed("it goes on after the object");
      }
      if (numbers.isEmpty() || target.isEmpty()) {
        String missing = numbers.isEmpty() ? NUMBERS : TARGET;
        throw malformed("it has no field \"" + name(fields, missing) + "\"");
      }
      return new SearchObject(numbers.get(), target.get(), solution);
    }

    private static String name(Map<String, String> fields, String meant) {
      return fields.entrySet().stream()
          .filter(field -> field.getValue().equals(meant))
          .map(Map.Entry::getKey)
          .findFirst()
          .orElseThrow();
    }

    private static List<Long> numbers(JsonParser parser, String field) throws IOException {
      List<Long> numbers = new ArrayList<>();
      requireArray(parser, field);
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        numbers.add(wholeNumber(parser, field));
      }
      return numbers;
    }

    private static long wholeNumber(JsonParser parser, String field) throws IOException {
      OptionalLong number =
          parser.currentToken().isNumeric() || parser.currentToken() == JsonToken.VALUE_STRING
              ? WholeNumbers.of(parser.getText())
              : OptionalLong.empty();
      if (number.isEmpty()) {
        throw malformed(
            "the field \""
                + field
                + "\" has "
                + RejectedRowException.shown(parser.getText())
                + " where a whole number should be");
      }
      return number.getAsLong();
    }

    private static Optional<List<String>> steps(JsonParser parser) throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_NULL) {
        return Optional.empty();
      }
      List<String> steps = new ArrayList<>();
      requireArray(parser, "solution");
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
          throw malformed("the field \"solution\" holds what is no string");
        }
        steps.add(parser.getText());
      }
      return Optional.of(steps);
    }

    private static void requireArray(JsonParser parser, String field) {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        throw malformed("the field \"" + field + "\" is no list");
      }
    }

    private static RejectedRowException malformed(String what) {
      return new RejectedRowException(
          Flaw.MALFORMED,
          "Cannot read the row: "
              + what
              + ", expected an object such as {\"nums\": [86, 24, 38], \"target\": 72,"
              + " \"solution\": [\"86+24=110\", \"110-38=72\"]}");
    }
  }
}
