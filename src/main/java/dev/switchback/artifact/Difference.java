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

/** Says in what a folder that was made or begun differs from what is now asked for. */
final class Difference {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Difference() {}

  static String describe(Path path, Manifest existing, Manifest wanted) {
    return existing.makesTheSame(wanted)
        ? "Cannot go on with "
            + wanted.kind()
            + ": "
            + path
            + " was begun with files of another cut, expected the same ("
            + String.join("; ", ofValues(existing.cut(), wanted.cut()))
            + "); go back to what it was begun with, or --overwrite to lose what is there"
        : "Cannot make "
            + wanted.kind()
            + ": "
            + path
            + " was made with other values, expected the same ("
            + String.join("; ", ofContent(existing, wanted))
            + "); give the run another name, or --overwrite to lose what is there";
  }

  private static List<String> ofContent(Manifest existing, Manifest wanted) {
    List<String> changes = new ArrayList<>();
    if (existing.format() != wanted.format()) {
      changes.add("the format of its files = " + existing.format() + " -> " + wanted.format());
    }
    changes.addAll(ofValues(values(existing.configuration()), values(wanted.configuration())));
    for (String input : union(existing.inputs(), wanted.inputs())) {
      if (!Objects.equals(existing.inputs().get(input), wanted.inputs().get(input))) {
        changes.add("the content of " + input);
      }
    }
    return changes;
  }

  private static List<String> ofValues(Map<String, String> before, Map<String, String> after) {
    List<String> changes = new ArrayList<>();
    for (String key : union(before, after)) {
      if (!Objects.equals(before.get(key), after.get(key))) {
        changes.add(key + " = " + orNone(before.get(key)) + " -> " + orNone(after.get(key)));
      }
    }
    return changes;
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
