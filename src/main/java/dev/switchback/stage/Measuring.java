package dev.switchback.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.switchback.dataset.ScoreTable;
import dev.switchback.experiment.EvaluationSettings;
import dev.switchback.experiment.Experiment;
import dev.switchback.family.Difficulty;
import dev.switchback.family.Family;
import dev.switchback.metric.Bootstrap;
import dev.switchback.metric.Count;
import dev.switchback.metric.Entrant;
import dev.switchback.metric.Evaluation;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Plan;
import dev.switchback.metric.Player;
import dev.switchback.metric.Stratum;
import dev.switchback.metric.Tally;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Measures all players from the tables of a run. Scores are brought together problem by problem in
 * Spark SQL and added up where they are; the driver sees sums only.
 */
public final class Measuring {
  private final Experiment experiment;
  private final Family family;

  /**
   * @param family of the experiment's problems
   */
  public Measuring(Experiment experiment, Family family) {
    this.experiment = experiment;
    this.family = family;
  }

  /** All figures, and how completions and problems are distributed. */
  public record Result(List<Measurement> measurements, List<Count> distributions) {}

  /** Whose scores are measured. */
  public List<Player> players() {
    return new Players(experiment, family).all();
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
    Survey survey = new Survey(scores);
    List<Levels> levels = survey.levels(difficulty, family.difficulties());
    Plan plan = plan(survey.entrants(players()), levels);
    Evaluation evaluation = new Evaluation(plan);
    Tally tally = tally(scores.join(difficulty, "problem_id"), parts, plan, levels);
    return new Result(evaluation.measure(tally), evaluation.distributions(tally));
  }

  private Plan plan(List<Entrant> entrants, List<Levels> levels) {
    EvaluationSettings settings = experiment.evaluation();
    List<Stratum> strata =
        levels.stream().flatMap(each -> each.levels().stream().map(Levels.Level::stratum)).toList();
    return Plan.of(
        entrants,
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
  private static Tally tally(Dataset<Row> scores, int parts, Plan plan, List<Levels> levels) {
    ContestReader reader = new ContestReader(plan, levels);
    return scores
        .repartition(parts, col("problem_id"))
        .sortWithinPartitions("problem_id", "model", "sample")
        .javaRDD()
        .mapPartitions(rows -> List.of(reader.tally(rows)).iterator())
        .treeReduce(Tally::merge);
  }
}
