package dev.switchback.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.artifact.InputException;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.family.sudoku.token.SudokuTokenizer;
import dev.switchback.model.TensorType.Bfloat16;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderTest {
  @TempDir java.nio.file.Path folder;

  private FileSystem files;
  private Weights weights;

  @BeforeEach
  void write() throws IOException {
    files = new RawLocalFileSystem();
    files.initialize(java.net.URI.create("file:///"), new Configuration());
    weights = TestModels.formula(TestModels.tiny(false));
    ModelFolder.write(files, path(), weights, CountdownTokenizer.INSTANCE, WeightStorage.FLOAT32);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsBackWhatItWrote(boolean tied) throws IOException {
    Weights written = TestModels.formula(TestModels.tiny(tied));
    ModelFolder.write(files, path(), written, CountdownTokenizer.INSTANCE, WeightStorage.FLOAT32);
    assertThat(ModelFolder.read(files, path())).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1000, 2000, 18_367})
  void weightsThatAreTooManyForOneFileLieInSeveral(long limit) throws IOException {
    TestModels.writeSharded(files, path(), weights, WeightStorage.FLOAT32, limit);
    assertThat(weightsFile()).doesNotExist();
    JsonNode index =
        new ObjectMapper().readTree(folder.resolve("model.safetensors.index.json").toFile());
    assertThat(index.at("/metadata/total_size").asLong())
        .isEqualTo(4 * weights.architecture().parameterCount());
    assertThat(index.path("weight_map")).hasSize(weights.count());
    for (JsonNode file : index.path("weight_map")) {
      assertThat(file.asText()).matches("model-\\d{5}-of-\\d{5}\\.safetensors");
      assertThat(folder.resolve(file.asText())).exists();
    }
    assertThat(ModelFolder.read(files, path())).isEqualTo(weights);

    ModelFolder.write(files, path(), weights, CountdownTokenizer.INSTANCE, WeightStorage.FLOAT32);
    try (Stream<java.nio.file.Path> left = Files.list(folder)) {
      assertThat(left.filter(file -> file.toString().contains("safetensors")))
          .containsExactly(weightsFile());
    }
  }

  @Test
  void aShardThatIsMissingIsNamed() throws IOException {
    TestModels.writeSharded(files, path(), weights, WeightStorage.FLOAT32, 8000);
    Files.delete(folder.resolve("model-00002-of-00003.safetensors"));
    assertThatThrownBy(() -> ModelFolder.read(files, path()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("model-00002-of-00003.safetensors does not exist");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "\"model.norm.weight\"|\"model.norm.wait\"|has no model.norm.weight",
        "\"weight_map\"|\"weights\"|is damaged (weight_map is ), expected the file of each",
        "00003-of-00003.safetensors|../escape.safetensors|is damaged (weight_map is {",
        "{|[|is damaged ("
      })
  void anIndexThatIsWrongIsTold(String right, String wrong, String told) throws IOException {
    TestModels.writeSharded(files, path(), weights, WeightStorage.FLOAT32, 8000);
    java.nio.file.Path index = folder.resolve("model.safetensors.index.json");
    Files.writeString(index, Files.readString(index).replace(right, wrong));
    assertThatThrownBy(() -> ModelFolder.read(files, path()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(index + " " + told);
  }

  @Test
  void aCopyHasTheWeightsInTheTypeThatIsWanted() throws IOException {
    Path copy = new Path(path(), "copy");
    ModelFolder.copy(files, path(), copy, CountdownTokenizer.INSTANCE, WeightStorage.BFLOAT16);
    assertThat(folder.resolve("copy/config.json"))
        .content()
        .contains("\"torch_dtype\" : \"bfloat16\"");
    Weights rounded = ModelFolder.read(files, copy);
    assertThat(rounded).isEqualTo(rounded(weights)).isNotEqualTo(weights);
    assertThat(Files.size(folder.resolve("copy/model.safetensors")))
        .isLessThan(Files.size(weightsFile()) * 2 / 3);
  }

  /** Made by make_folders.py: names in the alphabet's order, bfloat16. */
  @Test
  void readsAFolderOfTransformers4() {
    assertThat(ModelFolder.read(files, golden("transformers-4")))
        .isEqualTo(rounded(TestModels.formula(goldenArchitecture())));
  }

  /** In three files; the base of the positions among its parameters. */
  @Test
  void readsAFolderOfTransformers5() {
    assertThat(ModelFolder.read(files, golden("transformers-5")))
        .isEqualTo(TestModels.formula(goldenArchitecture()));
  }

  @Test
  void theHeaderIsHuggingFaces() throws IOException {
    byte[] bytes = Files.readAllBytes(weightsFile());
    int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    JsonNode header =
        new ObjectMapper().readTree(new String(bytes, 8, length, StandardCharsets.UTF_8));
    assertThat(length % 8).isZero();
    assertThat(header.at("/__metadata__/format").asText()).isEqualTo("pt");
    assertThat(header.at("/model.embed_tokens.weight").toString())
        .isEqualTo("{\"dtype\":\"F32\",\"shape\":[19,16],\"data_offsets\":[0,1216]}");
    assertThat(bytes)
        .hasSize(8 + length + Math.toIntExact(4 * weights.architecture().parameterCount()));
  }

  @Test
  void theConfigurationNamesTheArchitecture() throws IOException {
    JsonNode config = new ObjectMapper().readTree(folder.resolve("config.json").toFile());
    assertThat(config.at("/architectures/0").asText()).isEqualTo("Qwen2ForCausalLM");
    assertThat(config.path("vocab_size").asInt()).isEqualTo(19);
    assertThat(config.path("num_key_value_heads").asInt()).isEqualTo(2);
    assertThat(config.path("rope_theta").asDouble()).isEqualTo(1e6);
    assertThat(config.at("/rope_parameters/rope_theta").asDouble()).isEqualTo(1e6);
    assertThat(config.path("eos_token_id").asInt()).isEqualTo(CountdownTokenizer.INSTANCE.end());
  }

  @Test
  void refusesTheWeightsOfAnotherShape() throws IOException {
    java.nio.file.Path config = folder.resolve("config.json");
    Files.writeString(
        config, Files.readString(config).replace("\"vocab_size\" : 19", "\"vocab_size\" : 20"));
    assertThatThrownBy(() -> ModelFolder.read(files, path()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("model.embed_tokens.weight of shape [19, 16], expected [20, 16]");
  }

  @Test
  void namesAMissingFolder() {
    assertThatThrownBy(() -> ModelFolder.read(files, new Path(path(), "nothing")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nothing/config.json does not exist");
  }

  @Test
  void namesAFolderWithoutWeights() throws IOException {
    Files.delete(weightsFile());
    assertThatThrownBy(() -> ModelFolder.read(files, path()))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("has neither model.safetensors nor model.safetensors.index.json");
  }

  @Test
  void aTrainingMayBeginWithAModelOfAnotherContext() throws IOException {
    Architecture longer = new Architecture(46, 16, 2, 4, 2, 24, 512, 1e6, 1e-6, 0.02, false);
    Architecture shorter = new Architecture(46, 16, 2, 4, 2, 24, 128, 1e6, 1e-6, 0.02, false);
    ModelFolder.write(
        files,
        path(),
        Weights.initial(shorter, 4),
        CountdownTokenizer.INSTANCE,
        WeightStorage.FLOAT32);
    assertThat(ModelFolder.readFor(files, path(), longer, CountdownTokenizer.INSTANCE))
        .isEqualTo(Weights.initial(longer, 4));
  }

  @Test
  void aTrainingIsToldEachDifferenceOfAModelThatDoesNotFit() {
    Architecture other = new Architecture(46, 16, 3, 2, 2, 24, 64, 1e6, 1e-5, 0.02, true);
    assertThatThrownBy(() -> ModelFolder.readFor(files, path(), other, CountdownTokenizer.INSTANCE))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Cannot begin training with "
                + path()
                + ": it has a vocabulary of 19, expected 46; layers 2, expected 3; attention-heads"
                + " 4, expected 2; norm-epsilon 1.0E-6, expected 1.0E-5; tied-embeddings false,"
                + " expected true; set the architecture's keys to the folder's values, or give"
                + " another folder");
  }

  /** All fields are compared but the length of the context. */
  @Test
  void noFieldOfAnArchitectureIsForgotten() {
    Architecture one = new Architecture(2, 4, 2, 2, 2, 2, 2, 2, 2, 2, false);
    Architecture other = new Architecture(3, 8, 3, 4, 4, 3, 3, 3, 3, 3, true);
    assertThat(ModelFolder.ArchitectureDifference.between(one, one)).isEmpty();
    assertThat(ModelFolder.ArchitectureDifference.between(one, other))
        .hasSize(Architecture.class.getRecordComponents().length - 1);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void weightsThatAreNoNumbersAreRefused(float none) throws IOException {
    weights.values(1)[2] = none;
    ModelFolder.write(files, path(), weights, CountdownTokenizer.INSTANCE, WeightStorage.BFLOAT16);

    assertThatThrownBy(() -> ModelFolder.read(files, path()))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot use the weights in ")
        .hasMessageContaining("/model.safetensors: ")
        .hasMessageContaining(" has the value " + none + ", expected finite numbers");
  }

  @Test
  void aConfigurationThatCouldBeReadInTwoWaysIsRefused() throws IOException {
    java.nio.file.Path config = folder.resolve("config.json");
    String right = Files.readString(config);

    for (String wrong :
        List.of(
            right.replaceFirst("\\{", "{\"hidden_size\": 8,"),
            right.replaceFirst("\"rms_norm_eps\" : [^,]*", "\"rms_norm_eps\": 1e400"),
            right.replaceFirst("\\{", "{\"deep\":" + "[".repeat(3000) + "]".repeat(3000) + ","),
            right.replaceFirst("\\{", "{\"long\":" + "9".repeat(3000) + ","))) {
      Files.writeString(config, wrong);
      assertThatThrownBy(() -> ModelFolder.read(files, path()))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("Cannot read a model: ");
    }
  }

  @Test
  void theVocabularyIsComparedTokenByToken() throws IOException {
    ModelFolder.requireVocabulary(files, path(), CountdownTokenizer.INSTANCE);
    java.nio.file.Path file = folder.resolve("tokenizer.json");
    String text = Files.readString(file);
    assertThat(text).contains("\"Goal\" : 40").contains("\"Operations\" : 28");

    Files.writeString(file, text.replace("\"Goal\" :", "\"goal\" :"));
    assertVocabularyDiffers("token 40 is \"goal\", expected \"Goal\"");
    Files.writeString(file, text.replace("\"Operations\" : 28", "\"Operations\" : 90"));
    assertVocabularyDiffers("token 28 is no token, expected \"Operations\"");
    Files.writeString(file, text.replace("\"vocab\" : {", "\"vocab\" : {\"more\" : 46,"));
    assertVocabularyDiffers("token 46 is \"more\", expected no token");
    Files.writeString(file, SudokuTokenizer.INSTANCE.json());
    assertVocabularyDiffers("in its tokenizer.json token ");
  }

  @Test
  void aTokenizerThatIsMissingOrDamagedIsNamed() throws IOException {
    java.nio.file.Path file = folder.resolve("tokenizer.json");
    Files.writeString(file, "{");
    assertVocabularyDiffers(file + " cannot be read: it is no JSON (Unexpected end-of-input");
    Files.delete(file);
    assertVocabularyDiffers(file + " does not exist");
  }

  @Test
  void parametersAreThoseOfTheStudysModels() {
    assertThat(
            new Architecture(46, 256, 6, 4, 1, 512, 4096, 1e6, 1e-6, 0.02, false).parameterCount())
        .isEqualTo(3_371_520);
    assertThat(
            new Architecture(109, 512, 8, 4, 1, 1024, 4096, 1e6, 1e-6, 0.02, false)
                .parameterCount())
        .isEqualTo(17_952_256);
    assertThat(
            new Architecture(46, 1024, 12, 8, 2, 3072, 4096, 1e6, 1e-6, 0.02, false)
                .parameterCount())
        .isEqualTo(144_841_728);
  }

  private Path path() {
    return new Path(folder.toUri());
  }

  private java.nio.file.Path weightsFile() {
    return folder.resolve("model.safetensors");
  }

  private void assertVocabularyDiffers(String told) {
    assertThatThrownBy(
            () -> ModelFolder.requireVocabulary(files, path(), CountdownTokenizer.INSTANCE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(told);
  }

  private static Architecture goldenArchitecture() {
    return new Architecture(11, 8, 1, 2, 1, 12, 32, 1e4, 1e-6, 0.02, true);
  }

  private static Path golden(String name) {
    return new Path(java.nio.file.Path.of("src/test/resources/golden", name).toUri());
  }

  private static Weights rounded(Weights weights) {
    float[][] values = new float[weights.count()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = weights.values(i).clone();
      for (int j = 0; j < values[i].length; j++) {
        values[i][j] = Bfloat16.widen(Bfloat16.of(values[i][j]));
      }
    }
    return new Weights(weights.architecture(), values);
  }
}
