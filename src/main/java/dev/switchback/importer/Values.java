package dev.switchback.importer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

  /** A value as text, that of a list the texts of its elements; empty where there is none. */
  public static Optional<String> text(JsonNode value) {
    return Optional.of(
            flat(value).stream()
                .map(element -> element.isNull() ? "" : element.asText())
                .collect(Collectors.joining())
                .strip())
        .filter(FieldColumns::isPresent);
  }
}
