package dev.switchback.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the header of a safetensors file says of a tensor.
 *
 * @param name unique in the file
 * @param type of its values, in the format's words
 * @param shape row-major
 * @param begin of its bytes, counted from the first value of the file
 * @param end after its last byte
 */
record TensorEntry(String name, String type, List<Long> shape, long begin, long end) {
  /** Bytes of a value; of types that are not here, sizes are not checked. */
  private static final Map<String, Integer> WIDTHS =
      Map.ofEntries(
          Map.entry("BOOL", 1),
          Map.entry("U8", 1),
          Map.entry("I8", 1),
          Map.entry("F8_E5M2", 1),
          Map.entry("F8_E4M3", 1),
          Map.entry("I16", 2),
          Map.entry("U16", 2),
          Map.entry("F16", 2),
          Map.entry("BF16", 2),
          Map.entry("I32", 4),
          Map.entry("U32", 4),
          Map.entry("F32", 4),
          Map.entry("I64", 8),
          Map.entry("U64", 8),
          Map.entry("F64", 8));

  /**
   * Reads an entry.
   *
   * @throws dev.switchback.artifact.InputException if it is none, or its shape and bytes differ
   */
  static TensorEntry of(String name, JsonNode json, DamagedFile file) {
    JsonNode shape = json.path("shape");
    JsonNode offsets = json.path("data_offsets");
    if (!json.path("dtype").isTextual()
        || !areSizes(shape)
        || !areSizes(offsets)
        || offsets.size() != 2
        || offsets.get(0).asLong() > offsets.get(1).asLong()) {
      throw file.holding(name + " as " + json, "dtype, shape, and begin and end as data_offsets");
    }
    List<Long> sizes = new ArrayList<>();
    shape.forEach(size -> sizes.add(size.asLong()));
    TensorEntry entry =
        new TensorEntry(
            name,
            json.path("dtype").asText(),
            sizes,
            offsets.get(0).asLong(),
            offsets.get(1).asLong());
    if (WIDTHS.containsKey(entry.type) && entry.end - entry.begin != entry.bytesOfShape()) {
      throw file.holding(name + " as " + json, "as many bytes as its shape has values of its type");
    }
    return entry;
  }

  /** -1 if there is no such number. */
  private long bytesOfShape() {
    try {
      return shape.stream().reduce((long) WIDTHS.get(type), Math::multiplyExact);
    } catch (ArithmeticException tooMany) {
      return -1;
    }
  }

  private static boolean areSizes(JsonNode json) {
    for (JsonNode size : json) {
      if (!size.isIntegralNumber() || !size.canConvertToLong() || size.asLong() < 0) {
        return false;
      }
    }
    return json.isArray();
  }
}
