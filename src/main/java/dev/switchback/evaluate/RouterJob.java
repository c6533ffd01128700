package dev.switchback.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import dev.switchback.dataset.MetricTable;
import dev.switchback.dataset.ScoreTable;
import dev.switchback.experiment.EvaluationSettings;
import dev.switchback.experiment.Experiment;
import dev.switchback.metric.CostAxis;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.estimate.Player;
import dev.switchback.metric.evaluation.EvaluationPlan;
import dev.switchback.metric.evaluation.EvaluationPlan.EvaluatedPlayer;
import dev.switchback.metric.statistics.Bootstrap;
import dev.switchback.router.FeatureSet;
import dev.switchback.router.Learner;
import dev.switchback.router.PredictionTable;
import dev.switchback.router.Router;
import dev.switchback.router.SolvedRows;
import dev.switchback.router.SolvedTable;
import dev.switchback.run.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from scores which model solves which problems: writes figures, predictions and the fitted
 * pipelines. Scores are brought together problem by problem in Spark; what is left of each is a
 * number for each budget, of a bounded number of problems.
 */
public final class RouterJob {
  private static final Logger LOG = LoggerFactory.getLogger(RouterJob.class);
  private static final int FEWEST_PROBLEMS = 100;
  private static final int EVERY = 4;

  private final Run run;
  private final Experiment experiment;
  private final EvaluationSettings settings;

  public RouterJob(Run run) {
    this.run = run;
    this.experiment = run.experiment();
    this.settings = experiment.evaluation();
  }

  /**
   * Writes all of it.
   *
   * @return what is true of it, which may be why there is nothing to learn
   */
  public Map<String, Object> write(Path folder) throws IOException {
    Dataset<Row> scores = scores();
    Dataset<Row> shared = shared(scores).cache();
    try {
      Optional<String> reason = tooLittle(shared.count());
      Optional<Router.Result> result =
          reason.isPresent() ? Optional.empty() : Optional.of(run(scores, shared));
      write(folder, result.map(Router.Result::measurements).orElse(List.of()));
      Map<String, Object> facts = new TreeMap<>();
      Optional<String> skipped = reason.or(() -> missing(result.orElseThrow()));
      skipped.ifPresent(
          why -> {
            LOG.warn("Problems are not routed: {}", why);
            facts.put("skipped", why);
          });
      if (result.isPresent() && !result.get().pipelines().isEmpty()) {
        write(folder, result.get());
        facts.put("learners", result.get().learners());
      }
      return facts;
    } finally {
      shared.unpersist();
    }
  }

  /** Why there is nothing of an axis, if so. */
  private static Optional<String> missing(Router.Result result) {
    return result.missing().isEmpty()
        ? Optional.empty()
        : Optional.of(
            result.missing().entrySet().stream()
                .map(axis -> "by " + axis.getKey() + ": " + axis.getValue())
                .collect(Collectors.joining("; ")));
  }

  private Optional<String> tooLittle(long problems) {
    if (experiment.models().size() < 2) {
      return Optional.of("there is one model, and it takes two");
    }
    return problems < FEWEST_PROBLEMS
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "the models share %d problems, and it takes %d",
                problems,
                FEWEST_PROBLEMS))
        : Optional.empty();
  }

  private Router.Result run(Dataset<Row> scores, Dataset<Row> shared) {
    Map<CostAxis, double[]> budgets = budgets(scores);
    Map<String, Player> players = new HashMap<>();
    players().forEach(player -> players.put(player.name(), player));
    SolvedRows reader =
        new SolvedRows(players, budgets, experiment.seed(), settings.router().folds());
    Dataset<Row> solved =
        run.spark()
            .createDataFrame(
                drawn(scores.join(shared, "problem_id")).javaRDD().flatMap(reader),
                SolvedTable.SCHEMA)
            .cache();
    try {
      return new Router(
              List.copyOf(experiment.models().keySet()),
              budgets,
              run.family().features(),
              FeatureSet.of(settings.router().features()),
              settings.router().learners().stream().map(Learner::of).toList(),
              settings.router().folds(),
              bootstrap())
          .run(run.parquet(run.folder().problems()), solved);
    } finally {
      solved.unpersist();
    }
  }

  private List<Player> players() {
    return new PlayerRegistry(experiment, run.family()).all();
  }

  /** Of the first training of each model, which is one that problems can be sent to. */
  private Dataset<Row> scores() {
    return run.parquet(run.folder().scores(), ScoreTable.SCHEMA)
        .where(col("replicate").equalTo(1))
        .where(col("model").isin(experiment.models().keySet().toArray()));
  }

  /** The problems that all models have completions of, or a part of them drawn by hash. */
  private Dataset<Row> shared(Dataset<Row> scores) {
    return scores
        .groupBy("problem_id")
        .agg(countDistinct("model").as("models"))
        .where(col("models").equalTo(experiment.models().size()))
        .selectExpr("problem_id", "xxhash64(problem_id, " + experiment.seed() + "L) as drawn_at")
        .orderBy("drawn_at", "problem_id")
        .limit(settings.router().maxProblems())
        .select("problem_id");
  }

  /** The completions of each model on each problem in one row, in drawn order. */
  private static Dataset<Row> drawn(Dataset<Row> scores) {
    Column[] columns =
        Stream.concat(Stream.of("sample"), Arrays.stream(ScoreTable.SCHEMA.fieldNames()))
            .filter(name -> !List.of("model", "problem_id").contains(name))
            .distinct()
            .map(name -> col(name))
            .toArray(Column[]::new);
    return scores
        .groupBy("problem_id", "model")
        .agg(sort_array(collect_list(struct(columns))).as("drawn"));
  }

  /**
   * Budgets of tokens as they are set, and of operations every fourth of the curves': two a
   * doubling.
   */
  private Map<CostAxis, double[]> budgets(Dataset<Row> scores) {
    List<EvaluatedPlayer> evaluatedPlayers = new ScoreProfile(scores).evaluatedPlayers(players());
    EvaluationPlan plan =
        EvaluationPlan.of(
            evaluatedPlayers, settings.budgets(), settings.passAt(), List.of(), bootstrap());
    Map<CostAxis, double[]> budgets = new TreeMap<>();
    budgets.put(
        CostAxis.TOKENS, settings.budgets().stream().mapToDouble(Integer::doubleValue).toArray());
    budgets.put(CostAxis.FLOPS, everyFourth(plan.grids().get(CostAxis.FLOPS)));
    return budgets;
  }

  private static double[] everyFourth(double[] grid) {
    List<Double> kept = new ArrayList<>();
    for (int i = 0; i < grid.length; i += EVERY) {
      kept.add(grid[i]);
    }
    return kept.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private Bootstrap bootstrap() {
    return new Bootstrap(settings.bootstrapSamples(), settings.confidence(), experiment.seed());
  }

  private void write(Path folder, Router.Result result) throws IOException {
    run.write(new Path(folder, "predictions"), result.predictions(), PredictionTable.SCHEMA);
    for (Map.Entry<String, PipelineModel> entry : result.pipelines().entrySet()) {
      entry.getValue().save(new Path(folder, "pipelines/" + entry.getKey()).toString());
    }
  }

  private void write(Path folder, List<Measurement> measurements) throws IOException {
    List<Row> rows = measurements.stream().map(MetricTable::row).toList();
    run.write(new Path(folder, "measurements"), rows, MetricTable.SCHEMA);
  }
}
