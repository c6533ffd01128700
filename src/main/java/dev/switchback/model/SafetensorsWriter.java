package dev.switchback.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Writes a safetensors file. Its metadata say {@code format: pt}, without which many versions of
 * transformers refuse a file.
 */
final class SafetensorsWriter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CHUNK = 1 << 16;

  private SafetensorsWriter() {}

  /** Writes tensors one after the other, each held only while its turn lasts. */
  static void write(FileSystem files, Path path, List<Tensor> tensors, WeightStorage storage)
      throws IOException {
    byte[] header = header(tensors, storage);
    try (OutputStream out = files.create(path, true)) {
      out.write(littleEndian(Long.BYTES).putLong(header.length).array());
      out.write(header);
      ByteBuffer buffer = littleEndian(storage.type().bytes() * CHUNK);
      for (Tensor tensor : tensors) {
        writeValues(out, tensor.values().get(), storage, buffer);
      }
    }
  }

  private static byte[] header(List<Tensor> tensors, WeightStorage storage)
      throws JsonProcessingException {
    ObjectNode header = JSON.createObjectNode();
    header.putObject(SafetensorsHeader.METADATA).put("format", "pt");
    long position = 0;
    for (Tensor tensor : tensors) {
      ObjectNode entry = header.putObject(tensor.shape().name());
      long end = position + tensor.bytes(storage);
      entry.put("dtype", storage.type().name());
      tensor.shape().shape().forEach(entry.putArray("shape")::add);
      entry.putArray("data_offsets").add(position).add(end);
      position = end;
    }
    String json = JSON.writeValueAsString(header);
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    String padding = " ".repeat((Long.BYTES - length % Long.BYTES) % Long.BYTES);
    return (json + padding).getBytes(StandardCharsets.UTF_8);
  }

  private static void writeValues(
      OutputStream out, float[] values, WeightStorage storage, ByteBuffer buffer)
      throws IOException {
    for (int start = 0; start < values.length; start += CHUNK) {
      int count = Math.min(CHUNK, values.length - start);
      storage.narrow(values, start, count, buffer.clear());
      out.write(buffer.array(), 0, storage.type().bytes() * count);
    }
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
