package dev.switchback.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.switchback.artifact.InputException;
import dev.switchback.artifact.StrictJson;
import dev.switchback.family.JsonProblems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * Reads JSON objects, one of which a line holds, and gives back unchanged what it does not know:
 * the text of such values is kept as it stands, so that no depth, length or number is too much.
 */
final class JsonObjects {
  /** Steps over values without making anything of them. */
  private static final JsonFactory UNLIMITED =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .build())
          .build();

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private JsonObjects() {}

  /**
   * The object of a line.
   *
   * @param known the fields whose values are read; the others are passed through
   * @param expected what the line should look like, for the error message
   * @throws InputException if it is none, or has a field twice
   */
  static ObjectNode read(String line, Set<String> known, String expected) {
    try (JsonParser parser = UNLIMITED.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        throw new InputException(
            "it is no JSON object: " + JsonProblems.shown(line) + ", expected " + expected);
      }
      ObjectNode object = fields(parser, line, known);
      if (parser.nextToken() != null) {
        throw new InputException(
            "it is no JSON (Trailing token after the object), expected " + expected);
      }
      return object;
    } catch (JsonProcessingException malformed) {
      throw new InputException(
          "it is no JSON (" + StrictJson.fault(malformed) + "), expected " + expected, malformed);
    } catch (IOException impossible) {
      throw new UncheckedIOException("Cannot read what is in memory", impossible);
    }
  }

  private static ObjectNode fields(JsonParser parser, String line, Set<String> known)
      throws IOException {
    ObjectNode object = JSON.createObjectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      if (object.has(field)) {
        throw new InputException(
            "it has the field \"" + JsonProblems.shown(field) + "\" twice, expected each once");
      }
      String value = value(parser, line);
      if (known.contains(field)) {
        object.set(field, JSON.readTree(value));
      } else {
        object.putRawValue(field, new RawValue(value));
      }
    }
    return object;
  }

  /** The text of the value that comes next, after which the parser stands then. */
  private static String value(JsonParser parser, String line) throws IOException {
    parser.nextToken();
    long start = parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    parser.finishToken();
    return line.substring((int) start, (int) parser.currentLocation().getCharOffset());
  }

  /** Writes an object in a line. */
  static String write(ObjectNode object) {
    try {
      return StrictJson.withoutHalves(JSON.writeValueAsString(object));
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException("Cannot write as JSON what was read as JSON", unwritable);
    }
  }
}
