package dev.switchback.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import dev.switchback.artifact.RunFolder;
import dev.switchback.config.ArchitectureSettings;
import dev.switchback.config.Experiment;
import dev.switchback.config.ModelSettings;
import dev.switchback.config.TraceStyle;
import dev.switchback.dataset.Family;
import dev.switchback.dataset.ScoreTable;
import dev.switchback.metric.GenerationCost;
import dev.switchback.metric.Outcome;
import dev.switchback.metric.Player;
import dev.switchback.metric.Player.Drawing;
import dev.switchback.metric.Player.MistakeUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Gathers the scores of a run, problem by problem, as players. */
final class Players {
  private final Experiment experiment;

  Players(Experiment experiment) {
    this.experiment = experiment;
  }

  /** All players, models in the order of the configuration, then references. */
  List<Player> read(SparkSession spark, RunFolder run) {
    Map<String, NavigableMap<String, List<Outcome>>> outcomes = outcomes(spark, run);
    List<Player> players = new ArrayList<>();
    experiment
        .models()
        .forEach((name, settings) -> players.add(model(name, settings, outcomes.get(name))));
    for (String name :
        ReferencePlayers.names(Family.of(experiment.problems(), experiment.seed()))) {
      players.add(reference(name, outcomes.get(name)));
    }
    return players;
  }

  private static Player model(
      String name, ModelSettings settings, NavigableMap<String, List<Outcome>> outcomes) {
    return new Player(
        name,
        settings.sampling().temperature() > 0 ? Drawing.SAMPLED : Drawing.DETERMINISTIC,
        settings.style() == TraceStyle.DIRECT ? MistakeUnit.ANSWER : MistakeUnit.DEAD_END,
        Optional.of(cost(settings.architecture())),
        outcomes);
  }

  private static Player reference(String name, NavigableMap<String, List<Outcome>> outcomes) {
    boolean random = name.equals(ReferencePlayers.RANDOM_PLAY);
    return new Player(
        name,
        random ? Drawing.SAMPLED : Drawing.DETERMINISTIC,
        random ? MistakeUnit.ANSWER : MistakeUnit.DEAD_END,
        Optional.empty(),
        outcomes);
  }

  private static GenerationCost cost(ArchitectureSettings architecture) {
    int headSize = architecture.hiddenSize() / architecture.attentionHeads();
    return new GenerationCost(
        architecture.layers(),
        architecture.hiddenSize(),
        architecture.keyValueHeads() * headSize,
        architecture.feedForwardSize());
  }

  /** The outcomes of each player on each problem, in drawn order. */
  private static Map<String, NavigableMap<String, List<Outcome>>> outcomes(
      SparkSession spark, RunFolder run) {
    Dataset<Row> scores = spark.read().schema(ScoreTable.SCHEMA).parquet(run.scores().toString());
    Column[] score =
        List.of(
                "sample",
                "token_count",
                "tokens_to_solution",
                "correct_paper",
                "mistakes",
                "finish",
                "error")
            .stream()
            .map(name -> col(name))
            .toArray(Column[]::new);
    Dataset<Row> problems =
        scores
            .groupBy("model", "problem_id")
            .agg(sort_array(collect_list(struct(score))).as("drawn"));
    Map<String, NavigableMap<String, List<Outcome>>> outcomes = new HashMap<>();
    for (Iterator<Row> rows = problems.toLocalIterator(); rows.hasNext(); ) {
      Row row = rows.next();
      List<Row> drawn = row.getList(2);
      outcomes
          .computeIfAbsent(row.getString(0), player -> new TreeMap<>())
          .put(row.getString(1), drawn.stream().map(ScoreTable::outcome).toList());
    }
    return outcomes;
  }
}
