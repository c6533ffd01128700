package dev.switchback.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import dev.switchback.experiment.Experiment;
import dev.switchback.grpo.StepReport;
import dev.switchback.report.data.JointSuccesses;
import dev.switchback.report.data.JointSuccesses.Count;
import dev.switchback.report.data.JointSuccesses.Tries;
import dev.switchback.report.data.ReinforcedModel;
import dev.switchback.run.Run;
import dev.switchback.train.MetricsFile;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The models that were trained by rewards, each by its first training. */
public final class Reinforcements {
  private static final List<String> SIDES = List.of("before", "after");

  private final Run run;
  private final Experiment experiment;

  public Reinforcements(Run run) {
    this.run = run;
    this.experiment = run.experiment();
  }

  /** All of the experiment, in the order of its models. */
  public List<ReinforcedModel> all() {
    return experiment.models().keySet().stream()
        .filter(name -> experiment.settings(name).reinforced())
        .map(this::of)
        .toList();
  }

  private ReinforcedModel of(String name) {
    Path folder = run.folder().model(name);
    Path base = run.folder().model(experiment.base(name));
    String before = experiment.settings(name).reinforcedFrom();
    return new ReinforcedModel(
        before,
        name,
        MetricsFile.read(run.folder().files(), folder, StepReport.class),
        new ClaimedRuns(run).trainingFlops(base),
        successes(before, name));
  }

  private JointSuccesses successes(String before, String after) {
    run.describe("Count successes before and after rewards");
    Column[] tries = SIDES.stream().flatMap(Reinforcements::columns).toArray(Column[]::new);
    return new JointSuccesses(
        tries(before, SIDES.get(0))
            .join(tries(after, SIDES.get(1)), "problem_id")
            .groupBy(tries)
            .agg(count("*").as("problems"))
            .orderBy(tries)
            .collectAsList()
            .stream()
            .map(row -> new Count(read(row, 0), read(row, 3), row.getLong(6)))
            .toList());
  }

  /** A row for each problem that a model was asked. */
  private Dataset<Row> tries(String model, String side) {
    Column first = col("sample").equalTo(0).and(col("correct"));
    return run.parquet(run.folder().scores())
        .where(col("replicate").equalTo(1))
        .where(col("model").equalTo(model))
        .groupBy("problem_id")
        .agg(
            count(when(col("correct"), 1)).as(side + "_right"),
            count("*").as(side + "_drawn"),
            max(first).as(side + "_first"));
  }

  private static Stream<Column> columns(String side) {
    return Stream.of("right", "drawn", "first").map(each -> col(side + "_" + each));
  }

  private static Tries read(Row row, int at) {
    return new Tries(
        Math.toIntExact(row.getLong(at)),
        Math.toIntExact(row.getLong(at + 1)),
        row.getBoolean(at + 2));
  }
}
