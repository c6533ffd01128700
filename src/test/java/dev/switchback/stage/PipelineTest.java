package dev.switchback.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.FolderLock;
import dev.switchback.artifact.LockException;
import dev.switchback.artifact.Overwrite;
import dev.switchback.config.ConfigurationException;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.experiment.StageName;
import dev.switchback.run.Run;
import dev.switchback.stage.Pipeline.Stage;
import dev.switchback.tier.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LocalSpark
class PipelineTest {
  private static SparkSession spark;

  @TempDir private Path folder;
  private final List<String> worked = new ArrayList<>();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private int sessions;
  private AtWork onceAtWork = () -> {};

  /** What happens while the first stage works. */
  private interface AtWork {
    void happens() throws IOException;
  }

  @BeforeAll
  static void start(SparkSession session) {
    spark = session;
  }

  @Test
  void aFinishedRunIsAnsweredWithoutSpark() throws IOException {
    run(Overwrite.REFUSE);
    assertThat(worked).containsExactly("generate", "train", "sample", "evaluate", "report");
    assertThat(folder.resolve("quickstart/effective.conf"))
        .content()
        .startsWith("name = \"quickstart\"\n");
    worked.clear();
    sessions = 0;
    messages.reset();

    run(Overwrite.REFUSE);

    assertThat(worked).isEmpty();
    assertThat(sessions).isZero();
    assertThat(messages.toString(UTF_8)).startsWith("generate: finished before\ntrain: finished");
  }

  @Test
  void onlyWhatDependsOnAChangeIsMadeAgain() throws IOException {
    run(Overwrite.REFUSE);
    worked.clear();

    run(Overwrite.ALLOW, "models.direct.sampling.temperature=0.9");

    assertThat(worked).containsExactly("sample", "evaluate", "report");
  }

  @Test
  void anotherConfigurationIsRefusedBeforeAnyWork() throws IOException {
    run(Overwrite.REFUSE);
    worked.clear();
    Path effective = folder.resolve("quickstart/effective.conf");
    String before = Files.readString(effective);

    assertThatThrownBy(() -> run(Overwrite.REFUSE, "evaluation.confidence=0.9", "report.title=New"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("evaluation.confidence = 0.95 -> 0.9");

    assertThat(worked).isEmpty();
    assertThat(effective).content().isEqualTo(before);
  }

  @Test
  void aRunThatOverlapsIsToldWhoIsAtWork() throws IOException {
    onceAtWork = () -> assertRefused(Overwrite.ALLOW, "evaluation.confidence=0.9");
    run(Overwrite.REFUSE);

    assertThat(worked).containsExactly("generate", "train", "sample", "evaluate", "report");
    assertThat(folder.resolve("quickstart").toFile().list((in, name) -> name.contains("lock")))
        .isEmpty();
  }

  private void assertRefused(Overwrite overwrite, String... overrides) {
    assertThatThrownBy(() -> run(overwrite, overrides))
        .isInstanceOf(LockException.class)
        .hasMessageStartingWith(
            "Cannot work in file:"
                + folder
                + "/quickstart: process "
                + ProcessHandle.current().pid()
                + " on ")
        .hasMessageContaining("`switchback run conf/quickstart.conf`) works there, expected one");
  }

  /** Another took its process for dead: what it would write now is in the other's way. */
  @Test
  void aRunThatHasLostItsFolderStops() {
    onceAtWork = this::removeLock;

    assertThatThrownBy(() -> run(Overwrite.REFUSE))
        .isInstanceOf(LockException.class)
        .hasMessageStartingWith("Cannot go on in file:" + folder + "/quickstart: ");

    assertThat(worked).containsExactly("generate");
  }

  @Test
  void aStageThatFailsForWantOfItsFolderSaysSo() {
    onceAtWork =
        () -> {
          removeLock();
          throw new IllegalStateException("Job 3 cancelled");
        };

    assertThatThrownBy(() -> run(Overwrite.REFUSE)).isInstanceOf(LockException.class);
  }

  private void removeLock() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("quickstart"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        Files.delete(file);
      }
    }
  }

  private void run(Overwrite overwrite, String... overrides) throws IOException {
    List<String> all = new ArrayList<>(List.of(overrides));
    all.add("runs=" + folder);
    Experiment experiment = ExperimentFile.read(Path.of("conf/quickstart.conf"), all);
    Map<StageName, Stage> stages = new EnumMap<>(StageName.class);
    for (StageName name : StageName.values()) {
      stages.put(name, run -> work(name, run));
    }
    Run run = new Run(this::session, new Configuration(), experiment, overwrite);
    String command = "switchback run conf/quickstart.conf";
    new Pipeline(
            stages, command, new PrintStream(messages, true, UTF_8), FolderLock.Elsewhere.REFUSE)
        .run(run, experiment.stages());
  }

  private SparkSession session() {
    sessions++;
    return spark;
  }

  private Stage.Result work(StageName name, Run run) throws IOException {
    worked.add(name.key());
    AtWork now = onceAtWork;
    onceAtWork = () -> {};
    now.happens();
    List<Artifact.Made> made = new ArrayList<>();
    for (Artifact artifact : run.plan().artifacts(name)) {
      made.add(artifact.make(run.overwrite(), Map::of));
    }
    return () -> made;
  }
}
