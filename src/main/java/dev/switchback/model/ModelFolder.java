package dev.switchback.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.InputException;
import dev.switchback.artifact.StrictJson;
import dev.switchback.artifact.WholeFiles;
import dev.switchback.token.Tokenizer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A model as a folder in Hugging Face's layout, which opens as {@code Qwen2ForCausalLM} with its
 * tokenizer: config.json, generation_config.json, tokenizer.json, tokenizer_config.json, and the
 * weights in model.safetensors, or, where they are more than 5 GB, in files {@code
 * model-00001-of-00002.safetensors} and so on with model.safetensors.index.json.
 */
public final class ModelFolder {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIG = "config.json";
  private static final String TOKENIZER = "tokenizer.json";

  private ModelFolder() {}

  /** Writes all files of a model into a folder. */
  public static void write(
      FileSystem files, Path folder, Weights weights, Tokenizer tokenizer, WeightStorage storage)
      throws IOException {
    describe(files, folder, weights.architecture(), tokenizer, storage);
    new WeightFiles(files, folder, storage, WeightFiles.LIMIT).write(Tensor.of(weights));
  }

  /**
   * Writes the model of one folder into another, its weights in the type given. One weight at a
   * time is held in memory.
   *
   * @throws InputException if the model cannot be read
   */
  public static void copy(
      FileSystem files, Path source, Path target, Tokenizer tokenizer, WeightStorage storage)
      throws IOException {
    Architecture architecture = architecture(files, source);
    describe(files, target, architecture, tokenizer, storage);
    new WeightFiles(files, target, storage, WeightFiles.LIMIT)
        .write(StoredWeights.in(files, source).tensors(architecture));
  }

  /**
   * Reads a model's weights, ours or those that transformers saved, of float32, float16 or
   * bfloat16.
   *
   * @throws InputException if a file is missing or damaged, or the model is none that the model
   *     program computes
   */
  public static Weights read(FileSystem files, Path folder) {
    Architecture architecture = architecture(files, folder);
    return StoredWeights.in(files, folder).read(architecture);
  }

  /**
   * Reads the weights with which a training is to begin.
   *
   * @param architecture of the model to be trained; only its context may be of another length than
   *     the folder's, because positions have no weights
   * @param tokenizer of the model to be trained
   * @return weights of the architecture given
   * @throws InputException if the folder holds another architecture, which the message compares, or
   *     another vocabulary, or cannot be read
   */
  public static Weights readFor(
      FileSystem files, Path folder, Architecture architecture, Tokenizer tokenizer) {
    Architecture found = architecture(files, folder);
    List<String> differences = ArchitectureDifference.between(found, architecture);
    if (!differences.isEmpty()) {
      throw new InputException(
          "Cannot begin training with "
              + folder
              + ": it has "
              + String.join("; ", differences)
              + "; set the architecture's keys to the folder's values, or give another folder");
    }
    requireVocabulary(files, folder, tokenizer);
    return StoredWeights.in(files, folder).read(architecture);
  }

  /**
   * Checks that a folder's tokenizer gives each number to the same token as another.
   *
   * @throws InputException if it does not, or cannot be read; the message names the first number
   *     that differs
   */
  public static void requireVocabulary(FileSystem files, Path folder, Tokenizer tokenizer) {
    vocabularyDifference(files, folder, tokenizer)
        .ifPresent(
            difference -> {
              throw new InputException(
                  "Cannot use the model in "
                      + folder
                      + ": in its "
                      + TOKENIZER
                      + " token "
                      + difference
                      + "; give the folder of a model for these puzzles");
            });
  }

  /**
   * Tells the first number that a folder's tokenizer gives to another token than the one given.
   *
   * @return empty if there is none
   * @throws InputException if the folder's tokenizer cannot be read
   */
  public static Optional<String> vocabularyDifference(
      FileSystem files, Path folder, Tokenizer tokenizer) {
    Path path = new Path(folder, TOKENIZER);
    try {
      VocabularyFile found = VocabularyFile.of(WholeFiles.read(files, path));
      return found.firstDifference(
          VocabularyFile.of(tokenizer.json().getBytes(StandardCharsets.UTF_8)));
    } catch (IOException damaged) {
      throw unreadable(path, damaged);
    }
  }

