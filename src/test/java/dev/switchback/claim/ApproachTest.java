package dev.switchback.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApproachTest {
  @TempDir private Path folder;

  @Test
  void styleAndSearchesTellTheApproach() throws Exception {
    assertThat(of("style = direct")).isEqualTo(Approach.DIRECT);
    assertThat(of("style = backtracking")).isEqualTo(Approach.BACKTRACKING);
    assertThat(of("style = backtracking, searches = [dfs-sum]")).isEqualTo(Approach.BACKTRACKING);
    assertThat(of("style = backtracking, searches = [dfs-sum, bfs-3]")).isEqualTo(Approach.MIX);
    assertThat(of("style = mix")).isEqualTo(Approach.MIX);
    assertThat(of("style = think")).isEqualTo(Approach.THINK);
    assertThat(of("style = terse")).isEqualTo(Approach.TERSE);
    assertThat(of("style = terse, searches = [terse-think]")).isEqualTo(Approach.TERSE);
    assertThat(of("style = terse, searches = [terse-direct]")).isEqualTo(Approach.TERSE_DIRECT);
  }

  private Approach of(String style) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("one.conf"),
            """
            name = one
            problems { train = 100, validation = 10, unseen-target = 0 }
            models.m {
              %s
              architecture { hidden-size = 16, layers = 1, attention-heads = 2, key-value-heads = 1
                feed-forward-size = 32, context-length = 256 }
              training { steps = 10, batch-tokens = 512 }
              sampling { max-tokens = 120 }
            }
            """
                .formatted(style));
    Experiment experiment = ExperimentFile.read(file, List.of());
    return Approach.of(experiment.models().get("m"), experiment.searches());
  }
}
