package dev.switchback.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;

/** Says in what a finished folder differs from what is now asked for. */
final class Difference {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Difference() {}

  static String describe(
      String kind, Path path, Manifest existing, String configuration, Map<String, String> inputs) {
    List<String> changes = new ArrayList<>();
    Map<String, String> before = values(existing.configuration());
    Map<String, String> after = values(configuration);
    for (String key : union(before, after)) {
      if (!Objects.equals(before.get(key), after.get(key))) {
        changes.add(key + " = " + orNone(before.get(key)) + " -> " + orNone(after.get(key)));
      }
    }
    for (String input : union(existing.inputs(), inputs)) {
      if (!Objects.equals(existing.inputs().get(input), inputs.get(input))) {
        changes.add("the content of " + input);
      }
    }
    return "Cannot make "
        + kind
        + ": "
        + path
        + " was made with other values, expected the same ("
        + String.join("; ", changes)
        + "); give the run another name, or --overwrite to lose what is there";
  }

  private static Map<String, String> values(String configuration) {
    Map<String, String> values = new TreeMap<>();
    try {
      JsonNode object = JSON.readTree(configuration);
      object.fields().forEachRemaining(e -> values.put(e.getKey(), e.getValue().toString()));
    } catch (JsonProcessingException unparsable) {
      values.put("configuration", configuration);
    }
    return values;
  }

  private static TreeSet<String> union(Map<String, String> one, Map<String, String> other) {
    TreeSet<String> keys = new TreeSet<>(one.keySet());
    keys.addAll(other.keySet());
    return keys;
  }

  private static String orNone(String value) {
    return value == null ? "none" : value;
  }
}
