package dev.switchback.grpo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.model.TestModels;
import dev.switchback.model.Weights;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutFolderTest {
  @TempDir private java.nio.file.Path folder;

  private FileSystem files;
  private RolloutFolder rollouts;
  private final Weights weights = TestModels.formula(TestModels.tiny(false));

  @BeforeEach
  void open() throws IOException {
    Path model = new Path(folder.toUri());
    files = model.getFileSystem(new Configuration());
    rollouts = new RolloutFolder(files, model);
  }

  @Test
  void completionsOfOtherWeightsAreRemoved() throws IOException {
    Path own = rollouts.of(3, weights);
    files.mkdirs(own);
    assertThat(rollouts.of(3, weights)).isEqualTo(own);
    assertThat(files.exists(own)).isTrue();
    Weights others = weights.copy();
    others.values(1)[0] = Math.nextUp(others.values(1)[0]);
    assertThat(rollouts.of(3, others)).isNotEqualTo(own);
    assertThat(files.exists(own)).isFalse();
  }

  @Test
  void filesThatAStepDoesNotReadAreRemoved() throws IOException {
    Path own = rollouts.of(3, weights);
    for (String name : List.of("part-00000-00001.parquet", "part-00000-00003.parquet")) {
      files.create(new Path(own, name)).close();
    }
    rollouts.keepOnly(own, Set.of("part-00000-00003.parquet"));
    assertThat(files.listStatus(own))
        .extracting(file -> file.getPath().getName())
        .containsExactly("part-00000-00003.parquet");
  }

  @Test
  void onlyStepsThatNoRunNeedsAreThinned() throws IOException {
    for (long step = 1; step <= 25; step++) {
      files.mkdirs(rollouts.of(step, weights));
    }
    rollouts.thin(22, 10);
    assertThat(folder.resolve("rollouts"))
        .isDirectoryContaining("glob:**step=0000000001")
        .isDirectoryContaining("glob:**step=0000000010")
        .isDirectoryContaining("glob:**step=0000000020")
        .isDirectoryContaining("glob:**step=0000000023")
        .isDirectoryContaining("glob:**step=0000000025")
        .isDirectoryNotContaining("glob:**step=0000000002")
        .isDirectoryNotContaining("glob:**step=0000000022");
  }
}
