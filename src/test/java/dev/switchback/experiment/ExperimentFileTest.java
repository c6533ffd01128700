package dev.switchback.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.switchback.config.Bound;
import dev.switchback.config.ConfigurationException;
import dev.switchback.config.EffectiveConfiguration;
import dev.switchback.family.ProblemSettings;
import dev.switchback.family.countdown.puzzle.CountdownSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentFileTest {
  @TempDir private Path folder;

  @Test
  void whatIsNotSetHasTheStudysValues() throws IOException {
    Experiment experiment = Examples.smallest(folder);

    assertThat(experiment.seed()).isEqualTo(42);
    assertThat(experiment.stages())
        .containsExactly(
            StageName.GENERATE,
            StageName.TRAIN,
            StageName.GRPO,
            StageName.SAMPLE,
            StageName.EVALUATE,
            StageName.REPORT);
    ProblemSettings problems = experiment.problems();
    assertThat(problems).isEqualTo(Bound.of(ProblemSettings.class, ""));
    assertThat(problems.family()).isEqualTo("countdown");
    assertThat(problems.of(CountdownSettings.class))
        .isEqualTo(new CountdownSettings(4, 1, 99, 10, 100, 0.1));
    assertThat(problems.validationShare()).isEqualTo(0.05);
    assertThat(problems.train()).isEqualTo(500_000);
    assertThat(experiment.models().get("direct").architecture())
        .isEqualTo(new ArchitectureSettings("3m", 256, 6, 4, 1, 512, 4096, 1e6, 1e-6, 0.02, false));
    assertThat(experiment.evaluation().budgets()).containsExactly(256, 512, 1024, 2048, 4096);
    assertThat(experiment.spark().conf()).isEmpty();
  }

  @Test
  void aSizeThatIsSetWinsOverThePreset() throws IOException {
    Experiment experiment = Examples.smallest(folder, "models.direct.architecture.hidden-size=128");

    ArchitectureSettings architecture = experiment.models().get("direct").architecture();
    assertThat(architecture.hiddenSize()).isEqualTo(128);
    assertThat(architecture.layers()).isEqualTo(6);
  }

  @Test
  void theLastOverrideWinsOverTheFile() throws IOException {
    String text = Examples.SMALLEST + "seed = 1\n";

    assertThat(Examples.read(folder, text).seed()).isEqualTo(1);
    assertThat(Examples.read(folder, text, "seed=2", "seed=3").seed()).isEqualTo(3);
  }

  @Test
  void anOverrideReachesWhatRefersToIt() throws IOException {
    String text =
        Examples.SMALLEST + "problems.train = 10\nproblems.validation = ${problems.train}";

    Experiment experiment =
        Examples.read(folder, text, "problems.train=20", "evaluation.budgets=[5, 6]");

    assertThat(experiment.problems().validation()).isEqualTo(20);
    assertThat(experiment.evaluation().budgets()).containsExactly(5, 6);
  }

  @ParameterizedTest
  @CsvSource({"s3a://bucket/runs", "a b", "${x}", "# hash", "C:\\runs"})
  void anOverrideIsTakenAsItStands(String text) throws IOException {
    assertThat(Examples.smallest(folder, "runs=" + text).runs()).isEqualTo(text);
  }

  @Test
  void whatARunKeepsIsReadBack() throws IOException {
    Experiment experiment =
        Examples.smallest(folder, "report.compare-with=[other, third]", "seed=7");

    assertThat(ExperimentFile.ofText(EffectiveConfiguration.render(experiment), "effective.conf"))
        .isEqualTo(experiment);
    assertThatThrownBy(() -> ExperimentFile.ofText("seed = {", "effective.conf"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Cannot read the configuration effective.conf, expected HOCON");
  }

  @Test
  void aFileCanIncludeAnother() throws IOException {
    Files.writeString(folder.resolve("base.conf"), Examples.SMALLEST + "seed = 5\nruns = there\n");

    Experiment experiment = Examples.read(folder, "include \"base.conf\"\nseed = 6\n");

    assertThat(experiment.seed()).isEqualTo(6);
    assertThat(experiment.runs()).isEqualTo("there");
  }

  @Test
  void aModelOfAnotherFileCanBeLeftOut() throws IOException {
    Files.writeString(
        folder.resolve("base.conf"),
        Examples.SMALLEST
            + "models.search = ${models.direct} { style = backtracking, searches = [dfs-mult] }\n");

    assertThat(Examples.read(folder, "include \"base.conf\"\n").models()).hasSize(2);
    assertThat(Examples.read(folder, "include \"base.conf\"\nmodels.search = null\n").models())
        .containsOnlyKeys("direct");
    assertThat(Examples.read(folder, "include \"base.conf\"\n", "models.search=null").models())
        .containsOnlyKeys("direct");
    assertThat(Examples.read(folder, "include \"base.conf\"\n", "models.direct=null").models())
        .as("also where another model is made from it")
        .containsOnlyKeys("search");
    assertThatThrownBy(() -> Examples.read(folder, "include \"base.conf\"\nmodels.direct = null\n"))
        .hasMessageContaining("give --set SECTION=null");
  }

  @Test
  void sparksKeysMayBeWrittenWithOrWithoutQuotes() throws IOException {
    Experiment experiment =
        Examples.read(
            folder,
            Examples.SMALLEST
                + "spark.conf { spark.executor.memory = 3g, \"spark.ui.enabled\" = true }");

    assertThat(experiment.spark().conf())
        .isEqualTo(Map.of("spark.executor.memory", "3g", "spark.ui.enabled", "true"));
  }

  @Test
  void allProblemsAreToldAtOnceWithTheirPlace() throws IOException {
    Path file =
        Examples.write(
            folder,
            """
            name = "Not a name"
            problems {
              number = 4
              numbers = 9
              train = many
              min-target = 2.5
            }
            models.direct {
              style = fast
              training { step = 10, adam-beta1 = 1.5, steps = 1 }
              sampling { max-tokens = 100, learning-rate = 3 }
              architecture = 17m
            }
            evaluation.budgets = 256
            whatever { a = 1 }
            """);

    ConfigurationException problems =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> ExperimentFile.read(file, List.of("report.titel=x")));

    assertThat(problems.problems())
        .containsExactly(
            "Cannot use whatever = { .. }, expected one of the keys there: name, runs, seed,"
                + (" stages, problems, models, evaluation, report, spark (" + file + ":15)"),
            "Cannot use problems.number = 4, expected a known key; did you mean numbers? ("
                + (file + ":3)"),
            "Cannot use problems.min-target = 2.5, expected a whole number (" + file + ":6)",
            "Cannot use problems.train = \"many\", expected a whole number (" + file + ":5)",
            "Cannot use models.direct.style = \"fast\", expected one of direct, backtracking, mix,"
                + " think, terse ("
                + (file + ":9)"),
            "Cannot use models.direct.architecture = \"17m\", expected a section, { .. } ("
                + (file + ":12)"),
            "Cannot use models.direct.training.step = 10, expected a known key; did you mean"
                + (" steps? (" + file + ":10)"),
            "Cannot use models.direct.training.adam-beta1 = 1.5, expected a share, 0 or more and"
                + (" less than 1 (" + file + ":10)"),
            "Cannot use models.direct.sampling.learning-rate = 3, expected a known key; did you"
                + (" mean models.NAME.training.learning-rate? (" + file + ":11)"),
            "Cannot use evaluation.budgets = 256, expected a list, [..], of whole numbers ("
                + (file + ":14)"),
            "Cannot use report.titel = \"x\", expected a known key; did you mean title?"
                + " (--set report.titel=x)");
    assertThat(problems).hasMessageStartingWith("Cannot use the configuration: 11 problems\n");
  }

  @Test
  void anOptimizerIsKnownAndItsMomentumAShare() throws IOException {
    Path file = Examples.write(folder, Examples.SMALLEST);
    String training = "models.direct.training.";
    assertThatThrownBy(
            () ->
                ExperimentFile.read(
                    file, List.of(training + "optimizer=sgd", training + "muon-momentum=1")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "Cannot use models.direct.training.optimizer = \"sgd\", expected one of adamw, muon")
        .hasMessageContaining(
            "Cannot use models.direct.training.muon-momentum = 1.0, expected a share, 0 or more and"
                + " less than 1");
  }

  @Test
  void stepsOrComputeAreGivenAndNotBoth() throws IOException {
    Path file = Examples.write(folder, Examples.SMALLEST);
    assertThatThrownBy(
            () -> ExperimentFile.read(file, List.of("models.direct.training.compute=1e12")))
        .hasMessageContaining(
            "Cannot use models.direct.training.steps = 10, expected 1 or more, or")
        .hasMessageContaining("compute more than 0 in its place (it is 1.0E12)");
    assertThatThrownBy(
            () -> ExperimentFile.read(file, List.of("models.direct.training.compute=-1")))
        .hasMessageContaining(
            "Cannot use models.direct.training.compute = -1.0, expected 0 or more");
  }

  @Test
  void whatMustBeSetIsNamed() throws IOException {
    Path file = Examples.write(folder, "models { a { }, b = 3 }");

    assertThatThrownBy(() -> ExperimentFile.read(file, List.of()))
        .hasMessageContaining(
            "Cannot use name, which is not set, expected it to be: The run's name")
        .hasMessageContaining("Cannot use models.a.style, which is not set")
        .hasMessageContaining(
            "Cannot use models.a.training.steps = 0, expected 1 or more, or compute more than 0 in"
                + " its place (it is 0.0)")
        .hasMessageContaining("Cannot use models.a.sampling.max-tokens, which is not set")
        .hasMessageContaining("Cannot use models.b = 3, expected a section");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "problems.numbers=7 | problems.numbers = 7, expected 2 to 6",
        "problems.max-target=5 | problems.max-target = 5, expected min-target (10) to 9999",
        "problems.unseen-target-share=0.001 | held out for the unseen-target split",
        "models.direct.architecture.hidden-size=130 | an even number of values for each of"
            + " attention-heads = 4",
        "models.direct.architecture.key-value-heads=3 | a divisor of attention-heads = 4",
        "models.direct.architecture.preset=5m | preset = \"5m\", expected one of 3m, 17m, 38m,"
            + " 144m",
        "models.direct.architecture.preset=\"\" | layers = 0, expected 1 or more, or a preset",
        "models.direct.training.batch-tokens=4095 | one row of context-length = 4096 tokens",
        "models.direct.training.precision=fp8 | expected one of float32, bfloat16",
        "models.direct.training.warmup-steps=11 | warmup-steps = 11, expected 0 to steps (10)",
        "models.direct.sampling.max-tokens=4096 | less than context-length = 4096",
        "models.direct.sampling.temperature=0 | samples = 16, expected 1 at temperature = 0",
        "models.direct.sampling.problems=1001 | at most problems.validation = 1000",
        "models.direct.training.validation.tuning-problems=1 | at most 0, the problems of the"
            + " validation split that models are not sampled on",
        "models.direct.sampling.samples=8 | evaluation.pass-at = [1, 2, 4, 8, 16], expected at"
            + " most 8",
        "problems.unseen-target=0 | null",
        "evaluation.budgets=[5, 5] | each greater than the one before",
        "evaluation.confidence=95 | more than 0 and less than 1",
        "models.direct.searches=[dfs-sum, bfs] | expected only dfs-sum, dfs-mult, think, bfs-1 to"
            + " bfs-5",
        "models.direct.searches=[0 dfs-sum] | each with a weight from 1 to 9999 before it or none",
        "models.direct.searches=[bfs-3, 2 bfs-3-mult] | each search once",
        "models.direct.searches=mix | expected a list, [..], of texts",
        "models.dfs-sum={} | models.dfs-sum.style, which is not set",
        "stages=[train, generate] | stages in the order of a run, each once",
        "stages=[sample, grpo] | stages in the order of a run, each once",
        "report.compare-with=[../other] | expected names of runs, not paths",
        "report.compare-with=[a, a] | expected each once",
        "report.compare-with=[tiny] | expected other runs than tiny itself",
        "stages=[trian] | expected a list, [..], of generate, train, grpo, sample, evaluate,"
            + " report",
        "spark.conf.executor.memory=3g | spark.conf.executor.memory = \"3g\", expected a key of"
            + " Spark's",
        "seed | Cannot use --set seed, expected key=value",
        "seed=1e3 | null",
        "seed=9223372036854775808 | expected a whole number",
        "seed=[1 | Cannot use --set seed=[1, expected a value in HOCON syntax",
        "a..b=1 | expected a key of names, digits, hyphens and points",
      },
      nullValues = "null")
  void impossibleValuesAreRefused(String override, String message) throws IOException {
    Path file = Examples.write(folder, Examples.SMALLEST);
    if (message == null) {
      assertThat(ExperimentFile.read(file, List.of(override)).name()).isEqualTo("tiny");
    } else {
      assertThatThrownBy(() -> ExperimentFile.read(file, List.of(override)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining(message);
    }
  }

  @Test
  void aModelMayNotBeCalledAsAReferencePlayer() throws IOException {
    Path file = Examples.write(folder, Examples.SMALLEST.replace("direct {", "random-play {"));

    assertThatThrownBy(() -> ExperimentFile.read(file, List.of()))
        .hasMessageContaining("models.random-play = {..}, expected a name of small letters");
  }

  @Test
  void aModelCanBeTrainedSeveralTimes() throws IOException {
    String text =
        Examples.SMALLEST
            + "models.direct.replicates = 2\n"
            + "models.more = ${models.direct} { reuse-weights-from = direct, sampling.samples = 3"
            + " }";
    Experiment experiment = Examples.read(folder, text);

    assertThat(experiment.trained()).containsExactly("direct", "direct.2");
    assertThat(experiment.sampled()).containsExactly("direct", "direct.2", "more", "more.2");
    assertThat(experiment.training("more.2")).isEqualTo("direct.2");
    assertThat(experiment.settings("more.2").sampling().samples()).isEqualTo(3);
    assertThat(Replicate.of("direct").seed(7)).isEqualTo(7);
    assertThat(Replicate.of("direct.2").seed(7)).isNotEqualTo(7);
    Path file = Examples.write(folder, text);
    assertThatThrownBy(() -> ExperimentFile.read(file, List.of("models.more.replicates=1")))
        .hasMessageContaining(
            "Cannot use models.more.replicates = 1, expected 2 as models.direct has");
    assertThatThrownBy(() -> ExperimentFile.read(file, List.of("models.direct.replicates=0")))
        .hasMessageContaining("replicates = 0, expected");
  }

  @Test
  void aModelCanBeReinforcedFromAnother() throws IOException {
    String text =
        Examples.SMALLEST
            + "models.rewarded = ${models.direct} { reinforced-from = direct, replicates = 2"
            + ", grpo.steps = 3 }\n"
            + "models.greedy = ${models.rewarded} { reinforced-from = \"\""
            + ", reuse-weights-from = rewarded, sampling { temperature = 0, samples = 1 } }";
    Experiment experiment = Examples.read(folder, text);

    assertThat(experiment.trained()).containsExactly("direct");
    assertThat(experiment.reinforced()).containsExactly("rewarded", "rewarded.2");
    assertThat(experiment.base("rewarded.2")).isEqualTo("direct");
    assertThat(experiment.training("greedy.2")).isEqualTo("rewarded.2");
    assertThat(
            experiment
                .settings("rewarded")
                .grpo()
                .drawing(experiment.settings("rewarded").sampling())
                .maxTokens())
        .isEqualTo(512);
    Path file = Examples.write(folder, text);
    for (String[] wrong :
        new String[][] {
          {"models.rewarded.reinforced-from=dirct", "reinforced-from = dirct, expected the name"},
          {"models.rewarded.reinforced-from=greedy", "reinforced-from = greedy, expected the name"},
          {"models.rewarded.style=think", "models.rewarded.style = think, expected direct as"},
          {"models.rewarded.architecture.layers=3", "models.rewarded.architecture = "},
          {"models.direct.replicates=3", "models.rewarded.replicates = 2, expected 3 as"},
          {"models.rewarded.reuse-weights-from=direct", "models.rewarded.reinforced-from = direct"},
          {
            "models.rewarded.grpo.samples=1", "models.rewarded.grpo.samples = 1, expected 2 or more"
          },
          {"models.rewarded.grpo.pass-at=0", "grpo.pass-at = 0, expected 1 or more"},
          {
            "models.rewarded.grpo={advantages=pass-at-k,samples=2}", "grpo.pass-at = 4, expected at"
          },
          {"models.rewarded.grpo.draws=2", "groups-without-signal = dropped"},
          {"models.rewarded.grpo.updates=65", "grpo.updates = 65, expected 1 to prompts = 64"},
          {"models.rewarded.grpo.loss.clip-low=1", "grpo.loss.clip-low = 1"},
          {"models.rewarded.grpo.prompts=99999999", "models.rewarded.grpo.prompts = 99999999"},
          {"models.greedy.grpo.steps=4", "models.greedy.grpo.steps = 4, expected 3 as"},
        }) {
      assertThatThrownBy(() -> ExperimentFile.read(file, List.of(wrong[0])))
          .as(wrong[0])
          .hasMessageContaining(wrong[1]);
    }
  }

  @Test
  void oneTrainingCanBeSampledInSeveralWays() throws IOException {
    String chains =
        Examples.SMALLEST
            + "models.more = ${models.direct} { reuse-weights-from = direct, sampling.samples = 3"
            + " }";
    Experiment experiment = Examples.read(folder, chains);
    assertThat(experiment.trained()).containsExactly("direct");
    assertThat(experiment.training("more")).isEqualTo("direct");
    assertThat(experiment.training("direct")).isEqualTo("direct");
    for (String[] wrong :
        new String[][] {
          {
            "models.more.reuse-weights-from=dirct",
            "Cannot use models.more.reuse-weights-from = dirct, expected"
          },
          {
            "models.more.reuse-weights-from=more",
            "Cannot use models.more.reuse-weights-from = more, expected"
          },
          {
            "models.direct.reuse-weights-from=more",
            "Cannot use models.more.reuse-weights-from = direct, expected"
          },
          {
            "models.more.style=backtracking",
            "Cannot use models.more.style = backtracking, expected direct as models.direct has,"
                + " whose weights it is"
          },
          {
            "models.more.training.steps=11",
            "Cannot use models.more.training.steps = 11, expected 10 as models.direct has"
          },
          {
            "models.more.training.workers.count=2",
            "Cannot use models.more.training.workers.count = 2, expected 1 as models.direct has"
          },
          {
            "models.more.architecture.hidden-size=64",
            "Cannot use models.more.architecture.hidden-size = 64, expected 256 as models.direct"
          }
        }) {
      assertThatThrownBy(() -> Examples.read(folder, chains, wrong[0]))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining(wrong[1]);
    }
  }

  @Test
  void whatIsSetForATrainingReachesThoseWhoHaveItsWeights() throws IOException {
    String chains =
        Examples.SMALLEST
            + "models.more = ${models.direct} { reuse-weights-from = direct, sampling.samples = 3"
            + " }";
    Experiment experiment = Examples.read(folder, chains, "models.direct.training.steps=11");
    assertThat(experiment.models().get("more").training().steps()).isEqualTo(11);
    assertThat(experiment.models().get("direct").sampling().samples()).isNotEqualTo(3);
  }

  @Test
  void modelsAreComparedOnTheSameProblems() throws IOException {
    Path file =
        Examples.write(
            folder,
            Examples.SMALLEST
                + """
                models.one = ${models.direct} { style = backtracking }
                models.two = ${models.one} {
                  searches = [dfs-sum]
                  sampling { split = train, problems = 9 }
                }
                """);

    assertThatThrownBy(() -> ExperimentFile.read(file, List.of()))
        .hasMessageContaining(
            "models.two.sampling.split = train, expected validation as another model has: they are"
                + " compared on the same problems")
        .hasMessageContaining("models.two.sampling.problems = 9, expected 0 as another model has")
        .hasMessageContaining(
            "models.two.searches = [dfs-sum], expected [dfs-sum, dfs-mult] as another model of its"
                + " style has; give each its own run");
  }

  @Test
  void includesAFileBesideOneThatIsNamedWithoutAFolder() throws IOException {
    Path named = Path.of("ExperimentFileTest.conf");
    try {
      Files.writeString(named, "include \"conf/quickstart.conf\"\nseed = 6\n");
      assertThat(ExperimentFile.read(named, List.of()).seed()).isEqualTo(6);
    } finally {
      Files.delete(named);
    }
  }

  @Test
  void aFileThatIsMissingOrDamagedIsNamed() throws IOException {
    Path missing = folder.resolve("nowhere.conf");
    Path damaged = Examples.write(folder, "name = tiny\nmodels { ");
    Path unresolved = Files.writeString(folder.resolve("u.conf"), "name = ${nobody}");
    Path including = Files.writeString(folder.resolve("i.conf"), "include \"gone.conf\"");

    assertThatThrownBy(() -> ExperimentFile.read(missing, List.of()))
        .hasMessageStartingWith("Cannot read the configuration " + missing + ", which is no file");
    assertThatThrownBy(() -> ExperimentFile.read(damaged, List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("example.conf: 2");
    assertThatThrownBy(() -> ExperimentFile.read(unresolved, List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("${nobody}");
    assertThatThrownBy(() -> ExperimentFile.read(including, List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("gone.conf");
  }
}
