package dev.switchback.artifact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class StrictJsonTest {
  @Test
  void aMarkMayStandBeforeTheValue() throws IOException {
    assertThat(StrictJson.read("\ufeff{\"a\": [\"ä\"]}".getBytes(UTF_8)).at("/a/0").asText())
        .isEqualTo("ä");
  }

  @Test
  void whatCouldBeReadInTwoWaysIsRefusedInALine() {
    refused("{\"a\": 1, \"a\": 2}", UTF_8, "it is no JSON (Duplicate field 'a', column 13)");
    refused("{\"a\": {\"b\": 1, \"b\": 1}}", UTF_8, "it is no JSON (Duplicate field 'b', column ");
    refused("{\"a\": 1} {}", UTF_8, "it is no JSON (Trailing token");
    refused("{\"a\": NaN}", UTF_8, "it is no JSON (Non-standard token 'NaN'");
    refused("{\"a\": -Infinity}", UTF_8, "it is no JSON (");
    refused("{\"a\": \"\0\"}", UTF_8, "it is no JSON (Illegal unquoted character");
    refused("{\"a\": \"ä\"}", ISO_8859_1, "it is no UTF-8, expected text in that encoding");
  }

  @Test
  void aValueThatIsTooDeepOrTooLongIsRefusedToo() {
    refused("[".repeat(5000) + "]".repeat(5000), UTF_8, "it is no JSON (Depth (1001) exceeds");
    refused("[" + "9".repeat(5000) + "]", UTF_8, "it is no JSON (Number length");
  }

  @Test
  void halvesOfAPairAreEscapedAndPairsAreNot() {
    assertThat(StrictJson.withoutHalves("\"a\ud83d😀\ude00\"")).isEqualTo("\"a\\ud83d😀\\ude00\"");
    assertThat(StrictJson.withoutHalves("\"ä\"")).isEqualTo("\"ä\"");
  }

  private static void refused(String json, Charset encoding, String message) {
    assertThatThrownBy(() -> StrictJson.read(json.getBytes(encoding)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(message);
  }
}
