package dev.switchback.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.InputException;
import dev.switchback.artifact.Overwrite;
import dev.switchback.config.ConfigurationException;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.experiment.StageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPlanTest {
  private static final String TWO_MODELS =
      """
      name = tiny
      models.direct {
        style = direct
        architecture.preset = 3m
        training.steps = 10
        sampling.max-tokens = 512
      }
      models.search = ${models.direct} { style = backtracking }
      """;

  @TempDir private Path folder;

  @Test
  void aStageIsFinishedWhenAllBeforeItAreToo() throws IOException {
    RunPlan plan = plan();
    for (StageName stage : stages()) {
      assertThat(plan.finished(stage)).as(stage.key()).isFalse();
      for (Artifact artifact : plan.artifacts(stage)) {
        assertThat(artifact.prepare(Overwrite.REFUSE)).isTrue();
        artifact.finish(Map.of());
      }
      assertThat(plan.finished(stage)).as(stage.key()).isTrue();
    }

    assertThat(plan().finished(StageName.REPORT)).isTrue();
    assertThat(plan("report.title=Other").finished(StageName.REPORT)).isFalse();
    assertThat(plan("report.title=Other").finished(StageName.EVALUATE)).isTrue();
    assertThat(plan("models.search.training.steps=11").finished(StageName.SAMPLE)).isFalse();
    assertThat(plan("problems.train=11").finished(StageName.REPORT)).isFalse();
  }

  @Test
  void aTrainingThatHasLeftCheckpointsIsNotDone() throws IOException {
    RunPlan plan = plan();
    for (StageName stage : List.of(StageName.GENERATE, StageName.TRAIN, StageName.SAMPLE)) {
      for (Artifact artifact : plan.artifacts(stage)) {
        artifact.prepare(Overwrite.REFUSE);
        artifact.finish(Map.of());
      }
    }
    Files.createDirectories(folder.resolve("runs/tiny/models/search/checkpoints"));

    assertThat(plan.finished(StageName.TRAIN)).isFalse();
    assertThat(plan.finished(StageName.GENERATE)).isTrue();
    assertThat(plan.finished(StageName.SAMPLE)).as("the model is finished").isTrue();
  }

  @Test
  void aTrainingThatIsSampledInTwoWaysIsMadeOnce() throws IOException {
    String[] chains = {
      "models.search.style=direct",
      "models.search.reuse-weights-from=direct",
      "models.search.sampling.samples=3"
    };
    RunPlan plan = plan(chains);
    assertThat(plan.artifacts(StageName.TRAIN))
        .extracting(Artifact::path)
        .containsExactly(plan.model("direct").path());
    assertThat(plan.model("search").path()).isEqualTo(plan.model("direct").path());
    assertThat(plan.model("search").configuration())
        .isEqualTo(plan.model("direct").configuration());
    assertThat(plan.artifacts(StageName.SAMPLE)).hasSize(2);
    assertThat(plan.samples("search").path()).isNotEqualTo(plan.samples("direct").path());
  }

  @Test
  void tablesAlongOtherFilesAreNotMixed() throws IOException {
    finish(plan("problems.rows-per-file=1000").problems());
    Artifact traces = plan("problems.rows-per-file=2000").traces();
    assertThat(traces.prepareToContinue(Overwrite.REFUSE)).isTrue();
    assertThat(plan().problems().finished()).isTrue();
    assertThat(plan().traces().prepareToContinue(Overwrite.REFUSE)).isTrue();

    Artifact problems = plan("problems.rows-per-file=2000").problems();
    problems.path().getFileSystem(new Configuration()).delete(problems.path(), true);
    finish(problems);

    assertThatCode(() -> plan().traces().refuseOther()).doesNotThrowAnyException();
    assertThatThrownBy(() -> plan().traces().prepareToContinue(Overwrite.REFUSE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("(problems.rows-per-file = 1000 -> 2000)");
  }

  @Test
  void nothingIsMadeFromAnUnfinishedFolder() throws IOException {
    assertThatThrownBy(() -> plan().traces().prepare(Overwrite.REFUSE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Cannot read problems:");
  }

  @Test
  void aManifestIsReadOnceHoweverManyFoldersAreMadeFromIt() throws IOException {
    for (StageName stage : stages()) {
      for (Artifact artifact : plan().artifacts(stage)) {
        finish(artifact);
      }
    }
    Configuration watched = new Configuration();
    watched.setClass("fs.file.impl", WatchedFiles.class, FileSystem.class);
    watched.setBoolean("fs.file.impl.disable.cache", true);
    RunPlan plan = plan(watched);
    WatchedFiles.READ.clear();

    assertThat(stages()).allMatch(plan::finished);

    assertThat(WatchedFiles.READ).hasSize(11).doesNotHaveDuplicates();
  }

  /** Local files, and which were read. */
  public static final class WatchedFiles extends LocalFileSystem {
    private static final List<String> READ = new ArrayList<>();

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path file, int buffer) throws IOException {
      FSDataInputStream in = super.open(file, buffer);
      READ.add(file.toString());
      return in;
    }
  }

  @Test
  void foldersLieWhereTheyAreLookedFor() throws IOException {
    String root = "file:" + folder + "/runs/tiny/";
    assertThat(stages())
        .flatExtracting(stage -> plan().artifacts(stage))
        .extracting(artifact -> artifact.path().toString())
        .containsExactly(
            root + "problems",
            root + "traces",
            root + "models/direct",
            root + "models/search",
            root + "samples/model=direct",
            root + "samples/model=search",
            root + "scores",
            root + "metrics",
            root + "distributions",
            root + "router",
            root + "report");
  }

  private static void finish(Artifact artifact) throws IOException {
    assertThat(artifact.prepareToContinue(Overwrite.REFUSE)).isTrue();
    artifact.finish(Map.of());
  }

  private static List<StageName> stages() {
    return List.of(
        StageName.GENERATE,
        StageName.TRAIN,
        StageName.SAMPLE,
        StageName.EVALUATE,
        StageName.REPORT);
  }

  private RunPlan plan(String... overrides) throws IOException {
    return plan(new Configuration(), overrides);
  }

  private RunPlan plan(Configuration hadoop, String... overrides) throws IOException {
    String runs = "runs = \"" + folder + "/runs\"\n";
    Path file = Files.writeString(folder.resolve("tiny.conf"), TWO_MODELS + runs);
    Experiment experiment = ExperimentFile.read(file, List.of(overrides));
    return new Run(RunPlanTest::noSession, hadoop, experiment, Overwrite.REFUSE).plan();
  }

  private static SparkSession noSession() {
    throw new AssertionError("A plan needs no session");
  }
}
