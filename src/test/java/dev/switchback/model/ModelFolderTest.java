package dev.switchback.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.artifact.InputException;
import dev.switchback.token.Tokenizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
    ModelFolder.write(files, path(), weights, Tokenizer.countdown());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsBackWhatItWrote(boolean tied) throws IOException {
    Weights written = TestModels.formula(TestModels.tiny(tied));
    ModelFolder.write(files, path(), written, Tokenizer.countdown());
    assertThat(ModelFolder.read(files, path())).isEqualTo(written);
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
    assertThat(config.path("eos_token_id").asInt()).isEqualTo(Tokenizer.countdown().end());
  }

  @Test
  void namesAFileThatWasCutShort() throws IOException {
    byte[] bytes = Files.readAllBytes(weightsFile());
    Files.write(weightsFile(), Arrays.copyOf(bytes, bytes.length - 5));
    assertThatThrownBy(() -> ModelFolder.read(files, path()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("model.safetensors is damaged (cut short)")
        .hasMessageContaining("remove its folder and run again");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 8, 40})
  void anyTruncationIsReported(int length) throws IOException {
    Files.write(weightsFile(), Arrays.copyOf(Files.readAllBytes(weightsFile()), length));
    assertThatThrownBy(() -> ModelFolder.read(files, path()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("model.safetensors");
  }

  @Test
  void refusesAHeaderThatClaimsTooMuch() throws IOException {
    byte[] bytes = Files.readAllBytes(weightsFile());
    bytes[6] = 1;
    Files.write(weightsFile(), bytes);
    assertThatThrownBy(() -> ModelFolder.read(files, path()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("expected a safetensors file");
  }

  @Test
  void refusesTheWeightsOfAnotherShape() throws IOException {
    java.nio.file.Path config = folder.resolve("config.json");
    Files.writeString(
        config, Files.readString(config).replace("\"vocab_size\" : 19", "\"vocab_size\" : 20"));
    assertThatThrownBy(() -> ModelFolder.read(files, path()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("model.embed_tokens.weight as")
        .hasMessageContaining("[20,16]");
  }

  @Test
  void namesAMissingFolder() {
    assertThatThrownBy(() -> ModelFolder.read(files, new Path(path(), "nothing")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nothing/config.json does not exist");
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
}
