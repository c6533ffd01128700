package dev.switchback.importer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Values of rows that are not only texts. */
public final class Values {
  private Values() {}

  /** The elements of a list, also of lists in it, in their order; a value by itself is its own. */
  public static List<JsonNode> flat(JsonNode value) {
    List<JsonNode> elements = new ArrayList<>();
    collect(value, elements);
    return elements;
  }

  private static void collect(JsonNode value, List<JsonNode> elements) {
    if (value.isArray()) {
      value.forEach(element -> collect(element, elements));
    } else {
      elements.add(value);
    }
  }
}
