package dev.switchback.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentKeysTest {
  private static final List<String> FOLDERS =
      List.of("problems", "traces", "model", "samples", "scores", "metrics", "report");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "seed=7, problems traces model samples scores metrics report",
    "problems.max-number=50, problems",
    "problems.from=elsewhere, ''",
    "problems.text=false, traces",
    "problems.styles=[think], traces",
    "problems.styles=[direct], ''",
    "runs=elsewhere, ''",
    "spark.conf.spark.executor.memory=3g, ''",
    "models.direct.style=backtracking, traces model",
    "models.direct.style=mix, traces model",
    "models.direct.style=think, traces model",
    "models.direct.searches=[dfs-sum], ''",
    "models.direct.training.learning-rate=1, model",
    "models.direct.training.checkpoints.every-steps=7, ''",
    "models.direct.training.checkpoints.kept=3, ''",
    "models.direct.training.workers.wait-minutes=3, ''",
    "models.direct.training.workers.stall-minutes=3, ''",
    "models.direct.training.workers.count=2, 'model'",
    "models.direct.architecture.layers=6, ''",
    "models.direct.architecture.layers=7, model",
    "models.direct.sampling.temperature=1, samples",
    "models.direct.sampling.slots=3, ''",
    "evaluation.random-play-samples=20, scores metrics",
    "evaluation.budgets=[5], metrics",
    "report.title=Ours, report",
    "name=other, report"
  })
  void aChangeReachesOnlyWhatDependsOnIt(String override, String changed) throws IOException {
    ContentKeys before = new ContentKeys(Examples.smallest(folder));
    ContentKeys after = new ContentKeys(Examples.smallest(folder, override));

    assertThat(FOLDERS)
        .filteredOn(name -> !of(name).apply(before).equals(of(name).apply(after)))
        .isEqualTo(changed.isEmpty() ? List.of() : List.of(changed.split(" ")));
  }

  @Test
  void theyAreFlatJson() throws IOException {
    ContentKeys keys = new ContentKeys(Examples.smallest(folder));

    assertThat(keys.traces()).isEqualTo("{\"seed\":42,\"styles\":[\"direct\"],\"text\":true}");
    assertThat(keys.scores())
        .isEqualTo("{\"evaluation.random-play-samples\":64,\"scores.format\":2,\"seed\":42}");
  }

  /** Runs that were made before the key was there stay finished. */
  @Test
  void whoseWeightsAModelHasIsToldByInputsAlone() throws IOException {
    String two = Examples.SMALLEST + "models.more = ${models.direct}";
    ContentKeys own = new ContentKeys(Examples.read(folder, two));
    ContentKeys others =
        new ContentKeys(Examples.read(folder, two, "models.more.weights-of=direct"));

    assertThat(own.model("direct")).isEqualTo(others.model("direct")).doesNotContain("weights");
    assertThat(own.samples("more")).isEqualTo(others.samples("more")).doesNotContain("weights");
    assertThat(own.traces()).isEqualTo(others.traces());
    assertThat(own.metrics()).isEqualTo(others.metrics());
  }

  private static Function<ContentKeys, String> of(String folder) {
    return switch (folder) {
      case "problems" -> ContentKeys::problems;
      case "traces" -> ContentKeys::traces;
      case "model" -> keys -> keys.model("direct");
      case "samples" -> keys -> keys.samples("direct");
      case "scores" -> ContentKeys::scores;
      case "metrics" -> ContentKeys::metrics;
      default -> ContentKeys::report;
    };
  }
}
