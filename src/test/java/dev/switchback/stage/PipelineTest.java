package dev.switchback.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.Artifact;
import dev.switchback.config.ConfigurationException;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.experiment.StageName;
import dev.switchback.run.RunFolder;
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

  @BeforeAll
  static void start(SparkSession session) {
    spark = session;
  }

  @Test
  void aFinishedRunIsAnsweredWithoutSpark() throws IOException {
    run(false);
    assertThat(worked).containsExactly("generate", "train", "sample", "evaluate", "report");
    assertThat(folder.resolve("quickstart/effective.conf"))
        .content()
        .startsWith("name = \"quickstart\"\n");
    worked.clear();
    sessions = 0;
    messages.reset();

    run(false);

    assertThat(worked).isEmpty();
    assertThat(sessions).isZero();
    assertThat(messages.toString(UTF_8)).startsWith("generate: finished before\ntrain: finished");
  }

  @Test
  void onlyWhatDependsOnAChangeIsMadeAgain() throws IOException {
    run(false);
    worked.clear();

    run(true, "models.direct.sampling.temperature=0.9");

    assertThat(worked).containsExactly("sample", "evaluate", "report");
  }

  @Test
  void anotherConfigurationIsRefusedBeforeAnyWork() throws IOException {
    run(false);
    worked.clear();
    Path effective = folder.resolve("quickstart/effective.conf");
    String before = Files.readString(effective);

    assertThatThrownBy(() -> run(false, "evaluation.confidence=0.9", "report.title=New"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("evaluation.confidence = 0.95 -> 0.9");

    assertThat(worked).isEmpty();
    assertThat(effective).content().isEqualTo(before);
  }

  private void run(boolean overwrite, String... overrides) throws IOException {
    List<String> all = new ArrayList<>(List.of(overrides));
    all.add("runs=" + folder);
    Experiment experiment = ExperimentFile.read(Path.of("conf/quickstart.conf"), all);
    RunFolder run = new RunFolder(new Configuration(), experiment);
    Map<StageName, Stage> stages = new EnumMap<>(StageName.class);
    for (StageName name : StageName.values()) {
      stages.put(name, (session, given, runFolder, over) -> work(name, given, runFolder, over));
    }
    new Pipeline(stages, this::session, new PrintStream(messages, true, UTF_8))
        .run(experiment, run, experiment.stages(), overwrite);
  }

  private SparkSession session() {
    sessions++;
    return spark;
  }

  private void work(StageName name, Experiment experiment, RunFolder run, boolean overwrite)
      throws IOException {
    worked.add(name.key());
    for (Artifact artifact : new RunPlan(run, experiment).artifacts(name)) {
      if (artifact.prepare(overwrite)) {
        artifact.finish(Map.of());
      }
    }
  }
}