  /** Writes several sets of weights into one safetensors file, each name after its prefix. */
  public static void writeParts(
      FileSystem files, Path path, List<String> prefixes, List<Weights> parts) throws IOException {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      tensors.addAll(Tensor.prefixed(prefixes.get(i), parts.get(i)));
    }
    SafetensorsWriter.write(files, path, tensors, WeightStorage.FLOAT32);
  }

  /**
   * Reads what {@link #writeParts} wrote.
   *
   * @throws InputException if the file is missing or damaged
   */
  public static List<Weights> readParts(
      FileSystem files, Path path, Architecture architecture, List<String> prefixes) {
    try (SafetensorsReader reader = SafetensorsReader.open(files, path)) {
      return prefixes.stream().map(prefix -> reader.weights(architecture, prefix)).toList();
    }
  }

  private static void describe(
      FileSystem files,
      Path folder,
      Architecture architecture,
      Tokenizer tokenizer,
      WeightStorage storage)
      throws IOException {
    WholeFiles.write(
        files,
        new Path(folder, CONFIG),
        pretty(Qwen2Configuration.json(architecture, tokenizer, storage)));
    WholeFiles.write(
        files, new Path(folder, "generation_config.json"), pretty(generation(tokenizer)));
    WholeFiles.write(files, new Path(folder, TOKENIZER), tokenizer.json());
    WholeFiles.write(
        files,
        new Path(folder, "tokenizer_config.json"),
        tokenizer.configJson(architecture.contextLength()));
  }

  private static ObjectNode generation(Tokenizer tokenizer) {
    ObjectNode generation = JSON.createObjectNode();
    Qwen2Configuration.putTokens(generation, tokenizer);
    generation.put("do_sample", true);
    generation.put("temperature", 0.7);
    return generation;
  }

  private static Architecture architecture(FileSystem files, Path folder) {
    Path path = new Path(folder, CONFIG);
    try {
      return new Qwen2Configuration(StrictJson.read(WholeFiles.read(files, path)), path)
          .architecture();
    } catch (IOException damaged) {
      throw unreadable(path, damaged);
    }
  }

  private static InputException unreadable(Path path, IOException cause) {
    String reason =
        cause instanceof FileNotFoundException
            ? " does not exist, expected a Hugging Face folder"
            : " cannot be read: " + firstLine(cause);
    return new InputException("Cannot read a model: " + path + reason, cause);
  }

  private static String firstLine(IOException exception) {
    return String.valueOf(exception.getMessage()).lines().findFirst().orElse("");
  }

  private static String pretty(ObjectNode json) throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
  }

  /** What keeps the weights of one architecture from being those of another. */
  static final class ArchitectureDifference {
    /** All but the length of the context, by their keys in a configuration file. */
    private static final Map<String, Function<Architecture, Object>> FIELDS = new LinkedHashMap<>();

    static {
      FIELDS.put("a vocabulary of", Architecture::vocabularySize);
      FIELDS.put("hidden-size", Architecture::hiddenSize);
      FIELDS.put("layers", Architecture::layers);
      FIELDS.put("attention-heads", Architecture::attentionHeads);
      FIELDS.put("key-value-heads", Architecture::keyValueHeads);
      FIELDS.put("feed-forward-size", Architecture::feedForwardSize);
      FIELDS.put("rope-theta", Architecture::ropeTheta);
      FIELDS.put("norm-epsilon", Architecture::normEpsilon);
      FIELDS.put("initializer-range", Architecture::initializerRange);
      FIELDS.put("tied-embeddings", Architecture::tiedEmbeddings);
    }

    private ArchitectureDifference() {}

    /** Each field that differs, with both values; none if the weights fit. */
    static List<String> between(Architecture found, Architecture expected) {
      return FIELDS.entrySet().stream()
          .filter(field -> !field.getValue().apply(found).equals(field.getValue().apply(expected)))
          .map(
              field ->
                  field.getKey()
                      + " "
                      + field.getValue().apply(found)
                      + ", expected "
                      + field.getValue().apply(expected))
          .toList();
    }
  }

  /**
   * The vocabulary of a tokenizer.json: the list of its model, and the tokens added to it.
   *
   * @param tokens by number
   */
  private record VocabularyFile(SortedMap<Integer, String> tokens) {
    /**
     * Reads a tokenizer.json.
     *
     * @throws IOException if it is none
     */
    static VocabularyFile of(byte[] text) throws IOException {
      JsonNode json = StrictJson.read(text);
      SortedMap<Integer, String> tokens = new TreeMap<>();
      json.at("/model/vocab")
          .fields()
          .forEachRemaining(token -> tokens.put(number(token.getValue()), token.getKey()));
      json.path("added_tokens")
          .forEach(token -> tokens.put(number(token.path("id")), token.path("content").asText()));
      return new VocabularyFile(tokens);
    }

    /** -1 if it is none of a token. */
    private static int number(JsonNode token) {
      return token.isIntegralNumber() && token.canConvertToInt() ? token.intValue() : -1;
    }

    /** Tells the first number that stands for another token than in the vocabulary expected. */
    Optional<String> firstDifference(VocabularyFile expected) {
      SortedMap<Integer, String> all = new TreeMap<>(expected.tokens);
      all.putAll(tokens);
      return all.keySet().stream()
          .filter(number -> !told(number).equals(expected.told(number)))
          .findFirst()
          .map(number -> number + " is " + told(number) + ", expected " + expected.told(number));
    }

    private String told(int number) {
      String token = tokens.get(number);
      return token == null ? "no token" : '"' + token + '"';
    }
  }
}
