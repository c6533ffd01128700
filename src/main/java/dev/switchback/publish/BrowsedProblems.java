package dev.switchback.publish;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.when;

import dev.switchback.experiment.Experiment;
import dev.switchback.run.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Which problems the browser has: those that most models have completions of, in the order in which
 * they were drawn, so that no outcome decides. Their number is bounded by the configuration.
 */
final class BrowsedProblems {
  private static final StructType RANKED =
      new StructType()
          .add("problem_id", DataTypes.StringType, false)
          .add("rank", DataTypes.IntegerType, false);

  /** Whole numbers in tables of problems that say nothing of how hard one is. */
  private static final Set<String> NO_DIFFICULTY =
      Set.of("seed", "index", "target", "symmetry_class");

  private final Run run;
  private final List<String> models;
  private final Object[] splits;
  private final Map<String, List<Long>> tallies = new LinkedHashMap<>();

  BrowsedProblems(Run run) {
    this.run = run;
    Experiment experiment = run.experiment();
    this.models = List.copyOf(experiment.models().keySet());
    this.splits =
        experiment.models().values().stream().map(model -> model.sampling().split()).toArray();
    choose(experiment.report().browsedProblems());
  }

  /**
   * By problem in order, correct completions of the first model, all of them, and so on by model.
   */
  Map<String, List<Long>> tallies() {
    return tallies;
  }

  /** The columns that say how hard a problem is. */
  List<String> difficulties() {
    List<DataType> whole = List.of(DataTypes.IntegerType, DataTypes.LongType);
    return Arrays.stream(run.family().problemSchema().fields())
        .filter(field -> whole.contains(field.dataType()))
        .map(StructField::name)
        .filter(name -> !NO_DIFFICULTY.contains(name))
        .toList();
  }

  /** The rows of {@code problems/} with the rank of each, from 0. */
  Dataset<Row> rows() {
    return run.parquet(run.folder().problems())
        .where(col("split").isin(splits))
        .drop("split", "seed")
        .join(broadcast(ranks()), "problem_id");
  }

  private void choose(int most) {
    List<Column> counts = new ArrayList<>();
    Column players = functions.lit(0);
    for (int i = 0; i < models.size(); i++) {
      Column own = col("model").equalTo(models.get(i));
      counts.add(count(when(own.and(col("correct")), 1)).as("correct_" + i));
      counts.add(count(when(own, 1)).as("drawn_" + i));
      players = players.plus(when(col("drawn_" + i).gt(0), 1).otherwise(0));
    }
    run.parquet(run.folder().scores())
        .where(col("replicate").equalTo(1))
        .where(col("model").isin(models.toArray()))
        .groupBy("problem_id")
        .agg(counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new))
        .orderBy(players.desc(), col("problem_id"))
        .limit(most)
        .collectAsList()
        .forEach(row -> tallies.put(row.getString(0), tallies(row)));
  }

  private static List<Long> tallies(Row row) {
    return IntStream.range(1, row.size()).mapToObj(row::getLong).toList();
  }

  private Dataset<Row> ranks() {
    List<String> ids = List.copyOf(tallies.keySet());
    Stream<Row> ranks =
        IntStream.range(0, ids.size()).mapToObj(i -> RowFactory.create(ids.get(i), i));
    return run.spark().createDataFrame(ranks.toList(), RANKED);
  }
}
