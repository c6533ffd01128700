package dev.switchback.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.artifact.StrictJson;
import dev.switchback.model.SafetensorsReader.DamagedFile;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The beginning of a safetensors file: eight bytes with the length of a JSON object, and the
 * object, which says of each tensor where its bytes lie. The bytes of the tensors fill the rest of
 * the file, in any order, without gaps or overlaps.
 *
 * @param entries by name
 * @param size bytes before the first value
 */
record SafetensorsHeader(Map<String, TensorEntry> entries, long size) {
  static final String METADATA = "__metadata__";

  /** As the format's own library has it. */
  private static final long LONGEST = 100_000_000;

  private static final String FORMAT = "a safetensors file";

  /**
   * Reads and checks a header.
   *
   * @param in at the beginning of the file
   * @param fileLength in bytes
   * @throws dev.switchback.artifact.InputException if the file is not as described above
   */
  static SafetensorsHeader read(DataInputStream in, long fileLength, DamagedFile file)
      throws IOException {
    if (fileLength < Long.BYTES) {
      throw file.holding("cut short: " + fileLength + " bytes long", FORMAT);
    }
    byte[] number = new byte[Long.BYTES];
    in.readFully(number);
    long length = ByteBuffer.wrap(number).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > LONGEST) {
      throw file.holding("a header of " + length + " bytes", FORMAT);
    }
    if (length > fileLength - Long.BYTES) {
      throw file.holding(
          "cut short: " + fileLength + " bytes long", "a header of " + length + " bytes and more");
    }
    byte[] text = new byte[(int) length];
    in.readFully(text);
    SafetensorsHeader header =
        new SafetensorsHeader(entries(parse(text, file), file), Long.BYTES + length);
    header.checkLayout(fileLength, file);
    return header;
  }

  private static JsonNode parse(byte[] text, DamagedFile file) {
    try {
      JsonNode json = StrictJson.read(text);
      if (json.isObject()) {
        return json;
      }
    } catch (IOException malformed) {
      throw file.holding(
          "a header that cannot be read: " + malformed.getMessage(), FORMAT, malformed);
    }
    throw file.holding("a header that is no JSON object", FORMAT);
  }

  private static Map<String, TensorEntry> entries(JsonNode json, DamagedFile file) {
    Map<String, TensorEntry> entries = new TreeMap<>();
    json.fields()
        .forEachRemaining(
            field -> {
              if (!field.getKey().equals(METADATA)) {
                entries.put(field.getKey(), TensorEntry.of(field.getKey(), field.getValue(), file));
              }
            });
    return entries;
  }

  private void checkLayout(long fileLength, DamagedFile file) {
    List<TensorEntry> inOrder = new ArrayList<>(entries.values());
    inOrder.sort(Comparator.comparing(TensorEntry::begin).thenComparing(TensorEntry::end));
    long end = 0;
    for (TensorEntry entry : inOrder) {
      if (entry.begin() != end) {
        throw file.holding(
            entry.name() + " begins at byte " + entry.begin(),
            "byte " + end + ", where the tensor before it ends");
      }
      end = entry.end();
    }
    long values = fileLength - size;
    if (values < end) {
      throw file.holding("cut short: " + values + " bytes of values", end + " bytes of values");
    }
    if (values > end) {
      throw file.holding(
          (values - end) + " bytes after the last tensor", "none, as its header says");
    }
  }

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
        throw file.holding(
            name + " as " + json, "as many bytes as its shape has values of its type");
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
}
