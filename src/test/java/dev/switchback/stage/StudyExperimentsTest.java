package dev.switchback.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.claim.Approach;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.experiment.ModelSettings;
import dev.switchback.family.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The experiments that a person with two cores runs. */
@Tag("slow")
class StudyExperimentsTest {
  private static final Path FOLDER = Path.of("conf/study");

  /** Every claim names approaches, of which some run needs a model. */
  @Test
  void togetherTheyHaveWhatEveryClaimNeeds() throws IOException {
    Map<String, List<String>> approaches = new TreeMap<>();
    for (Experiment experiment : experiments()) {
      Family family = Family.of(experiment.problems(), experiment.seed());
      TreeSet<String> found = new TreeSet<>();
      for (ModelSettings model : experiment.models().values()) {
        String approach = Approach.of(model, family.puzzles().searches()).name();
        found.add(model.reinforcedFrom().isEmpty() ? approach : approach + " after GRPO");
      }
      approaches.put(family.key() + " " + family.variant(), List.copyOf(found));
    }

    assertThat(approaches)
        .containsExactly(
            Map.entry(
                "countdown ",
                List.of(
                    "BACKTRACKING",
                    "BACKTRACKING after GRPO",
                    "DIRECT",
                    "DIRECT after GRPO",
                    "MIX",
                    "TERSE",
                    "TERSE_DIRECT",
                    "THINK")),
            Map.entry("stacked-countdown ", List.of("BACKTRACKING", "DIRECT")),
            Map.entry("sudoku ", List.of("BACKTRACKING", "DIRECT", "TERSE", "TERSE_DIRECT")),
            Map.entry("sudoku easier", List.of("BACKTRACKING", "DIRECT", "TERSE", "TERSE_DIRECT")));
  }

  @Test
  void theHeadlinePairsAreTrainedThreeTimesAndEqually() throws IOException {
    for (Experiment experiment : experiments()) {
      ModelSettings direct = experiment.settings("direct");
      ModelSettings backtracking = experiment.settings("backtracking");

      assertThat(direct.replicates())
          .isEqualTo(experiment.name().equals("study-countdown-stacked") ? 1 : 3);
      assertThat(backtracking.replicates()).isEqualTo(direct.replicates());
      assertThat(backtracking.training().steps()).isEqualTo(direct.training().steps());
      assertThat(backtracking.training().batchTokens()).isEqualTo(direct.training().batchTokens());
      assertThat(experiment.models().values())
          .allMatch(model -> model.sampling().problems() >= 500)
          .allMatch(model -> model.training().validation().tuningProblems() >= 100);
    }
  }

  @Test
  void oneTrainingOfEachIsAFirstLook() {
    Experiment experiment =
        ExperimentFile.read(
            FOLDER.resolve("countdown.conf"), List.of("models.direct.replicates=1"));

    assertThat(experiment.models().values()).allMatch(model -> model.replicates() == 1);
  }

  @Test
  void whatWasRunCanBeRunAgain() {
    Path ran = Path.of("docs/study/sudoku");
    Experiment first = ExperimentFile.read(ran.resolve("first.conf"), List.of());
    Experiment second = ExperimentFile.read(ran.resolve("sudoku.conf"), List.of());

    assertThat(second.settings("backtracking").training().initialModel())
        .isEqualTo(first.runs() + "/" + first.name() + "/models/backtracking");
    assertThat(second.settings("terse").training().initialModel()).isEmpty();

    Path rewards = Path.of("docs/study/grpo");
    assertThat(ExperimentFile.read(rewards.resolve("grpo.conf"), List.of()).reinforced())
        .contains("direct-grpo.3", "backtracking-grpo.3");
    assertThat(ExperimentFile.read(rewards.resolve("sudoku.conf"), List.of()).reinforced())
        .containsExactly("direct-grpo");

    Experiment countdown =
        ExperimentFile.read(Path.of("docs/study/countdown/countdown.conf"), List.of());
    assertThat(countdown.models())
        .containsOnlyKeys("direct", "backtracking", "backtracking-chains", "mix", "think", "terse");
    assertThat(countdown.settings("terse").training().steps()).isEqualTo(12000);
    assertThat(countdown.settings("think").training().steps()).isEqualTo(18000);
  }

  private static List<Experiment> experiments() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(file -> ExperimentFile.read(file, List.of()))
          .toList();
    }
  }
}
