package dev.switchback.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.artifact.InputException;
import dev.switchback.artifact.Overwrite;
import dev.switchback.claim.ClaimResult;
import dev.switchback.claim.ClaimResult.Conclusion;
import dev.switchback.claim.Claims;
import dev.switchback.claim.Claims.ClaimsFile;
import dev.switchback.claim.JudgedRun;
import dev.switchback.experiment.Experiment;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.family.countdown.trace.CountdownQuestion;
import dev.switchback.family.countdown.trace.CountdownTraces;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.model.Weights;
import dev.switchback.publish.ClaimedRuns;
import dev.switchback.run.Run;
import dev.switchback.sample.GivenText;
import dev.switchback.sample.Scorer;
import dev.switchback.tier.LocalSpark;
import dev.switchback.tier.NativeEngine;
import dev.switchback.trace.TraceStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LocalSpark
@NativeEngine
class ReportTest {
  @TempDir private static Path folder;
  private static SparkSession spark;
  private static WrittenRun written;
  private static Path report;

  /** The report of a run in which a training is sampled in two ways, and one goes on by rewards. */
  private static Path varied;

  private static WrittenRun rewarded;

  @BeforeAll
  static void report(SparkSession session, @TempDir Path other) throws IOException {
    spark = session;
    written = WrittenRun.write(spark, folder);
    report = reported(written);
    rewarded = WrittenRun.writeVaried(spark, other);
    varied = reported(rewarded);
  }

  private static Path reported(WrittenRun written) throws IOException {
    Evaluate.run(written.run);
    Report.run(written.run);
    return Path.of(written.run.folder().report().toUri());
  }

  @Test
  void pageContentAndTablesLieSideBySide() throws IOException {
    assertThat(contents(report).keySet())
        .contains(
            "report.html",
            "compute.html",
            "samples.html",
            "mistakes.html",
            "solved.html",
            "claims.html",
            "method.html",
            "report.json",
            "claims.json",
            "tables/accuracy-at-flops.csv",
            "tables/accuracy-at-tokens.csv",
            "tables/errors.csv",
            "tables/lengths.csv",
            "tables/mistakes-chains-direct.csv",
            "tables/pass-at-k.csv",
            "tables/training.csv")
        .doesNotContain("when.html");
    assertThat(written.run.plan().report().finished()).isTrue();
  }

  @Test
  void contentIsThatOfTheRun() throws IOException {
    JsonNode content = new ObjectMapper().readTree(report.resolve("report.json").toFile());
    assertThat(content.get("title").asText()).isEqualTo("Chains against direct: written");
    assertThat(content.at("/method/subtitle").asText())
        .contains(
            "3 numbers from 1 to 9", "12 completions of each of 40 validation problems by direct");
    assertThat(content.at("/answer/findings/0/weight").asText()).isEqualTo("HEADLINE");
    assertThat(content.at("/method/configuration").asText()).startsWith("name = \"written\"\n");
    assertThat(content.at("/method/facts").findValuesAsText("name"))
        .contains(
            "rows, validation",
            "canonical, shared problems, train and validation",
            "parameters",
            "training time",
            "seed of the run");
  }

  @Test
  void lossesAreThoseOfTheTraining() throws IOException {
    List<String> lines = Files.readAllLines(report.resolve("tables/training.csv"));
    assertThat(lines).contains("direct,training,10.0,0.6", "chains,validation,2.0,3.1");
  }

  @Test
  void aTrainingThatIsSampledInTwoWaysIsShownOnce() throws IOException {
    assertThat(Files.readAllLines(varied.resolve("tables/training.csv")))
        .contains("direct,training,10.0,0.6", "chains,training,10.0,0.6")
        .noneMatch(line -> line.startsWith("chains-again"));
    assertThat(Files.readAllLines(varied.resolve("tables/pass-at-k.csv")))
        .anyMatch(line -> line.startsWith("chains,"))
        .anyMatch(line -> line.startsWith("chains-again,"));
    JsonNode content = new ObjectMapper().readTree(varied.resolve("report.json").toFile());
    assertThat(content.at("/method/facts").findValuesAsText("title"))
        .contains("Model direct", "Model chains", "Completions of chains-again")
        .doesNotContain("Model chains-again");
    assertThat(content.at("/method/facts").findValuesAsText("name")).containsOnlyOnce("weights of");
    assertThat(content.at("/answer/findings/0/text").asText())
        .contains("chains", "direct")
        .doesNotContain("chains-again (");
  }

  @Test
  void aModelThatWasTrainedByRewardsHasAPage() throws IOException {
    assertThat(varied.resolve("grpo.html")).isNotEmptyFile();
    assertThat(report.resolve("grpo.html")).doesNotExist();
    assertThat(Files.readAllLines(varied.resolve("tables/grpo-solved-rewarded.csv")))
        .containsExactly(
            "tries before,tries after,gained,kept,lost,never,problems",
            changes("first,first,", 1, 1),
            changes("all 12,first,", WrittenRun.ANSWERS, 1),
            changes("all 12,all 12,", WrittenRun.ANSWERS, WrittenRun.ANSWERS));
    assertThat(Files.readAllLines(varied.resolve("tables/grpo-reward-rewarded.csv")))
        .contains("rewarded,strict,1.0,0.4", "rewarded,strict,3.0,0.6");
    assertThat(Files.readAllLines(varied.resolve("tables/training.csv")))
        .noneMatch(line -> line.startsWith("rewarded"));
  }

