package dev.switchback.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import dev.switchback.family.Difficulty;
import dev.switchback.metric.estimate.Player;
import dev.switchback.metric.evaluation.EvaluationPlan.EvaluatedPlayer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Looks over scores and problems before they are measured: how many there are, and of what. */
final class ScoreProfile {
  private final Dataset<Row> scores;

  /**
   * @param scores all of a run
   */
  ScoreProfile(Dataset<Row> scores) {
    this.scores = scores;
  }

  /** What there is of each player that has scores. */
  List<EvaluatedPlayer> evaluatedPlayers(List<Player> players) {
    Map<String, Row> sizes = new HashMap<>();
    scores
        .groupBy("model", "replicate", "problem_id")
        .agg(count("sample").as("samples"), max("prompt_tokens").as("prompt_tokens"))
        .groupBy("model")
        .agg(min("samples"), max("prompt_tokens"), max("replicate"))
        .collectAsList()
        .forEach(row -> sizes.put(row.getString(0), row));
    Map<String, List<String>> errors = named("error");
    Map<String, List<String>> wrongLines = named("first_wrong_kind");
    List<EvaluatedPlayer> evaluatedPlayers = new ArrayList<>();
    for (Player player : players) {
      Row row = sizes.get(player.name());
      if (row != null) {
        evaluatedPlayers.add(
            new EvaluatedPlayer(
                player,
                row.getInt(3),
                (int) row.getLong(1),
                errors.getOrDefault(player.name(), List.of()),
                row.getInt(2),
                wrongLines.getOrDefault(player.name(), List.of())));
      }
    }
    return evaluatedPlayers;
  }

  /** The levels of difficulty of the problems that have scores. */
  List<DifficultyLevels> levels(Dataset<Row> problems, List<Difficulty> difficulties) {
    Dataset<Row> scored =
        problems.join(scores.select("problem_id").distinct(), "problem_id").cache();
    List<DifficultyLevels> levels = new ArrayList<>();
    for (Difficulty difficulty : difficulties) {
      TreeMap<Double, Long> counts = new TreeMap<>();
      scored
          .groupBy(col(difficulty.column()).as("value"))
          .count()
          .where(col("value").isNotNull())
          .collectAsList()
          .forEach(row -> counts.put(row.getDouble(0), row.getLong(1)));
      levels.add(DifficultyLevels.of(difficulty, counts));
    }
    scored.unpersist();
    return levels;
  }

  /** The values of a column that a player's scores have, in order. */
  private Map<String, List<String>> named(String column) {
    Map<String, List<String>> values = new HashMap<>();
    scores
        .where(col(column).isNotNull())
        .select("model", column)
        .distinct()
        .orderBy("model", column)
        .collectAsList()
        .forEach(
            row ->
                values
                    .computeIfAbsent(row.getString(0), model -> new ArrayList<>())
                    .add(row.getString(1)));
    return values;
  }
}
