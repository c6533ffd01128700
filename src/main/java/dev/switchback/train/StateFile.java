package dev.switchback.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The {@code training_state.json} of a checkpoint: how far the training is, and what the other
 * files have to be. Rows are a function of seed and step, so that these are the place in the data.
 *
 * @param step steps taken
 * @param tokens tokens predicted in them
 * @param seed of the experiment
 * @param files all other files of the folder, by name
 */
record StateFile(long step, long tokens, long seed, SortedMap<String, FileChecksum> files) {
  static final String NAME = "training_state.json";

  private static final String CHECKSUM = "crc32c";
  private static final ObjectMapper JSON = new ObjectMapper();

  StateFile {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** The text, which ends with its own checksum. */
  byte[] bytes() {
    ObjectNode json = JSON.valueToTree(this);
    return print(json.put(CHECKSUM, FileChecksum.crc32c(print(json))));
  }

  /**
   * Reads what {@link #bytes} wrote.
   *
   * @return empty if a byte of it is another
   */
  static Optional<StateFile> of(byte[] bytes) {
    try {
      ObjectNode json = JSON.readValue(bytes, ObjectNode.class);
      json.remove(CHECKSUM);
      StateFile read = JSON.treeToValue(json, StateFile.class);
      return Arrays.equals(read.bytes(), bytes) ? Optional.of(read) : Optional.empty();
    } catch (IOException malformed) {
      return Optional.empty();
    }
  }

  private static byte[] print(ObjectNode json) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException("Cannot write the state of a training", unwritable);
    }
  }

  /**
   * By what a file is known again.
   *
   * @param bytes its length
   * @param crc32c its CRC-32C, eight hexadecimal digits
   */
  record FileChecksum(long bytes, String crc32c) {
    private static final int CHUNK = 1 << 20;

    /** Reads a file from the beginning to the end. */
    static FileChecksum of(FileSystem files, Path path) throws IOException {
      CRC32C sum = new CRC32C();
      long bytes = 0;
      byte[] chunk = new byte[CHUNK];
      try (InputStream in = files.open(path)) {
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
          sum.update(chunk, 0, read);
          bytes += read;
        }
      }
      return new FileChecksum(bytes, hexadecimal(sum));
    }

    /** The CRC-32C of some bytes. */
    static String crc32c(byte[] bytes) {
      CRC32C sum = new CRC32C();
      sum.update(bytes, 0, bytes.length);
      return hexadecimal(sum);
    }

    private static String hexadecimal(CRC32C sum) {
      return String.format(Locale.ROOT, "%08x", sum.getValue());
    }
  }
}
