package dev.switchback.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.InputException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Weights as a safetensors file: eight bytes with the length of a JSON header, the header, then the
 * values, little-endian float32, one weight after the other.
 */
final class Safetensors {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_HEADER = 100_000_000;
  private static final int CHUNK = 1 << 16;

  private Safetensors() {}

  /** Writes weights, each named as in the architecture with the prefix before it. */
  static void write(FileSystem files, Path path, List<NamedWeights> parts) throws IOException {
    byte[] header = header(parts);
    try (OutputStream out = files.create(path, true)) {
      out.write(littleEndian(8).putLong(header.length).array());
      out.write(header);
      for (NamedWeights part : parts) {
        for (int i = 0; i < part.weights().count(); i++) {
          writeValues(out, part.weights().values(i));
        }
      }
    }
  }

  /**
   * Reads weights back.
   *
   * @param prefixes the names of the parts to read
   * @throws InputException if the file is missing, damaged, or holds other weights
   */
  static List<Weights> read(
      FileSystem files, Path path, Architecture architecture, List<String> prefixes) {
    try (DataInputStream in = new DataInputStream(files.open(path))) {
      long length = files.getFileStatus(path).getLen();
      JsonNode header = readHeader(in, path);
      List<Weights> parts = new ArrayList<>();
      long position = 0;
      for (String prefix : prefixes) {
        List<WeightShape> shapes = architecture.weights();
        float[][] values = new float[shapes.size()][];
        for (int i = 0; i < values.length; i++) {
          WeightShape shape = shapes.get(i);
          check(header, path, prefix + shape.name(), shape, position);
          values[i] = readValues(in, shape.size());
          position += 4L * shape.size();
        }
        parts.add(new Weights(architecture, values));
      }
      if (in.read() >= 0) {
        throw damaged(path, length + " bytes long", "no byte after the last weight", null);
      }
      return parts;
    } catch (FileNotFoundException missing) {
      throw new InputException("Cannot read weights: " + path + " does not exist", missing);
    } catch (EOFException truncated) {
      throw damaged(path, "cut short", "all the weights that its header names", truncated);
    } catch (IOException unreadable) {
      throw damaged(path, unreadable.getMessage(), "a safetensors file", unreadable);
    }
  }

  private static JsonNode readHeader(DataInputStream in, Path path) throws IOException {
    byte[] size = new byte[8];
    in.readFully(size);
    long length = ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > LONGEST_HEADER) {
      throw damaged(path, "a header of " + length + " bytes", "a safetensors file", null);
    }
    byte[] header = new byte[(int) length];
    in.readFully(header);
    try {
      return JSON.readTree(header);
    } catch (JsonProcessingException malformed) {
      throw damaged(path, "a header that is not JSON", "a safetensors file", malformed);
    }
  }

  private static void check(
      JsonNode header, Path path, String name, WeightShape shape, long position) {
    JsonNode entry = header.path(name);
    JsonNode expected = entry(shape, position);
    if (!entry.equals(expected)) {
      String found = entry.isMissingNode() ? "no " + name : name + " as " + entry;
      throw damaged(path, found, expected.toString(), null);
    }
  }

  private static byte[] header(List<NamedWeights> parts) throws JsonProcessingException {
    ObjectNode header = JSON.createObjectNode();
    header.putObject("__metadata__").put("format", "pt");
    long position = 0;
    for (NamedWeights part : parts) {
      for (WeightShape shape : part.weights().architecture().weights()) {
        header.set(part.prefix() + shape.name(), entry(shape, position));
        position += 4L * shape.size();
      }
    }
    String json = JSON.writeValueAsString(header);
    int padding = (8 - json.length() % 8) % 8;
    return (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode entry(WeightShape shape, long position) {
    ObjectNode entry = JSON.createObjectNode();
    entry.put("dtype", "F32");
    shape.shape().forEach(entry.putArray("shape")::add);
    entry.putArray("data_offsets").add(position).add(position + 4L * shape.size());
    try {
      return JSON.readTree(entry.toString());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Cannot read back: " + entry, impossible);
    }
  }

  private static void writeValues(OutputStream out, float[] values) throws IOException {
    ByteBuffer buffer = littleEndian(4 * Math.min(CHUNK, Math.max(1, values.length)));
    for (int start = 0; start < values.length; start += CHUNK) {
      int count = Math.min(CHUNK, values.length - start);
      buffer.clear().asFloatBuffer().put(values, start, count);
      out.write(buffer.array(), 0, 4 * count);
    }
  }

  private static float[] readValues(DataInputStream in, int size) throws IOException {
    float[] values = new float[size];
    ByteBuffer buffer = littleEndian(4 * Math.min(CHUNK, Math.max(1, size)));
    for (int start = 0; start < size; start += CHUNK) {
      int count = Math.min(CHUNK, size - start);
      in.readFully(buffer.array(), 0, 4 * count);
      buffer.clear().asFloatBuffer().get(values, start, count);
    }
    return values;
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static InputException damaged(Path path, String found, String expected, Throwable cause) {
    return new InputException(
        "Cannot read weights: "
            + path
            + " is damaged ("
            + found
            + "), expected "
            + expected
            + "; remove its folder and run again to go on from the checkpoint before",
        cause);
  }

  /** Weights and what is put before their names. */
  record NamedWeights(String prefix, Weights weights) {}
}
