package dev.switchback.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.InputException;
import dev.switchback.token.Tokenizer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A model as a folder in Hugging Face's layout, which opens as {@code Qwen2ForCausalLM} with its
 * tokenizer: config.json, generation_config.json, model.safetensors (float32), tokenizer.json,
 * tokenizer_config.json.
 */
public final class ModelFolder {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.safetensors";

  private ModelFolder() {}

  /** Writes all files of a model into a folder. */
  public static void write(FileSystem files, Path folder, Weights weights, Tokenizer tokenizer)
      throws IOException {
    Architecture architecture = weights.architecture();
    writeText(files, new Path(folder, CONFIG), pretty(config(architecture, tokenizer)));
    writeText(files, new Path(folder, "generation_config.json"), pretty(generation(tokenizer)));
    writeText(files, new Path(folder, "tokenizer.json"), tokenizer.json());
    writeText(
        files,
        new Path(folder, "tokenizer_config.json"),
        tokenizer.configJson(architecture.contextLength()));
    writeParts(files, new Path(folder, WEIGHTS), List.of(""), List.of(weights));
  }

  /**
   * Reads a model's weights.
   *
   * @throws InputException if a file is missing or damaged
   */
  public static Weights read(FileSystem files, Path folder) {
    Architecture architecture = readArchitecture(files, new Path(folder, CONFIG));
    return readParts(files, new Path(folder, WEIGHTS), architecture, List.of("")).get(0);
  }

  /** Writes several sets of weights into one safetensors file, each name after its prefix. */
  public static void writeParts(
      FileSystem files, Path path, List<String> prefixes, List<Weights> parts) throws IOException {
    List<Safetensors.NamedWeights> named = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      named.add(new Safetensors.NamedWeights(prefixes.get(i), parts.get(i)));
    }
    Safetensors.write(files, path, named);
  }

  /**
   * Reads what {@link #writeParts} wrote.
   *
   * @throws InputException if the file is missing or damaged
   */
  public static List<Weights> readParts(
      FileSystem files, Path path, Architecture architecture, List<String> prefixes) {
    return Safetensors.read(files, path, architecture, prefixes);
  }

  private static ObjectNode config(Architecture architecture, Tokenizer tokenizer) {
    ObjectNode config = JSON.createObjectNode();
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
    config.put("torch_dtype", "float32");
    config.put("transformers_version", "4.53.3");
    return config;
  }

  private static ObjectNode generation(Tokenizer tokenizer) {
    ObjectNode generation = JSON.createObjectNode();
    putTokens(generation, tokenizer);
    generation.put("do_sample", true);
    generation.put("temperature", 0.7);
    return generation;
  }

  private static void putTokens(ObjectNode target, Tokenizer tokenizer) {
    target.put("bos_token_id", tokenizer.start());
    target.put("eos_token_id", tokenizer.end());
    target.put("pad_token_id", tokenizer.pad());
  }

  private static Architecture readArchitecture(FileSystem files, Path path) {
    try (InputStream in = files.open(path)) {
      JsonNode config = JSON.readTree(in);
      return new Architecture(
          number(config, path, "vocab_size").intValue(),
          number(config, path, "hidden_size").intValue(),
          number(config, path, "num_hidden_layers").intValue(),
          number(config, path, "num_attention_heads").intValue(),
          number(config, path, "num_key_value_heads").intValue(),
          number(config, path, "intermediate_size").intValue(),
          number(config, path, "max_position_embeddings").intValue(),
          number(config, path, "rope_theta").doubleValue(),
          number(config, path, "rms_norm_eps").doubleValue(),
          number(config, path, "initializer_range").doubleValue(),
          config.path("tie_word_embeddings").asBoolean(false));
    } catch (FileNotFoundException missing) {
      throw new InputException(
          "Cannot read a model: " + path + " does not exist, expected a Hugging Face folder",
          missing);
    } catch (IOException damaged) {
      throw new InputException(
          "Cannot read a model: " + path + ": " + damaged.getMessage(), damaged);
    }
  }

  private static JsonNode number(JsonNode config, Path path, String key) {
    JsonNode value = config.path(key);
    if (!value.isNumber()) {
      throw new InputException(
          "Cannot read a model: " + path + " has " + key + " = " + value + ", expected a number");
    }
    return value;
  }

  private static String pretty(JsonNode json) throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
  }

  private static void writeText(FileSystem files, Path path, String text) throws IOException {
    try (OutputStream out = files.create(path, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
