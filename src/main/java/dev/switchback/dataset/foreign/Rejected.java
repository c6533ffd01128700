package dev.switchback.dataset.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;

/**
 * A row that was not taken.
 *
 * @param file its name
 * @param place where the row is in the file
 * @param reason in a sentence
 * @param text the row as it was, cut at {@value #LONGEST_TEXT} characters
 */
public record Rejected(String file, Place place, Flaw flaw, String reason, String text)
    implements Serializable {
  /** Characters of a row that are kept. */
  public static final int LONGEST_TEXT = 2_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  public Rejected {
    text = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }

  /** The row as a JSON object in a line. */
  String json() {
    ObjectNode object = JSON.createObjectNode();
    object.put("file", file).put("line", place.row());
    if (place.startsAtLine() > 0) {
      object.put("starts_at_line", place.startsAtLine());
    }
    object.put("flaw", flaw.key()).put("reason", reason).put("text", text);
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException("Cannot write a rejected row as JSON", unwritable);
    }
  }
}
