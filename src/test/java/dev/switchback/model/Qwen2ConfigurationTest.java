package dev.switchback.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.artifact.InputException;
import dev.switchback.family.sudoku.token.SudokuTokenizer;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Qwen2ConfigurationTest {
  private static final String SMALL =
      """
      {"model_type": "qwen2", "vocab_size": 19, "hidden_size": 16, "num_hidden_layers": 2,
       "num_attention_heads": 4, "num_key_value_heads": 2, "intermediate_size": 24}\
      """;

  @Test
  void whatIsWrittenIsReadBack() throws JsonProcessingException {
    Architecture architecture = new Architecture(19, 16, 2, 4, 2, 24, 64, 5e5, 1e-5, 0.03, true);
    String json =
        Qwen2Configuration.json(architecture, SudokuTokenizer.INSTANCE, WeightStorage.BFLOAT16)
            .toString();
    assertThat(read(json)).isEqualTo(architecture);
    assertThat(json).contains("\"torch_dtype\":\"bfloat16\"");
  }

  /** The defaults are those of transformers' Qwen2Config. */
  @Test
  void whatIsLeftOutHasTheLibrarysValue() throws JsonProcessingException {
    assertThat(read(SMALL))
        .isEqualTo(new Architecture(19, 16, 2, 4, 2, 24, 32_768, 1e4, 1e-6, 0.02, false));
    assertThat(read("{\"model_type\": \"qwen2\"}"))
        .isEqualTo(
            new Architecture(151_936, 4096, 32, 32, 32, 22_016, 32_768, 1e4, 1e-6, 0.02, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"rope_theta\": 500000.0",
        "\"rope_parameters\": {\"rope_type\": \"default\", \"rope_theta\": 500000}",
        "\"rope_parameters\": {\"rope_theta\": 500000}, \"rope_theta\": 500000.0",
        "\"rope_theta\": 500000, \"rope_scaling\": null",
        "\"rope_theta\": 500000, \"rope_scaling\": {\"type\": \"default\"}"
      })
  void theBaseOfThePositionsStandsInEitherPlace(String rope) throws JsonProcessingException {
    assertThat(read(with(rope)).ropeTheta()).isEqualTo(5e5);
  }

  @Test
  void whatChangesNothingIsAccepted() throws JsonProcessingException {
    String more =
        """
        "head_dim": 4, "hidden_act": "silu", "use_sliding_window": false, "sliding_window": 4096,
        "layer_types": ["full_attention", "full_attention"], "dtype": "bfloat16",
        "quantization_config": null, "partial_rotary_factor": 1.0\
        """;
    assertThat(read(with(more))).isEqualTo(read(SMALL));
    assertThat(read(SMALL.replace("_value_heads\": 2", "_value_heads\": null")).keyValueHeads())
        .isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "\"model_type\": \"llama\"|model_type = \"llama\", expected \"qwen2\"",
        "\"hidden_act\": \"gelu\"|hidden_act = \"gelu\", expected \"silu\"",
        "\"use_sliding_window\": true|use_sliding_window = true, expected false",
        "\"use_sliding_window\": 1|use_sliding_window = 1, expected true or false",
        "\"layer_types\": [\"full_attention\", \"sliding_attention\"]|layer_types with",
        "\"rope_scaling\": {\"type\": \"linear\", \"factor\": 2}|rope_scaling = {",
        "\"rope_parameters\": {\"rope_type\": \"yarn\"}|rope_parameters = {",
        "\"rope_parameters\": {\"partial_rotary_factor\": 0.5}|partial_rotary_factor = 0.5",
        "\"rope_theta\": 1, \"rope_parameters\": {\"rope_theta\": 2}|expected one value",
        "\"rope_theta\": null|rope_theta = null, expected a number, more than 0",
        "\"rms_norm_eps\": -1|rms_norm_eps = -1, expected a number, more than 0",
        "\"head_dim\": 8|head_dim = 8, expected 4",
        "\"hidden_size\": 18|each a multiple of the next",
        "\"num_key_value_heads\": 3|each a multiple of the next",
        "\"hidden_size\": 12|hidden_size / num_attention_heads = 3, expected an even number",
        "\"vocab_size\": 19.5|vocab_size = 19.5, expected a whole number, 1 or more",
        "\"num_hidden_layers\": 0|num_hidden_layers = 0, expected a whole number, 1 or more",
        "\"intermediate_size\": \"24\"|intermediate_size = \"24\", expected a whole number",
        "\"quantization_config\": {\"bits\": 4}|a quantization_config"
      })
  void whatTheModelProgramDoesNotComputeIsRefused(String value, String told) {
    assertThatThrownBy(() -> read(with(value)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot read a model: somewhere/config.json has ")
        .hasMessageContaining(told);
  }

  /** A later value replaces an earlier one. */
  private static String with(String more) {
    return SMALL.substring(0, SMALL.length() - 1) + ", " + more + "}";
  }

  private static Architecture read(String json) throws JsonProcessingException {
    return new Qwen2Configuration(
            new ObjectMapper().readTree(json), new Path("somewhere/config.json"))
        .architecture();
  }
}
