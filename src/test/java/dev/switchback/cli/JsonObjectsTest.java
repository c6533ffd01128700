package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.InputException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "-1E+400",
        "1e-400",
        "1e99999999999",
        "0.10",
        "-0",
        "12345678901234567890123",
        "\"cut \\ud83d\"",
        "\"\\u0000\\/\"",
        "\"ä😀\"",
        "{\"a\":1,\"a\":2}",
        "[ 1, [ ], { } ]",
        "null"
      })
  void whatIsNotKnownComesOutAsItStood(String value) {
    String line = "{\"note\":" + value + ",\"text\":\"x\"}";

    assertThat(JsonObjects.write(read(line))).isEqualTo(line);
    assertThat(JsonObjects.write(read("{ \"text\" : \"x\" , \"note\" : " + value + " } ")))
        .isEqualTo("{\"text\":\"x\",\"note\":" + value + "}");
  }

  @Test
  void noDepthAndNoLengthIsTooMuch() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    String line = "{\"tree\":" + deep + ",\"n\":" + "9".repeat(100_000) + ",\"text\":\"x\"}";

    assertThat(JsonObjects.write(read(line))).isEqualTo(line);
  }

  @Test
  void aKnownTextKeepsItsHalfOfAPair() {
    ObjectNode object = read("{\"text\":\"a\\ud83d\"}");

    assertThat(object.path("text").textValue()).isEqualTo("a\ud83d");
    assertThat(JsonObjects.write(object)).isEqualTo("{\"text\":\"a\\ud83d\"}");
  }

  @Test
  void whatIsNoObjectIsRefused() {
    refused("[1]", "it is no JSON object: [1], expected X");
    refused("", "it is no JSON object: , expected X");
    refused("{\"a\":1,\"a\":1}", "it has the field \"a\" twice, expected each once");
    refused("{\"a\":1} {}", "it is no JSON (Trailing token after the object), expected X");
    refused("{\"a\":NaN}", "it is no JSON (Non-standard token 'NaN'");
    refused("{\"a\":\"\0\"}", "it is no JSON (Illegal unquoted character");
    refused("{\"a\":[1}", "it is no JSON (Unexpected close marker '}'");
    refused("{\"a\":\"x", "it is no JSON (Unexpected end-of-input");
    refused(
        "{\"text\":" + "[".repeat(2000) + "]".repeat(2000) + "}",
        "it is no JSON (Depth (1001) exceeds");
    refused("{\"text\":" + "1".repeat(2000) + "}", "it is no JSON (Number length");
  }

  private static ObjectNode read(String line) {
    return JsonObjects.read(line, Set.of("text"), "X");
  }

  private static void refused(String line, String message) {
    assertThatThrownBy(() -> read(line))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(message);
  }
}
