package dev.switchback.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
}
