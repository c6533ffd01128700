package dev.switchback.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.switchback.metric.CostAxis;
import dev.switchback.metric.Estimate;
import dev.switchback.metric.Metric;
import dev.switchback.random.RandomStream;
import dev.switchback.tier.LocalSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LocalSpark
class RouterTest {
  private static SparkSession spark;
  private static Router.Result planted;
  private static Router.Result meaningless;

  @TempDir private Path folder;

  @BeforeAll
  static void learn(SparkSession session) {
    spark = session;
    planted = result(RouterTest::byParity, Learner.values());
    meaningless = result(RouterTest::byChance, Learner.LOGISTIC, Learner.CAUTIOUS_LOGISTIC);
  }

  /** The first model solves problems with even targets, the second the others. */
  private static double byParity(int model, int problem, int budget) {
    boolean even = PlantedProblems.target(problem) % 2 == 0;
    return (even ? 0 : 1) == model ? 0.8 + 0.1 * budget : 0.1;
  }

  /** No feature says who solves a problem. */
  private static double byChance(int model, int problem, int budget) {
    return RandomStream.of(8, "planted-chance", problem, model).nextInt(2);
  }

  @Test
  void aRouterFindsWhatWasPlanted() {
    for (double budget : PlantedProblems.BUDGETS) {
      Estimate router = figure(planted, "router", Metric.ACCURACY_AT_TOKENS, "", budget);
      Estimate oracle = figure(planted, "oracle-router", Metric.ACCURACY_AT_TOKENS, "", budget);
      assertThat(router.value()).isCloseTo(oracle.value(), within(1e-9));
      for (String model : List.of("direct", "search")) {
        assertThat(figure(planted, "router", Metric.DIFFERENCE_AT_TOKENS, model, budget).low())
            .isGreaterThan(0.2);
      }
    }
    assertThat(figure(planted, "direct", Metric.PREDICTION_LOG_LOSS, "", 0).high())
        .isLessThan(figure(planted, "direct", Metric.PREDICTION_LOG_LOSS_OF_MEAN, "", 0).low());
    assertThat(figure(planted, "direct", Metric.PREDICTION_AUC, "", 0).low()).isGreaterThan(0.8);
  }

  @Test
  void theFeatureThatDecidesHasTheEffect() {
    assertThat(effect(planted, "direct", "target_is_even").low()).isGreaterThan(1);
    assertThat(effect(planted, "search", "target_is_even").high()).isLessThan(-1);
    for (String feature : List.of("target", "smallest_number")) {
      assertThat(effect(planted, "direct", feature).value()).isBetween(-0.2, 0.2);
    }
  }

  @Test
  void predictionsAreCalibrated() {
    assertThat(planted.measurements())
        .filteredOn(row -> row.metric() == Metric.PREDICTION_CALIBRATION)
        .hasSize(20)
        .allSatisfy(row -> assertThat(row.estimate().value()).isCloseTo(row.at(), within(0.15)));
  }

  @Test
  void problemsGoToTheModelThatSolvesThem() {
    long even =
        java.util.stream.IntStream.range(0, PlantedProblems.PROBLEMS)
            .filter(problem -> PlantedProblems.target(problem) % 2 == 0)
            .count();
    assertThat(figure(planted, "router", Metric.ROUTED_SHARE, "direct", 64).value())
        .isCloseTo(even / (double) PlantedProblems.PROBLEMS, within(1e-9));
  }

  @Test
  void whereFeaturesSayNothingNothingIsGained() {
    for (String model : List.of("direct", "search")) {
      Estimate area = figure(meaningless, model, Metric.PREDICTION_AUC, "", 0);
      assertThat(area.low()).isLessThan(0.5);
      double loss = figure(meaningless, model, Metric.PREDICTION_LOG_LOSS, "", 0).value();
      double ofMean = figure(meaningless, model, Metric.PREDICTION_LOG_LOSS_OF_MEAN, "", 0).value();
      assertThat(loss).isBetween(ofMean - 0.01, ofMean + 0.05);
    }
    double gained =
        List.of("direct", "search").stream()
            .map(model -> figure(meaningless, "router", Metric.DIFFERENCE_AT_TOKENS, model, 128))
            .mapToDouble(Estimate::low)
            .min()
            .orElseThrow();
    assertThat(gained).isLessThan(0);
    assertThat(figure(meaningless, "oracle-router", Metric.ACCURACY_AT_TOKENS, "", 128).value())
        .isGreaterThan(0.65);
  }

