package dev.switchback.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.switchback.config.RecordBinder;
import dev.switchback.experiment.ArchitectureSettings;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.experiment.GrpoSettings;
import dev.switchback.experiment.ModelSettings;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.experiment.TrainingSettings;
import dev.switchback.family.Family;
import dev.switchback.family.countdown.puzzle.CountdownSettings;
import dev.switchback.family.sudoku.puzzle.SudokuSettings;
import dev.switchback.model.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the study's experiments against the study's numbers (arXiv 2504.07052). */
@Tag("slow")
class PaperExperimentsTest {
  private static final Path FOLDER = Path.of("conf/paper");
  private static final List<String> SIZES = List.of("3m", "17m", "38m", "144m");
  private static final List<String> KINDS =
      List.of(
          "countdown",
          "countdown-mix",
          "countdown-think",
          "countdown-stacked",
          "sudoku",
          "sudoku-easy");

  /** Kinds that the study has not. */
  private static final List<String> OURS = List.of("countdown-terse", "sudoku-terse");

  @Test
  void everyKindHasAFileOfEachSize() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      Stream.concat(KINDS.stream(), OURS.stream())
                          .flatMap(kind -> SIZES.stream().map(size -> kind + "-" + size + ".conf")),
                      Stream.of(
                          "countdown-data.conf",
                          "countdown-grpo-3m.conf",
                          "countdown-grpo-17m.conf"))
                  .toList());
    }
    each((name, experiment) -> assertThat(experiment.name()).isEqualTo(name));
  }

  /** Section 5 and its appendix. */
  @ParameterizedTest
  @ValueSource(strings = {"3m", "17m"})
  void modelsAreReinforcedAsInTheStudy(String size) {
    Experiment experiment = read("countdown-grpo-" + size);
    assertThat(experiment.name()).isEqualTo("countdown-grpo-" + size);
    assertThat(experiment.reinforced())
        .containsExactlyInAnyOrder("direct-grpo", "backtracking-grpo");
    for (String name : experiment.reinforced()) {
      ModelSettings model = experiment.settings(name);
      GrpoSettings grpo = model.grpo();
      assertThat(model.reinforcedFrom()).isEqualTo(name.replace("-grpo", ""));
      assertThat(grpo.steps()).isEqualTo(name.startsWith("direct") ? 3100 : 350);
      assertThat(grpo.prompts()).isEqualTo(256);
      assertThat(grpo.samples()).isEqualTo(8);
      assertThat(grpo.temperature()).isEqualTo(0.7);
      assertThat(grpo.learningRate()).isEqualTo(1e-6);
      assertThat(grpo.finalLearningRateShare()).isEqualTo(1);
      assertThat(grpo.weightDecay()).isEqualTo(0.01);
      assertThat(grpo.updates()).isEqualTo(1);
      assertThat(grpo.advantages()).isEqualTo("z-score");
      assertThat(grpo.rewardsPaperRule()).isTrue();
      assertThat(grpo.loss())
          .isEqualTo(
              new GrpoSettings.PolicyLossSettings(
                  "token-mean", 0.001, "k3", 0.001, 0.2, 0.2, 0, 0));
      assertThat(grpo.drawing(model.sampling()).maxTokens())
          .isEqualTo(model.sampling().maxTokens());
      assertThat(model.sampling().samples()).isEqualTo(64);
    }
  }

  /** Section 3 and its logs: parameters with CountDown's 46 tokens and with Sudoku's 109. */
  @ParameterizedTest
  @CsvSource({
    "3m, 256, 6, 4, 1, 512, 3371520, 3403776",
    "17m, 512, 8, 4, 1, 1024, 17887744, 17952256",
    "38m, 512, 10, 8, 2, 2048, 38076416, 38140928",
    "144m, 1024, 12, 8, 2, 3072, 144841728, 144970752",
  })
  void modelsHaveTheStudysSizes(
      String size,
      int hidden,
      int layers,
      int heads,
      int keyValueHeads,
      int feedForward,
      long inCountdown,
      long inSudoku) {
    for (String kind : KINDS) {
      Experiment experiment = read(kind + "-" + size);
      int vocabulary = Family.of(experiment.problems(), experiment.seed()).tokenizer().size();
      for (ModelSettings model : experiment.models().values()) {
        ArchitectureSettings settings = model.architecture();
        assertThat(settings)
            .isEqualTo(
                new ArchitectureSettings(
                    size,
                    hidden,
                    layers,
                    heads,
                    keyValueHeads,
                    feedForward,
                    settings.contextLength(),
                    1e6,
                    1e-6,
                    0.02,
                    false));
        assertThat(Architecture.of(settings, vocabulary).parameterCount())
            .isEqualTo(kind.startsWith("sudoku") ? inSudoku : inCountdown);
      }
    }
  }

  /** The fifth size, of early runs only, which has no preset. */
  @ParameterizedTest
  @CsvSource({"46, 365085696", "109, 365214720"})
  void theLargestModelHasTheStudysSize(int vocabulary, long parameters) {
    ArchitectureSettings settings =
        RecordBinder.ofText(
            ArchitectureSettings.class,
            """
            hidden-size = 1024
            layers = 24
            attention-heads = 16
            key-value-heads = 4
            feed-forward-size = 4096
            """);
    assertThat(Architecture.of(settings, vocabulary).parameterCount()).isEqualTo(parameters);
  }

  /**
   * Rows of a step, steps, and the epochs over the training rows that these are. {@code tokens} are
   * a row's with padding, on average: of our own traces, 20,000 of a kind.
   */
  @ParameterizedTest
  @CsvSource({
    "countdown,         direct,       512,   48, 257,  118760,  20, 285000",
    "countdown,         backtracking, 4096,  32, 2499, 545760,  20, 873000",
    "countdown-mix,     direct,       512,   48, 257,  118760,  20, 285000",
    "countdown-mix,     mix,          4096,  32, 2181, 444500,  20, 711000",
    "countdown-think,   direct,       512,   48, 257,  118760,  20, 285000",
    "countdown-think,   think,        4096,  32, 1002, 336920,  20, 539000",
    "countdown-stacked, direct,       512,   48, 498,  118760,  20, 285000",
    "countdown-stacked, backtracking, 4096,  32, 3139, 760000,  20, 1215000",
    "sudoku,            direct,       1024, 128, 385,  328125,  15, 2800000",
    "sudoku,            backtracking, 4096,  60, 611,  700000,  15, 2800000",
    "sudoku-easy,       direct,       512,  128, 385,  1312500, 60, 2800000",
    "sudoku-easy,       backtracking, 4096,  60, 528,  700000,  15, 2800000",
  })
  void modelsLearnAsLongAsTheStudys(
      String kind,
      String model,
      int context,
      int rows,
      int tokens,
      long steps,
      int epochs,
      long trainingRows) {
    assertThat((double) steps * rows / trainingRows).isCloseTo(epochs, within(epochs * 0.005));
    for (String size : SIZES) {
      ModelSettings settings = read(kind + "-" + size).models().get(model);
      boolean twice = kind.equals("sudoku-easy") && size.equals("3m") && model.equals("direct");
      assertThat(settings.training().steps()).as(size).isEqualTo(twice ? 2 * steps : steps);
      assertThat(settings.training().batchTokens()).as(size).isEqualTo(rows * tokens);
      assertThat(settings.architecture().contextLength()).as(size).isEqualTo(context);
    }
  }

  @Test
  void theOptimizerIsTheStudys() {
    each(
        (name, experiment) -> {
          boolean sudoku = name.startsWith("sudoku");
          for (ModelSettings model : experiment.models().values()) {
            TrainingSettings training = model.training();
            assertThat(training.lossTokens()).as(name).isEqualTo("all");
            assertThat(training.learningRate()).as(name).isEqualTo(sudoku ? 1e-4 : 1e-5);
            assertThat(training.warmupSteps()).as(name).isEqualTo(sudoku ? 4000 : 1);
            assertThat(training.finalLearningRateShare()).as(name).isZero();
            assertThat(training.weightDecay()).as(name).isEqualTo(0.01);
            assertThat(training.adamBeta1()).as(name).isEqualTo(0.9);
            assertThat(training.adamBeta2()).as(name).isEqualTo(0.999);
            assertThat(training.gradientClip()).as(name).isEqualTo(1);
            assertThat(training.precision()).as(name).isEqualTo("bfloat16");
            assertThat(training.workers().count()).as(name).isEqualTo(1);
          }
          assertThat(experiment.seed()).isEqualTo(42);
        });
  }

  /**
   * One greedy chain against up to 64 samples at temperature 0.7, of the same 200 problems; beside
   * them chains that are sampled.
   */
  @Test
  void problemsAreAnsweredAsInTheStudy() {
    each(
        (name, experiment) -> {
          assertThat(experiment.trained()).as(name).hasSize(2);
          assertThat(experiment.models()).as(name).hasSize(3);
          experiment
              .models()
              .forEach(
                  (model, settings) -> {
                    boolean direct = model.equals("direct");
                    boolean greedy = !direct && settings.trained();
                    SamplingSettings sampling = settings.sampling();
                    assertThat(sampling.problems()).isEqualTo(200);
                    assertThat(sampling.temperature()).isEqualTo(greedy ? 0 : 0.7);
                    assertThat(sampling.samples()).isEqualTo(direct ? 64 : greedy ? 1 : 16);
                    assertThat(sampling.topK()).isZero();
                    assertThat(sampling.topP()).isEqualTo(1);
                  });
        });
  }

  @Test
  void sampledChainsAreThoseOfTheModelThatSearches() {
    each(
        (name, experiment) -> {
          String searching =
              experiment.trained().stream()
                  .filter(model -> !model.equals("direct"))
                  .findFirst()
                  .orElseThrow();
          ModelSettings chains = experiment.models().get(searching + "-chains");
          assertThat(chains.reuseWeightsFrom()).as(name).isEqualTo(searching);
          assertThat(chains.sampling().maxTokens())
              .as(name)
              .isEqualTo(experiment.models().get(searching).sampling().maxTokens());
        });
  }

  /** The arms differ in their grammar and in nothing that they could learn more from. */
  @ParameterizedTest
  @CsvSource({
    "countdown-terse, terse-dfs-mult or terse-dfs-sum, 32, 549, 20, 500900",
    "sudoku-terse,    terse-plain,                     60, 143, 15, 2800000",
  })
  void terseModelsLearnAsManyRowsAsTheStudysWould(
      String kind, String searches, int rows, int tokens, int epochs, long trainingRows) {
    for (String size : SIZES) {
      Experiment experiment = read(kind + "-" + size);
      ModelSettings direct = experiment.models().get("direct");
      ModelSettings terse = experiment.models().get("terse");
      ModelSettings solutions = experiment.models().get("terse-direct");
      TrainingSettings training = terse.training();
      assertThat(terse.mixture(experiment.searches()).text()).isEqualTo(searches);
      assertThat(training.batchTokens()).isEqualTo(rows * tokens);
      assertThat((double) training.steps() * rows / trainingRows)
          .isCloseTo(epochs, within(epochs * 0.005));
      assertThat(solutions.training().steps()).isEqualTo(direct.training().steps());
      assertThat(solutions.answersAtOnce(experiment.searches())).isTrue();
      assertThat(experiment.styles()).containsKeys("direct", "terse", "terse-direct");
      assertThat(experiment.models().get("terse-chains").reuseWeightsFrom()).isEqualTo("terse");
      assertThat(stepBytes(terse)).isLessThan(12.5e9);
    }
  }

  @Test
  void problemsAreTheStudys() {
    each(
        (name, experiment) -> {
          if (name.startsWith("sudoku")) {
            assertThat(experiment.problems().train()).as(name).isEqualTo(2_800_000);
            assertThat(experiment.problems().of(SudokuSettings.class).easier())
                .as(name)
                .isEqualTo(name.contains("easy"));
          } else {
            assertThat(experiment.problems().train()).as(name).isEqualTo(500_000);
            assertThat(experiment.problems().of(CountdownSettings.class).maxNumber())
                .as(name)
                .isEqualTo(99);
            assertThat(experiment.problems().of(CountdownSettings.class).minTarget())
                .as(name)
                .isEqualTo(10);
            assertThat(experiment.problems().of(CountdownSettings.class).maxTarget())
                .as(name)
                .isEqualTo(100);
          }
        });
  }

  /** By the formula of docs/gpu.md, so that a GPU of 16 GB will do. */
  @Test
  void aStepTakesTwelveGigabytesAtMost() {
    each(
        (name, experiment) ->
            experiment
                .models()
                .forEach(
                    (model, settings) ->
                        assertThat(stepBytes(settings)).as(name + " " + model).isLessThan(12.5e9)));
  }

  private static double stepBytes(ModelSettings model) {
    ArchitectureSettings shape = model.architecture();
    TrainingSettings training = model.training();
    int vocabulary = 109;
    double width = (double) shape.hiddenSize() / shape.attentionHeads();
    double layer =
        4 * shape.hiddenSize()
            + 4 * (shape.attentionHeads() + shape.keyValueHeads()) * width
            + 6 * shape.feedForwardSize()
            + shape.attentionHeads() * shape.contextLength();
    int atOnce =
        training.microBatchTokens() == 0
            ? training.batchTokens()
            : Math.min(training.microBatchTokens(), training.batchTokens());
    return 18.0 * Architecture.of(shape, vocabulary).parameterCount()
        + 1.2 * atOnce * shape.layers() * layer;
  }

  private interface Check {
    void of(String name, Experiment experiment);
  }

  private static void each(Check check) {
    Map<String, Experiment> experiments = new TreeMap<>();
    for (String kind : KINDS) {
      for (String size : SIZES) {
        experiments.put(kind + "-" + size, read(kind + "-" + size));
      }
    }
    experiments.forEach(check::of);
  }

  private static Experiment read(String name) {
    return ExperimentFile.read(FOLDER.resolve(name + ".conf"), List.of());
  }
}
