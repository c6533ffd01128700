package dev.switchback.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.switchback.dataset.ScoreTable;
import dev.switchback.experiment.EvaluationSettings;
import dev.switchback.experiment.Experiment;
import dev.switchback.family.Difficulty;
import dev.switchback.family.Family;
import dev.switchback.metric.DistributionCount;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Stratum;
import dev.switchback.metric.estimate.Player;
import dev.switchback.metric.evaluation.Evaluation;
import dev.switchback.metric.evaluation.EvaluationPlan;
import dev.switchback.metric.evaluation.EvaluationPlan.EvaluatedPlayer;
import dev.switchback.metric.evaluation.Tally;
import dev.switchback.metric.statistics.Bootstrap;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Measures all players from the tables of a run. Scores are brought together problem by problem in
 * Spark SQL and added up where they are; the driver sees sums only.
 */
public final class MetricsJob {
  private final Experiment experiment;
  private final Family family;

  /**
   * @param family of the experiment's problems
   */
  public MetricsJob(Experiment experiment, Family family) {
    this.experiment = experiment;
    this.family = family;
  }

  /** All figures, and how completions and problems are distributed. */
  public record Result(List<Measurement> measurements, List<DistributionCount> distributions) {}

  /** Whose scores are measured. */
  public List<Player> players() {
    return new PlayerRegistry(experiment, family).all();
  }

  /**
   * Measures scores.
   *
   * @param scores with the columns of {@link ScoreTable}
   * @param problems with {@code problem_id} and the columns that say how hard they are
   * @param parts in how many places scores are added up, which changes nothing
   */
  public Result measure(Dataset<Row> scores, Dataset<Row> problems, int parts) {
    Dataset<Row> difficulty = difficulty(problems, family.difficulties());
    ScoreProfile survey = new ScoreProfile(scores);
    List<DifficultyLevels> levels = survey.levels(difficulty, family.difficulties());
    EvaluationPlan plan = plan(survey.evaluatedPlayers(players()), levels);
    Evaluation evaluation = new Evaluation(plan);
    Tally tally = tally(scores.join(difficulty, "problem_id"), parts, plan, levels);
    return new Result(evaluation.measure(tally), evaluation.distributions(tally));
  }

  private EvaluationPlan plan(
      List<EvaluatedPlayer> evaluatedPlayers, List<DifficultyLevels> levels) {
    EvaluationSettings settings = experiment.evaluation();
    List<Stratum> strata =
        levels.stream()
            .flatMap(each -> each.levels().stream().map(DifficultyLevels.Range::stratum))
            .toList();
    return EvaluationPlan.of(
        evaluatedPlayers,
        settings.budgets(),
        settings.passAt(),
        strata,
        new Bootstrap(settings.bootstrapSamples(), settings.confidence(), experiment.seed()));
  }

  /** The problems with their difficulties as numbers. */
  private static Dataset<Row> difficulty(Dataset<Row> problems, List<Difficulty> difficulties) {
    Column[] columns =
        Stream.concat(
                Stream.of(col("problem_id")),
                difficulties.stream().map(each -> expr(each.number()).as(each.column())))
            .toArray(Column[]::new);
    return problems.select(columns);
  }

  /** Each problem's scores come together in one place, in the order of players and samples. */
  private static Tally tally(
      Dataset<Row> scores, int parts, EvaluationPlan plan, List<DifficultyLevels> levels) {
    ProblemResultsReader reader = new ProblemResultsReader(plan, levels);
    return scores
        .repartition(parts, col("problem_id"))
        .sortWithinPartitions("problem_id", "model", "replicate", "sample")
        .javaRDD()
        .mapPartitions(rows -> List.of(reader.tally(rows)).iterator())
        .treeReduce(Tally::merge);
  }
}
