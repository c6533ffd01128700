package dev.switchback.importer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.switchback.artifact.StrictJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * JSON objects: the elements of one array or, if the file does not begin with a bracket, one in
 * each line. A value has a name, or a way of names with points between them: into an object, or
 * into a text that is itself JSON.
 */
public final class JsonRows {
  private static final int LONGEST = 1 << 24;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private JsonRows() {}

  /** Opens a file before its first object. */
  public static RawRows open(InputFile file, Configuration hadoop) {
    BufferedInputStream in = file.open(hadoop);
    return file.firstVisible(in) == '['
        ? new JsonElements(file, in, LONGEST)
        : new TextLines(file, in, LONGEST);
  }

  /**
   * Reads values of an object; other values, which may be long, are not kept.
   *
   * @param ways what is read
   * @return the values that are there
   * @throws IOException that says in a line what is wrong, if it is no JSON object
   */
  public static Map<String, JsonNode> read(String json, Collection<String> ways)
      throws IOException {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is no JSON object");
      }
      Map<String, String> wanted =
          ways.stream().distinct().collect(Collectors.toMap(way -> way, way -> way));
      collect(parser, wanted, values);
      if (parser.nextToken() != null) {
        throw new IOException("it goes on after the object");
      }
    } catch (JsonProcessingException malformed) {
      throw new IOException("it is no JSON (" + StrictJson.fault(malformed) + ")", malformed);
    }
    return values;
  }

  /**
   * The value to which a way leads from a text that is JSON.
   *
   * @return a missing node where it leads nowhere, or the text is no JSON object
   */
  static JsonNode within(String json, List<String> way) {
    String name = String.join(".", way);
    try {
      return read(json, List.of(name)).getOrDefault(name, MissingNode.getInstance());
    } catch (IOException none) {
      return MissingNode.getInstance();
    }
  }

  /**
   * Collects values of an object that has begun, up to its end.
   *
   * @param wanted what is left of each way from here, and the whole way
   */
  private static void collect(
      JsonParser parser, Map<String, String> wanted, Map<String, JsonNode> values)
      throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      parser.nextToken();
      Map<String, String> further = further(wanted, field);
      if (wanted.containsKey(field)) {
        values.put(wanted.get(field), JSON.readTree(parser));
      } else if (further.isEmpty()) {
        parser.skipChildren();
      } else if (parser.currentToken() == JsonToken.START_OBJECT) {
        collect(parser, further, values);
      } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
        String text = parser.getText();
        further.forEach((left, way) -> put(values, way, within(text, List.of(left))));
      } else {
        parser.skipChildren();
      }
    }
  }

  private static void put(Map<String, JsonNode> values, String way, JsonNode value) {
    if (!value.isMissingNode()) {
      values.put(way, value);
    }
  }

  private static Map<String, String> further(Map<String, String> wanted, String field) {
    String beginning = field + ".";
    return wanted.entrySet().stream()
        .filter(way -> way.getKey().startsWith(beginning))
        .collect(
            Collectors.toMap(
                way -> way.getKey().substring(beginning.length()), Map.Entry::getValue));
  }
}
