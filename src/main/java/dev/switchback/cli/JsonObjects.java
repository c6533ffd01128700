package dev.switchback.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.InputException;
import dev.switchback.family.JsonProblems;

/**
 * Reads JSON objects, one of which a line holds, and gives back unchanged what it does not know.
 */
final class JsonObjects {
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNumberLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private JsonObjects() {}

  /**
   * The object of a line.
   *
   * @param expected what the line should look like, for the error message
   * @throws InputException if it is none
   */
  static ObjectNode read(String line, String expected) {
    try {
      if (JSON.readTree(line) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException malformed) {
      throw new InputException(
          "it is no JSON ("
              + malformed.getOriginalMessage()
              + ", column "
              + malformed.getLocation().getColumnNr()
              + "), expected "
              + expected,
          malformed);
    }
    throw new InputException(
        "it is no JSON object: " + JsonProblems.shown(line) + ", expected " + expected);
  }

  static String write(ObjectNode object) {
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException("Cannot write as JSON what was read as JSON", unwritable);
    }
  }
}