  /** Egypt has digits of its own, which SQL does not read. */
  @Test
  void theLocaleOfTheMachineChangesNoStatement() {
    Preparation preparation = new Preparation(PlantedProblems.FEATURES, PlantedProblems.BUDGETS);
    Dataset<Row> problems =
        PlantedProblems.problems(spark, 1).limit(3).withColumn("budget", functions.lit(100.0));
    List<Row> expected = preparation.of(problems).collectAsList();
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      assertThat(preparation.of(problems).collectAsList()).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aSavedPipelinePredictsTheSame() throws Exception {
    PipelineModel pipeline = planted.pipelines().get("tokens/surface/direct");
    pipeline.save(folder.resolve("direct").toString());
    PipelineModel read = PipelineModel.load(folder.resolve("direct").toString());
    List<Row> expected = predictions(pipeline);
    assertThat(predictions(read)).isEqualTo(expected);
    for (Row row : expected) {
      double probability = ((Vector) row.get(1)).apply(1);
      assertThat(probability > 0.5).isEqualTo(row.getInt(0) % 2 == 0);
    }
  }

  @Test
  void whereAModelSolvesAllOrNoneThereIsNothingToPredict() {
    Router.Result nothing = result((model, problem, budget) -> model, Learner.FOREST);
    assertThat(nothing.measurements()).isEmpty();
    assertThat(nothing.pipelines()).isEmpty();
    assertThat(nothing.missing())
        .isEqualTo(
            Map.of(
                "tokens", "direct solves hardly any problem, search solves nearly every problem"));
  }

  @Test
  void neitherPartitionsNorAnAxisWithNothingToPredictChangeABit() {
    Dataset<Row> solved = PlantedProblems.solved(spark, RouterTest::byParity, 7);
    Dataset<Row> unsolved =
        PlantedProblems.solved(spark, (model, problem, budget) -> 0, 2)
            .withColumn("axis", functions.lit(CostAxis.FLOPS.name()));
    Router router =
        PlantedProblems.router(
            new TreeMap<>(
                Map.of(
                    CostAxis.TOKENS,
                    PlantedProblems.BUDGETS,
                    CostAxis.FLOPS,
                    PlantedProblems.BUDGETS)),
            Learner.values());

    Router.Result half = router.run(PlantedProblems.problems(spark, 3), solved.union(unsolved));

    assertThat(half.measurements()).isEqualTo(planted.measurements());
    assertThat(half.predictions()).isEqualTo(planted.predictions());
    assertThat(half.missing())
        .isEqualTo(
            Map.of("flops", "direct solves hardly any problem, search solves hardly any problem"));
  }

  private static List<Row> predictions(PipelineModel pipeline) {
    return pipeline
        .transform(PlantedProblems.problems(spark, 1).withColumn("budget", functions.lit(100.0)))
        .orderBy("problem_id")
        .select("target", "probability")
        .collectAsList();
  }

  private static Router.Result result(PlantedProblems.Truth truth, Learner... learners) {
    return PlantedProblems.router(learners)
        .run(PlantedProblems.problems(spark, 1), PlantedProblems.solved(spark, truth, 1));
  }

  private static Estimate effect(Router.Result result, String model, String feature) {
    return figure(result, model, Metric.FEATURE_EFFECT, feature, 0);
  }

  private static Estimate figure(
      Router.Result result, String player, Metric metric, String detail, double at) {
    return result.measurements().stream()
        .filter(row -> row.player().equals(player) && row.metric() == metric)
        .filter(row -> row.detail().equals(detail) && row.at() == at)
        .findFirst()
        .orElseThrow()
        .estimate();
  }
}
