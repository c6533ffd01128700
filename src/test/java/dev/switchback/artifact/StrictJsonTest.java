package dev.switchback.artifact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
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

  @Test
  void whatIsNoNumberIsWrittenAsNull() throws IOException {
    ObjectMapper json = new ObjectMapper().registerModule(StrictJson.finiteNumbers());
    List<Object> numbers = new ArrayList<>(List.of(1.5, 0.1f, 3, Double.NaN, -1 / 0f, 1 / 0.0));

    assertThat(json.writeValueAsString(numbers)).isEqualTo("[1.5,0.1,3,null,null,null]");
    assertThat(json.writeValueAsString(new Pair(Double.NaN, 2)))
        .isEqualTo("{\"first\":null,\"second\":2.0}");
    assertThat(json.writeValueAsString(new double[] {1, Double.NaN})).isEqualTo("[1.0,null]");
  }

  private record Pair(double first, float second) {}

  private static void refused(String json, Charset encoding, String message) {
    assertThatThrownBy(() -> StrictJson.read(json.getBytes(encoding)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(message);
  }
}
