package dev.switchback.family;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.artifact.InputException;

/** What is said of fields of JSON that are not as they should be. */
public final class JsonFields {
  private static final int LONGEST_SHOWN = 60;

  private JsonFields() {}

  /** A field that is missing or of another type. */
  public static InputException unexpected(String field, JsonNode value, String expected) {
    String found = value.isMissingNode() ? "it is missing" : "it is " + shown(value.toString());
    return new InputException(
        "Cannot use the field \"" + field + "\": " + found + ", expected " + expected);
  }

  /** The beginning of a text. */
  public static String shown(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "..";
  }
}
