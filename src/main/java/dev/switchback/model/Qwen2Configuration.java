package dev.switchback.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.InputException;
import dev.switchback.token.Tokenizer;
import org.apache.hadoop.fs.Path;

/**
 * The config.json of a {@code Qwen2ForCausalLM}, as any version of transformers writes it. What it
 * leaves out has the value that transformers gives it. What the model program does not compute
 * (scaled rotary positions, sliding windows, other activations) is refused.
 *
 * <p>The type of the weights is not read here: each file of weights says it itself.
 */
record Qwen2Configuration(JsonNode json, Path path) {
  private static final double DEFAULT_ROPE_THETA = 10_000;

  /** The text for a model of ours, which versions 4 and 5 of transformers read alike. */
  static ObjectNode json(Architecture architecture, Tokenizer tokenizer, WeightStorage storage) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.putArray("architectures").add("Qwen2ForCausalLM");
    config.put("model_type", "qwen2");
    config.put("vocab_size", architecture.vocabularySize());
    config.put("hidden_size", architecture.hiddenSize());
    config.put("intermediate_size", architecture.feedForwardSize());
    config.put("num_hidden_layers", architecture.layers());
    config.put("num_attention_heads", architecture.attentionHeads());
    config.put("num_key_value_heads", architecture.keyValueHeads());
    config.put("hidden_act", "silu");
    config.put("max_position_embeddings", architecture.contextLength());
    config.put("initializer_range", architecture.initializerRange());
    config.put("rms_norm_eps", architecture.normEpsilon());
    config.put("use_cache", true);
    config.put("tie_word_embeddings", architecture.tiedEmbeddings());
    config.put("rope_theta", architecture.ropeTheta());
    config
        .putObject("rope_parameters")
        .put("rope_type", "default")
        .put("rope_theta", architecture.ropeTheta());
    config.put("use_sliding_window", false);
    config.putNull("sliding_window");
    config.put("max_window_layers", architecture.layers());
    config.put("attention_dropout", 0.0);
    putTokens(config, tokenizer);
    config.put("torch_dtype", storage.key());
    config.put("transformers_version", "4.53.3");
    return config;
  }

  /** Adds the tokens that begin, end and fill up a row. */
  static void putTokens(ObjectNode target, Tokenizer tokenizer) {
    target.put("bos_token_id", tokenizer.start());
    target.put("eos_token_id", tokenizer.end());
    target.put("pad_token_id", tokenizer.pad());
  }

  /**
   * The architecture that it describes.
   *
   * @throws InputException if it is of another model, or names a value that is none
   */
  Architecture architecture() {
    refuseOtherModels();
    int hiddenSize = size("hidden_size", 4096);
    int heads = size("num_attention_heads", 32);
    int keyValueHeads =
        json.path("num_key_value_heads").isNull() ? heads : size("num_key_value_heads", 32);
    if (hiddenSize % heads != 0 || heads % keyValueHeads != 0) {
      throw refused(
          "hidden_size = "
              + hiddenSize
              + ", num_attention_heads = "
              + heads
              + ", num_key_value_heads = "
              + keyValueHeads,
          "each a multiple of the next");
    }
    int headSize = hiddenSize / heads;
    if (headSize % 2 != 0) {
      throw refused("hidden_size / num_attention_heads = " + headSize, "an even number");
    }
    require("head_dim", json.path("head_dim"), headSize);
    return new Architecture(
        size("vocab_size", 151_936),
        hiddenSize,
        size("num_hidden_layers", 32),
        heads,
        keyValueHeads,
        size("intermediate_size", 22_016),
        size("max_position_embeddings", 32_768),
        ropeTheta(),
        positive("rms_norm_eps", json.path("rms_norm_eps"), 1e-6),
        positive("initializer_range", json.path("initializer_range"), 0.02),
        isTrue("tie_word_embeddings"));
  }

  private void refuseOtherModels() {
    if (!json.path("model_type").asText().equals("qwen2")) {
      throw refused("model_type = " + json.path("model_type"), "\"qwen2\"");
    }
    if (!json.path("hidden_act").asText("silu").equals("silu")) {
      throw refused("hidden_act = " + json.path("hidden_act"), "\"silu\"");
    }
    if (isTrue("use_sliding_window")) {
      throw refused("use_sliding_window = true", "false");
    }
    for (JsonNode layer : json.path("layer_types")) {
      if (!layer.asText().equals("full_attention")) {
        throw refused("layer_types with " + layer, "\"full_attention\" of every layer");
      }
    }
    if (json.hasNonNull("quantization_config")) {
      throw refused("a quantization_config", "weights of float32, float16 or bfloat16");
    }
    require("partial_rotary_factor", json.path("partial_rotary_factor"), 1);
    refuseScaledPositions("rope_scaling");
    refuseScaledPositions("rope_parameters");
  }

  private void refuseScaledPositions(String key) {
    JsonNode rope = json.path(key);
    String type = rope.path("rope_type").asText(rope.path("type").asText("default"));
    if (!type.equals("default")) {
      throw refused(key + " = " + rope, "none, or those of rope_type \"default\"");
    }
    require(key + ".partial_rotary_factor", rope.path("partial_rotary_factor"), 1);
  }

  /** At the top up to version 4 of transformers, among the parameters since. */
  private double ropeTheta() {
    JsonNode old = json.path("rope_theta");
    JsonNode parameter = json.path("rope_parameters").path("rope_theta");
    double theta = positive("rope_theta", old, DEFAULT_ROPE_THETA);
    if (parameter.isMissingNode()) {
      return theta;
    }
    double other = positive("rope_parameters.rope_theta", parameter, DEFAULT_ROPE_THETA);
    if (!old.isMissingNode() && theta != other) {
      throw refused(
          "rope_theta = " + old + " and rope_parameters.rope_theta = " + parameter, "one value");
    }
    return other;
  }

  private int size(String key, int absent) {
    JsonNode value = json.path(key);
    if (value.isMissingNode()) {
      return absent;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 1) {
      throw refused(key + " = " + value, "a whole number, 1 or more");
    }
    return value.asInt();
  }

  private double positive(String key, JsonNode value, double absent) {
    if (value.isMissingNode()) {
      return absent;
    }
    if (!value.isNumber() || !(value.asDouble() > 0) || !Double.isFinite(value.asDouble())) {
      throw refused(key + " = " + value, "a number, more than 0");
    }
    return value.asDouble();
  }

  private boolean isTrue(String key) {
    JsonNode value = json.path(key);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw refused(key + " = " + value, "true or false");
    }
    return value.asBoolean();
  }

  /** Null stands for what is expected, as in transformers. */
  private void require(String key, JsonNode value, double expected) {
    if (!value.isMissingNode() && !value.isNull() && value.asDouble(Double.NaN) != expected) {
      throw refused(key + " = " + value, String.valueOf(expected));
    }
  }

  private InputException refused(String found, String expected) {
    return new InputException(
        "Cannot read a model: " + path + " has " + found + ", expected " + expected);
  }
}
