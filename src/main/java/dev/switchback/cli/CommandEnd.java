package dev.switchback.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * How a command ended.
 *
 * @param command its name; empty where none was given
 * @param exitCode of the process, where it is seen
 * @param message what was told of a failure; empty where there was none
 */
@JsonPropertyOrder({"command", "status", "exit_code", "message"})
record CommandEnd(String command, @JsonProperty("exit_code") int exitCode, String message) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The same command, but its messages got lost. */
  CommandEnd withoutMessages() {
    return new CommandEnd(command, 1, "Cannot write to standard error: messages got lost");
  }

  /** In a word. */
  @JsonProperty
  String status() {
    return exitCode == 0 ? "succeeded" : "failed";
  }

  /** One line, for those who do not see the exit code. */
  String line() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Texts and numbers can be written as JSON", impossible);
    }
  }
}
