package dev.switchback.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.config.Experiment;
import dev.switchback.config.ExperimentFile;
import dev.switchback.config.ModelSettings;
import dev.switchback.config.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of conf/paper beside the numbers of the study, arXiv 2504.07052. */
class PaperConfigurationsTest {
  private static final int COUNTDOWN_VOCABULARY = 46;
  private static final int SUDOKU_VOCABULARY = 109;

  @ParameterizedTest
  @CsvSource({
    "3m, 3371520, 3403776",
    "17m, 17887744, 17952256",
    "38m, 38076416, 38140928",
    "144m, 144841728, 144970752"
  })
  void modelsHaveTheStudysParameters(String size, long countdown, long sudoku) throws IOException {
    for (String family :
        List.of("countdown", "countdown-mix", "countdown-think", "countdown-stacked")) {
      assertThat(parameters(read(family + "-" + size), COUNTDOWN_VOCABULARY))
          .as(family)
          .allMatch(count -> count == countdown);
    }
    for (String family : List.of("sudoku", "sudoku-easy")) {
      assertThat(parameters(read(family + "-" + size), SUDOKU_VOCABULARY))
          .as(family)
          .allMatch(count -> count == sudoku);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "countdown-17m, direct, 118760, 48, 512, 1e-5, 1",
    "countdown-17m, backtracking, 545760, 32, 4096, 1e-5, 1",
    "countdown-3m, backtracking, 545760, 32, 4096, 1e-5, 1",
    "countdown-think-17m, think, 336920, 32, 4096, 1e-5, 1",
    "countdown-mix-38m, mix, 460000, 32, 4096, 1e-5, 1",
    "countdown-stacked-17m, backtracking, 812500, 32, 4096, 1e-5, 1",
    "sudoku-38m, direct, 328125, 128, 385, 1e-4, 4000",
    "sudoku-144m, backtracking, 700000, 9, 4096, 1e-4, 4000",
    "sudoku-easy-17m, direct, 1312500, 128, 385, 1e-4, 4000",
    "sudoku-easy-3m, direct, 2625000, 128, 385, 1e-4, 4000"
  })
  void trainingsHaveTheStudysNumbers(
      String file, String model, long steps, int rows, int length, double rate, int warmup)
      throws IOException {
    TrainingSettings training = read(file).models().get(model).training();
    assertThat(training.steps()).isEqualTo(steps);
    assertThat(training.batchTokens()).isEqualTo(rows * length);
    assertThat(training.learningRate()).isEqualTo(rate);
    assertThat(training.warmupSteps()).isEqualTo(warmup);
    assertThat(training.weightDecay()).isEqualTo(0.01);
    assertThat(training.gradientClip()).isEqualTo(1);
    assertThat(training.precision()).isEqualTo("bfloat16");
    assertThat(training.microBatchTokens()).isBetween(4096, 65536);
    assertThat(training.finalLearningRateShare()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"countdown-17m", "countdown-mix-3m", "countdown-think-3m"})
  void searchesHaveTheStudysContextAndOneGreedyChain(String file) throws IOException {
    Experiment experiment = read(file);
    assertThat(experiment.problems().rows("train")).isEqualTo(500_000);
    assertThat(experiment.models().get("direct").architecture().contextLength()).isEqualTo(512);
    assertThat(experiment.models().entrySet())
        .filteredOn(entry -> !entry.getKey().equals("direct"))
        .hasSize(1)
        .allSatisfy(
            entry -> {
              assertThat(entry.getValue().architecture().contextLength()).isEqualTo(4096);
              assertThat(entry.getValue().sampling().temperature()).isZero();
            });
  }

  private static Experiment read(String name) throws IOException {
    return ExperimentFile.read(Path.of("conf/paper", name + ".conf"), List.of());
  }

  private static List<Long> parameters(Experiment experiment, int vocabulary) {
    return experiment.models().values().stream()
        .map(ModelSettings::architecture)
        .map(settings -> Architecture.of(settings, vocabulary).parameterCount())
        .toList();
  }
}
