package dev.switchback.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.ObjectStore;
import dev.switchback.artifact.InputException;
import dev.switchback.experiment.CheckpointSettings;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.model.Architecture;
import dev.switchback.model.ModelFolder;
import dev.switchback.model.Optimizer;
import dev.switchback.model.TestModels;
import dev.switchback.model.Weights;
import dev.switchback.train.StateFile.FileChecksum;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {
  private static final Architecture ARCHITECTURE = TestModels.tiny(true);
  private static final long SEED = 77;

  @TempDir private Path model;
  private FileSystem files;

  @BeforeEach
  void open() throws IOException {
    files = new RawLocalFileSystem();
    files.initialize(URI.create("file:///"), new Configuration());
  }

  @Test
  void theOuterVelocityIsReadBack() throws IOException {
    TrainingState plain = state(10);
    TrainingState state =
        new TrainingState(
            plain.weights(),
            plain.firstMoments(),
            plain.secondMoments(),
            Weights.initial(ARCHITECTURE, 3),
            10,
            70);
    checkpoints(2, "float32").save(state, List.of());
    assertThat(checkpoints(2, "float32").newest(ARCHITECTURE).orElseThrow().state())
        .isEqualTo(state);
  }

  @Test
  void secondMomentsThatMuonDoesNotKeepAreNotSaved() throws IOException {
    checkpoints(2, "float32").save(state(10), List.of());
    long bytes = Files.size(checkpoint(10).resolve("optimizer.safetensors"));
    TrainingState plain = state(10);
    TrainingState state =
        new TrainingState(
            plain.weights(),
            plain.firstMoments(),
            Optimizer.MUON.secondMoments(ARCHITECTURE),
            null,
            10,
            70);
    Checkpoints<RoundReport> checkpoints = checkpoints(2, "float32");
    checkpoints.save(state, List.of());
    assertThat(checkpoints.newest(ARCHITECTURE).orElseThrow().state()).isEqualTo(state);
    assertThat(Files.size(checkpoint(10).resolve("optimizer.safetensors")))
        .isLessThan(3 * bytes / 4);
  }

  @Test
  void whatIsSavedIsReadBack() throws IOException {
    Checkpoints<RoundReport> checkpoints = checkpoints(2, "bfloat16");
    assertThat(checkpoints.newest(ARCHITECTURE)).isEmpty();
    RoundReport report =
        new RoundReport(
            10, 70, 1.5, 0.5, 1e-3, 9, 8, 8.5, 0.01, 1 << 30, 1.7e9, null, null, null, null, 1e9);
    TrainingState state = state(10);

    checkpoints.save(state, List.of(report));

    assertThat(checkpoints.newest(ARCHITECTURE))
        .contains(new Checkpoints.Saved<>(state, List.of(report)));
  }

  @Test
  void theStateSaysHowFarItIsAndWhatTheFilesAre() throws IOException {
    checkpoints(2, "float32").save(state(10), List.of());
    Path folder = checkpoint(10);
    JsonNode json = new ObjectMapper().readTree(folder.resolve("training_state.json").toFile());
    assertThat(json.path("step").asLong()).isEqualTo(10);
    assertThat(json.path("tokens").asLong()).isEqualTo(70);
    assertThat(json.path("seed").asLong()).isEqualTo(SEED);
    assertThat(json.path("files").fieldNames())
        .toIterable()
        .containsExactly(
            "config.json",
            "generation_config.json",
            "metrics.jsonl",
            "model.safetensors",
            "optimizer.safetensors",
            "tokenizer.json",
            "tokenizer_config.json");
    assertThat(json.at("/files/metrics.jsonl").toString())
        .isEqualTo("{\"bytes\":0,\"crc32c\":\"00000000\"}");
  }

  /** The digits that RFC 3720 and others give for this text. */
  @Test
  void theChecksumIsTheUsualOne() {
    assertThat(FileChecksum.crc32c("123456789".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("e3069283");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theNewestAreKept(int kept) throws IOException {
    Checkpoints<RoundReport> checkpoints = checkpoints(kept, "float32");
    List<Integer> steps = List.of(10, 20, 100, 3000, 12_345);
    for (int step : steps) {
      checkpoints.save(state(step), List.of());
    }
    String[] expected =
        steps.subList(steps.size() - kept, steps.size()).stream()
            .map(step -> checkpoint(step).getFileName().toString())
            .toArray(String[]::new);
    try (Stream<Path> list = Files.list(model.resolve("checkpoints"))) {
      assertThat(list.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(expected);
    }
    assertThat(checkpoints.newest(ARCHITECTURE).orElseThrow().state().step()).isEqualTo(12_345);
  }

  @Tag("slow")
  @Test
  void aByteThatHasChangedAnywhereIsFound() throws IOException {
    Checkpoints<RoundReport> checkpoints = checkpoints(2, "float32");
    checkpoints.save(
        state(10),
        List.of(
            new RoundReport(
                10, 70, 1.5, 0.5, 1e-3, 9, 8, 8.5, 0.01, 1 << 30, 1.7e9, 2.5, null, null, null,
                1e9)));
    try (Stream<Path> list = Files.list(checkpoint(10))) {
      for (Path file : list.toList()) {
        byte[] whole = Files.readAllBytes(file);
        for (int place = 0; place < whole.length; place += whole.length > 5000 ? 811 : 23) {
          flip(file, place);
          assertThatThrownBy(() -> checkpoints.newest(ARCHITECTURE))
              .as("%s, byte %d", file, place)
              .isInstanceOf(InputException.class)
              .hasMessageStartingWith("Cannot go on training: file:" + file + " is ");
          Files.write(file, whole);
        }
      }
    }
    assertThat(checkpoints.newest(ARCHITECTURE)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "model.safetensors", "metrics.jsonl"})
  void aFileThatIsMissingIsNamed(String name) throws IOException {
    Checkpoints<RoundReport> checkpoints = checkpoints(2, "float32");
    checkpoints.save(state(10), List.of());
    Files.delete(checkpoint(10).resolve(name));
    assertThatThrownBy(() -> checkpoints.newest(ARCHITECTURE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(checkpoint(10).resolve(name) + " is missing");
  }

  @Test
  void aFileThatWasCutShortIsNamed() throws IOException {
    Checkpoints<RoundReport> checkpoints = checkpoints(2, "float32");
    checkpoints.save(state(10), List.of());
    Path file = checkpoint(10).resolve("optimizer.safetensors");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> checkpoints.newest(ARCHITECTURE))
        .hasMessageContaining(
            file + " is damaged (" + whole.length / 2 + " bytes), expected " + whole.length);
  }

  /** Hadoop's local files have checksums of their own, which complain first. */
  @Test
  void aFileThatCannotBeReadIsNamed() throws IOException {
    files = FileSystem.getLocal(new Configuration());
    Checkpoints<RoundReport> checkpoints = checkpoints(2, "float32");
    checkpoints.save(state(10), List.of());
    flip(checkpoint(10).resolve("model.safetensors"), 5000);
    assertThatThrownBy(() -> checkpoints.newest(ARCHITECTURE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("model.safetensors is damaged (Checksum error");
  }

  /** To remove what cannot be reached would lose it. */
  @ParameterizedTest
  @ValueSource(strings = {"training_state.json", "optimizer.safetensors"})
  void storageThatRefusesIsNotTakenForADamagedCheckpoint(String refused) throws IOException {
    checkpoints(2, "float32").save(state(10), List.of());
    files =
        new RawLocalFileSystem() {
          @Override
          public FSDataInputStream open(org.apache.hadoop.fs.Path path, int buffer)
              throws IOException {
            if (path.getName().equals(refused)) {
              throw new AccessDeniedException(path.toString(), null, "the secret is another");
            }
            return super.open(path, buffer);
          }
        };
    files.initialize(URI.create("file:///"), new Configuration());

    assertThatThrownBy(() -> checkpoints(2, "float32").newest(ARCHITECTURE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(refused + ": the secret is another; expected storage that is there")
        .hasMessageNotContaining("damaged");
  }

  @Test
  void theNewestCheckpointThatIsWholeIsOffered() throws IOException {
    Checkpoints<RoundReport> checkpoints = checkpoints(4, "float32");
    for (int step : List.of(10, 20, 30, 40)) {
      checkpoints.save(state(step), List.of());
    }
    flip(checkpoint(30).resolve("optimizer.safetensors"), 9000);
    flip(checkpoint(40).resolve("config.json"), 30);
    assertThatThrownBy(() -> checkpoints.newest(ARCHITECTURE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(checkpoint(40).resolve("config.json") + " is damaged (CRC-32C ")
        .hasMessageEndingWith(
            "; the newest checkpoint before it that is whole is of step 20: to go on from there,"
                + " remove file:"
                + checkpoint(30)
                + " and file:"
                + checkpoint(40)
                + " and run again");

    files.delete(hadoop(checkpoint(30)), true);
    files.delete(hadoop(checkpoint(40)), true);
    assertThat(checkpoints.newest(ARCHITECTURE).orElseThrow().state()).isEqualTo(state(20));
  }

  @Test
  void aNewStartIsLeftWhereNoneIsWhole() throws IOException {
    Checkpoints<RoundReport> checkpoints = checkpoints(2, "float32");
    for (int step : List.of(10, 20)) {
      checkpoints.save(state(step), List.of());
      Files.delete(checkpoint(step).resolve("tokenizer.json"));
    }
    Path folder = model.resolve("checkpoints");
    assertThatThrownBy(() -> checkpoints.newest(ARCHITECTURE))
        .hasMessageEndingWith(
            "; no checkpoint before it is whole, so that only a new start is left: remove file:"
                + folder
                + " and run again");

    files.delete(hadoop(folder), true);
    assertThat(checkpoints.newest(ARCHITECTURE)).isEmpty();
  }

  @Test
  void theCheckpointOfAnotherTrainingIsRefused() throws IOException {
    checkpoints(2, "float32").save(state(10), List.of());
    CheckpointSettings settings = new CheckpointSettings(10, 2, "float32");
    Checkpoints<RoundReport> other =
        new Checkpoints<>(
            files,
            hadoop(model),
            CountdownTokenizer.INSTANCE,
            settings,
            SEED + 1,
            RoundReport.class);
    assertThatThrownBy(() -> other.newest(ARCHITECTURE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("and seed 77, expected ")
        .hasMessageContaining("and seed 78; remove ");
    assertThatThrownBy(() -> checkpoints(2, "float32").newest(TestModels.tiny(false)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("tiedEmbeddings=true")
        .hasMessageContaining("tiedEmbeddings=false");
  }

  @Test
  void theNewestCheckpointBecomesTheModel() throws IOException {
    Checkpoints<RoundReport> checkpoints = checkpoints(2, "float32");
    checkpoints.save(state(10), List.of());
    checkpoints.save(
        state(20),
        List.of(
            new RoundReport(
                20, 140, 1.5, 0.5, 1e-3, 9, 8, 8.5, 0.01, 1 << 30, 1.7e9, 2.5, null, null, null,
                1e9)));
    checkpoints.publish();
    assertThat(contents(model)).isEqualTo(contents(checkpoint(20))).hasSize(8);
    checkpoints.discard();
    assertThat(model.resolve("checkpoints")).doesNotExist();
  }

  @Tag("slow")
  @Test
  void theModelHasTheTypeThatIsWantedAndItsCheckpointFloat32() throws IOException {
    Checkpoints<RoundReport> checkpoints = checkpoints(2, "bfloat16");
    checkpoints.save(state(10), List.of());
    checkpoints.publish();
    Weights stored = ModelFolder.read(files, hadoop(model));
    for (int i = 0; i < stored.count(); i++) {
      for (int j = 0; j < stored.values(i).length; j++) {
        float value = stored.values(i)[j];
        assertThat(Float.floatToRawIntBits(value) & 0xFFFF).isZero();
        assertThat(value)
            .isCloseTo(state(10).weights().values(i)[j], withinPercentage(100.0 / 256));
      }
    }
    assertThat(checkpoints.newest(ARCHITECTURE).orElseThrow().state()).isEqualTo(state(10));
    assertThat(new SealedFolder(files, hadoop(model)).damage()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"float32", "bfloat16"})
  void aModelThatWasHalfWrittenIsWrittenAgain(String storage) throws IOException {
    Checkpoints<RoundReport> checkpoints = checkpoints(2, storage);
    checkpoints.save(state(10), List.of());
    Files.writeString(model.resolve("_started.json"), "{}");
    checkpoints.publish();
    Map<String, String> whole = contents(model);

    Files.write(model.resolve("model.safetensors"), new byte[100]);
    Files.write(model.resolve("model-00001-of-00002.safetensors"), new byte[100]);
    Files.writeString(model.resolve("training_state.json"), "{");
    Files.delete(model.resolve("optimizer.safetensors"));
    checkpoints.publish();

    assertThat(contents(model)).isEqualTo(whole);
  }

  @Test
  void whatAKilledRunLeftUnfinishedIsNoCheckpoint() throws IOException {
    Path unfinished = Files.createDirectories(checkpoint(10));
    Files.writeString(unfinished.resolve("other.json"), "{}");
    Checkpoints<RoundReport> checkpoints = checkpoints(2, "float32");
    assertThat(checkpoints.newest(ARCHITECTURE)).isEmpty();
    checkpoints.save(state(10), List.of());
    assertThat(checkpoint(10).resolve("other.json")).doesNotExist();
    assertThat(checkpoint(10).resolve("config.json")).exists();
  }

  @Test
  void theOneBeforeAnUnfinishedCheckpointIsTheNewest() throws IOException {
    Checkpoints<RoundReport> checkpoints = checkpoints(2, "float32");
    for (int step : List.of(10, 20, 30)) {
      checkpoints.save(state(step), List.of());
    }
    Files.delete(checkpoint(30).resolve("training_state.json"));
    Files.write(checkpoint(30).resolve("model.safetensors"), new byte[10]);
    List<String> messages = new ArrayList<>();
    assertThat(checkpoints.newest(ARCHITECTURE, messages::add).orElseThrow().state())
        .isEqualTo(state(20));
    assertThat(messages)
        .containsExactly(
            "Ignored the checkpoint file:"
                + checkpoint(30)
                + ", which has no training_state.json: its writing was interrupted");

    checkpoints.save(state(40), List.of());

    assertThat(model.resolve("checkpoints").toFile().list())
        .containsExactlyInAnyOrder("step-0000000020", "step-0000000040");
  }

  /** Killed before any of its files, on a store whose renames copy. */
  @Test
  void aCheckpointIsWholeWithoutAtomicRenames() throws IOException {
    ObjectStore store = ObjectStore.open();
    files = store;
    Checkpoints<RoundReport> checkpoints = checkpoints(2, "float32");
    checkpoints.save(state(10), List.of());
    assertThat(store.copied())
        .as("only small files are renamed")
        .endsWith("training_state.json")
        .noneMatch(name -> name.endsWith(".safetensors"));
    int kills = 0;
    store.dieAfter(kills);
    while (killed(checkpoints)) {
      assertThat(checkpoints.newest(ARCHITECTURE).orElseThrow().state()).isEqualTo(state(10));
      store.dieAfter(++kills);
    }
    assertThat(kills).isEqualTo(14);
    assertThat(checkpoints.newest(ARCHITECTURE).orElseThrow().state()).isEqualTo(state(20));
  }

  private static boolean killed(Checkpoints<RoundReport> checkpoints) {
    try {
      checkpoints.save(state(20), List.of());
      return false;
    } catch (IOException killed) {
      assertThat(killed).hasMessage("killed");
      return true;
    }
  }

  private Checkpoints<RoundReport> checkpoints(int kept, String storage) {
    return new Checkpoints<>(
        files,
        hadoop(model),
        CountdownTokenizer.INSTANCE,
        new CheckpointSettings(10, kept, storage),
        SEED,
        RoundReport.class);
  }

  /** Of seven tokens a step; moments that differ from the weights and each other. */
  private static TrainingState state(int step) {
    return new TrainingState(
        TestModels.formula(ARCHITECTURE),
        Weights.initial(ARCHITECTURE, 1),
        Weights.initial(ARCHITECTURE, 2),
        null,
        step,
        7L * step);
  }

  private Path checkpoint(int step) {
    return model.resolve(String.format("checkpoints/step-%010d", step));
  }

  private static void flip(Path file, int place) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[place] ^= 1;
    Files.write(file, bytes);
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> list = Files.list(folder)) {
      for (Path file : list.filter(Files::isRegularFile).toList()) {
        contents.put(file.getFileName().toString(), Arrays.toString(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  private org.apache.hadoop.fs.Path hadoop(Path path) {
    return files.makeQualified(new org.apache.hadoop.fs.Path(path.toString()));
  }
}
