package dev.switchback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentitiesTest {
  private static final List<String> FOLDERS =
      List.of("problems", "traces", "model", "samples", "scores", "metrics", "report");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "seed=7, problems traces model samples scores metrics report",
    "problems.max-number=50, problems",
    "problems.from=elsewhere, ''",
    "problems.text=false, traces",
    "problems.rows-per-file=2000, ''",
    "problems.sudoku.propagation=single-pass, traces",
    "problems.sudoku.guess-order=row-major, traces",
    "problems.sudoku.min-clues=23, problems",
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
    "models.direct.training.checkpoints.keep-last=3, ''",
    "models.direct.training.checkpoints.weights-dtype=bfloat16, model",
    "models.direct.training.validation.every-steps=7, ''",
    "models.direct.training.validation.rows=7, ''",
    "models.direct.training.validation.generations=7, ''",
    "models.direct.training.round-steps=7, model",
    "models.direct.training.micro-batch-tokens=7, model",
    "models.direct.training.bucket-width=7, model",
    "models.direct.training.workers.executor-timeout-minutes=3, ''",
    "models.direct.training.workers.stall-timeout-minutes=3, ''",
    "models.direct.training.workers.count=2, 'model'",
    "models.direct.architecture.layers=6, ''",
    "models.direct.architecture.layers=7, model",
    "models.direct.sampling.temperature=1, samples",
    "models.direct.sampling.slots=3, ''",
    "evaluation.random-play-samples=20, scores",
    "evaluation.router.folds=3, ''",
    "evaluation.router.enabled=false, report",
    "evaluation.budgets=[5], metrics",
    "report.title=Ours, report",
    "name=other, report"
  })
  void aChangeReachesOnlyWhatDependsOnIt(String override, String changed) throws IOException {
    Identities before = new Identities(Examples.smallest(folder));
    Identities after = new Identities(Examples.smallest(folder, override));

    assertThat(FOLDERS)
        .filteredOn(name -> !of(name).apply(before).equals(of(name).apply(after)))
        .isEqualTo(changed.isEmpty() ? List.of() : List.of(changed.split(" ")));
  }

  @Test
  void theyAreFlatJson() throws IOException {
    Identities keys = new Identities(Examples.smallest(folder));

    assertThat(keys.traces())
        .isEqualTo(
            "{\"problems.sudoku.answer-order\":\"strategy\","
                + "\"problems.sudoku.guess-order\":\"fewest-candidates\","
                + "\"problems.sudoku.propagation\":\"fixpoint\",\"problems.text\":true,"
                + "\"seed\":42,\"styles\":[\"direct\"]}");
    assertThat(keys.scores()).isEqualTo("{\"evaluation.random-play-samples\":64,\"seed\":42}");
    assertThat(keys.cut()).isEqualTo(Map.of("problems.rows-per-file", "100000"));
  }

  @Test
  void whoseWeightsAModelHasIsToldByInputsAlone() throws IOException {
    String two = Examples.SMALLEST + "models.more = ${models.direct}";
    Identities own = new Identities(Examples.read(folder, two));
    Identities others =
        new Identities(Examples.read(folder, two, "models.more.reuse-weights-from=direct"));

    assertThat(own.model("direct"))
        .isEqualTo(others.model("direct"))
        .doesNotContain("reuse-weights");
    assertThat(own.samples("more"))
        .isEqualTo(others.samples("more"))
        .doesNotContain("reuse-weights");
    assertThat(own.traces()).isEqualTo(others.traces());
    assertThat(own.metrics()).isEqualTo(others.metrics());
  }

  /**
   * Where a training by rewards has no limit of its own, that of sampling is one of its settings.
   */
  @Test
  void aReinforcedModelDependsOnHowLongItsCompletionsMayBe() throws IOException {
    String two =
        Examples.SMALLEST + "models.rewarded = ${models.direct} { reinforced-from = direct }";
    String limit = "models.rewarded.sampling.max-tokens=300";
    String own = "models.rewarded.grpo.max-tokens=512";
    assertThat(reinforced(two))
        .isEqualTo(reinforced(two, own))
        .isEqualTo(reinforced(two, own, limit))
        .isNotEqualTo(reinforced(two, limit));
  }

  private String reinforced(String text, String... overrides) throws IOException {
    return new Identities(Examples.read(folder, text, overrides)).reinforced("rewarded");
  }

  @Test
  void whatAModelsWeightsDependOnIsTheSameInAnExperimentAndWithoutOne() throws IOException {
    ModelSettings settings = Examples.smallest(folder).models().get("direct");
    ModelSettings watched =
        Examples.smallest(
                folder,
                "models.direct.training.validation.rows=7",
                "models.direct.sampling.max-tokens=9")
            .models()
            .get("direct");

    assertThat(Identities.training(settings, 1))
        .isEqualTo(Identities.training(watched, 1))
        .contains("\"training.steps\":10", "\"architecture.layers\":6", "\"seed\":1")
        .doesNotContain("validation", "sampling", "preset", "minutes", "compute");
  }

  /** Where steps are given the identity is as it was before there was a budget. */
  @Test
  void aBudgetOfComputeIsPartOfTheIdentityWhereItIsGiven() throws IOException {
    String[] budget = {"models.direct.training.steps=0", "models.direct.training.compute=2e15"};
    Identities budgeted = new Identities(Examples.smallest(folder, budget));
    assertThat(budgeted.model("direct"))
        .contains("training.compute\":2.0E15", "training.steps\":0");
    assertThat(new Identities(Examples.smallest(folder)).model("direct")).doesNotContain("compute");
  }

  private static Function<Identities, String> of(String folder) {
    return switch (folder) {
      case "problems" -> Identities::problems;
      case "traces" -> Identities::traces;
      case "model" -> keys -> keys.model("direct");
      case "samples" -> keys -> keys.samples("direct");
      case "scores" -> Identities::scores;
      case "metrics" -> Identities::metrics;
      default -> Identities::report;
    };
  }
}