  /** Against texts that are scored one by one, without Spark. */
  @Test
  void chancesOfModelsThatAnswerAreSumsOverAllAnswers() throws IOException {
    Map<String, Row> chances = new TreeMap<>();
    for (Row row : rewarded.run.parquet(rewarded.run.folder().chances()).collectAsList()) {
      chances.put(row.getString(0) + " " + row.getString(1), row);
    }
    assertThat(chances).hasSize(2 * WrittenRun.PROBLEMS);
    Weights weights = rewarded.weights("direct");
    try (CausalLmProgram program =
            new CausalLmProgram(weights.architecture(), Precision.FLOAT32, Device.cpu());
        Scorer scorer = new Scorer(program, weights, CountdownTokenizer.INSTANCE.pad(), 0.7)) {
      for (int i = 0; i < 5; i++) {
        List<Double> logarithms = logProbabilities(scorer, rewarded.problem(i));
        double largest = Collections.max(logarithms);
        double sum = logarithms.stream().mapToDouble(each -> Math.exp(each - largest)).sum();
        for (String model : List.of("direct", "rewarded")) {
          Row found = chances.get(model + " " + rewarded.id(i));
          assertThat(found.<Integer>getAs("answers")).isEqualTo(logarithms.size());
          assertThat(found.<Double>getAs("log10_chance"))
              .isCloseTo((largest + Math.log(sum)) / Math.log(10), within(1e-4));
        }
      }
    }
    assertThat(Files.readAllLines(varied.resolve("tables/grpo-chances-rewarded.csv")))
        .hasSize(1 + WrittenRun.PROBLEMS);
  }

  private static List<Double> logProbabilities(Scorer scorer, CountdownProblem problem) {
    String prompt = CountdownTraces.prompt(problem);
    return new CountdownQuestion(problem)
        .answers(TraceStyle.DIRECT).stream()
            .map(text -> text.substring(prompt.length()))
            .map(text -> GivenText.of(CountdownTokenizer.INSTANCE, prompt, text, false))
            .map(text -> scorer.score(List.of(text).iterator()).next().logProbability())
            .toList();
  }

  private static String changes(String tries, int before, int after) {
    int[] problems = new int[4];
    for (int i = 0; i < WrittenRun.PROBLEMS; i++) {
      int problem = i;
      boolean solved =
          IntStream.range(0, before).anyMatch(sample -> WrittenRun.solved(problem, sample));
      boolean solvedAfter =
          IntStream.range(0, after)
              .anyMatch(sample -> WrittenRun.solvedAfterRewards(problem, sample));
      problems[solved ? (solvedAfter ? 1 : 2) : (solvedAfter ? 0 : 3)]++;
    }
    return String.format(
        Locale.ROOT,
        "%s%d,%d,%d,%d,%d",
        tries,
        problems[0],
        problems[1],
        problems[2],
        problems[3],
        WrittenRun.PROBLEMS);
  }

  @Test
  void claimsAreJudgedByTheRun() throws IOException {
    ClaimsFile claims = claims(report);
    ClaimResult first = claims.claims().get(0);
    assertThat(first.claim().id()).isEqualTo("countdown-direct-leads");
    assertThat(first.verdict()).isNotEqualTo(Conclusion.NOT_RUN);
    assertThat(first.players()).containsExactly("direct", "chains");
    assertThat(first.runs()).containsExactly("written");
    assertThat(first.problems()).isEqualTo(WrittenRun.PROBLEMS);
    assertThat(claims.claims().get(1).why()).isEqualTo("No run on Sudoku.");
  }

  @Test
  void claimsAreJudgedByRunsBesideItAsWell() throws IOException {
    Experiment beside =
        WrittenRun.experiment(folder, "name=second", "report.compare-with=[written]", "seed=7");
    written.run.folder().keepConfiguration();
    Run second = Run.of(spark, beside);
    assertThat(second.plan().comparedMetrics())
        .singleElement()
        .satisfies(metrics -> assertThat(metrics.require()).isNotNull());
    List<JudgedRun> judged = new ClaimedRuns(second).read(List.of());
    assertThat(judged).extracting(JudgedRun::name).containsExactly("second", "written");
    assertThat(judged.get(1).measurements()).isNotEmpty();
    assertThat(Claims.judge(judged).get(0).runs()).containsExactly("written");
  }

  @Test
  void aRunBesideItThatIsNotFinishedIsNamed() throws IOException {
    Experiment beside = WrittenRun.experiment(folder, "report.compare-with=[absent]");
    assertThatThrownBy(() -> Report.run(Run.of(spark, beside, Overwrite.ALLOW)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Cannot read metrics of absent: ")
        .hasMessageContaining("absent/metrics has no manifest, expected a finished folder");
  }

  @Test
  void sameRunSameBytes() throws IOException {
    Map<String, String> before = contents(report);
    written.run.folder().files().delete(written.run.folder().report(), true);
    Report.run(written.run);
    assertThat(contents(report)).isEqualTo(before);
  }

  private static ClaimsFile claims(Path folder) throws IOException {
    return new ObjectMapper().readValue(folder.resolve("claims.json").toFile(), ClaimsFile.class);
  }

  private static Map<String, String> contents(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString();
        if (!name.endsWith(".crc")) {
          contents.put(name, Files.readString(file));
        }
      }
    }
    return contents;
  }
}
