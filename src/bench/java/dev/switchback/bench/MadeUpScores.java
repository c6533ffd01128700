package dev.switchback.bench;

import dev.switchback.dataset.ScoreTable;
import dev.switchback.family.Difficulty;
import dev.switchback.metric.estimate.Outcome;
import dev.switchback.metric.estimate.Player;
import dev.switchback.random.RandomStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Scores of players that solve a problem with a chance of its own, after any number of tokens.
 *
 * @param samples completions of a problem by each of the players
 */
record MadeUpScores(List<Player> players, List<Integer> samples) implements Serializable {
  private static final long SEED = 1;

  int perProblem() {
    return samples.stream().mapToInt(Integer::intValue).sum();
  }

  /** The scores of a problem. */
  Iterator<Row> scores(long problem) {
    double chance = RandomStream.of(SEED, "made-up-chance", problem).nextDouble();
    List<Row> rows = new ArrayList<>();
    for (int player = 0; player < players.size(); player++) {
      RandomStream random = RandomStream.of(SEED, "made-up-scores", problem, player);
      for (int sample = 0; sample < samples.get(player); sample++) {
        rows.add(
            ScoreTable.row(
                players.get(player).name(), 1, id(problem), sample, outcome(chance, random)));
      }
    }
    return rows.iterator();
  }

  static StructType problemSchema(List<Difficulty> difficulties) {
    StructType schema = new StructType().add("problem_id", DataTypes.StringType, false);
    for (Difficulty difficulty : difficulties) {
      schema =
          schema.add(
              difficulty.column(),
              difficulty.names().isEmpty() ? DataTypes.LongType : DataTypes.StringType);
    }
    return schema;
  }

  static Row problem(long problem, List<Difficulty> difficulties) {
    RandomStream random = RandomStream.of(SEED, "made-up-problems", problem);
    List<Object> values = new ArrayList<>(List.of(id(problem)));
    for (Difficulty difficulty : difficulties) {
      int names = difficulty.names().size();
      values.add(
          names == 0
              ? (Object) (long) random.nextInt(100)
              : difficulty.names().get(random.nextInt(names)));
    }
    return RowFactory.create(values.toArray());
  }

  private static Outcome outcome(double chance, RandomStream random) {
    boolean correct = random.nextDouble() < chance * chance;
    int tokens = 40 + random.nextInt(100);
    return new Outcome(
        20,
        tokens,
        correct ? OptionalInt.of(tokens - 1) : OptionalInt.empty(),
        correct,
        random.nextInt(10),
        true,
        correct ? Optional.empty() : Optional.of("arithmetic"),
        2 + random.nextInt(10),
        Optional.of(String.format(Locale.ROOT, "(%d+1)", random.nextInt(12))),
        Optional.of(String.format(Locale.ROOT, "(%d+1)*2", random.nextInt(correct ? 3 : 12))),
        OptionalDouble.of(-random.nextDouble()));
  }

  private static String id(long problem) {
    return String.format(Locale.ROOT, "made-up-%010d", problem);
  }
}
