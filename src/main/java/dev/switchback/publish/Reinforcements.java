package dev.switchback.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import dev.switchback.dataset.ChanceTable;
import dev.switchback.experiment.EvaluationSettings;
import dev.switchback.experiment.Experiment;
import dev.switchback.grpo.StepReport;
import dev.switchback.metric.statistics.Bootstrap;
import dev.switchback.report.data.ExactChances;
import dev.switchback.report.data.ExactChances.Chance;
import dev.switchback.report.data.JointSuccesses;
import dev.switchback.report.data.JointSuccesses.Count;
import dev.switchback.report.data.JointSuccesses.Tries;
import dev.switchback.report.data.ReinforcedModel;
import dev.switchback.run.Run;
import dev.switchback.train.MetricsFile;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
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
        successes(before, name),
        chances(before, name));
  }

  /** Empty if they are not computed, or if the two were asked different problems. */
  private Optional<ExactChances> chances(String before, String after) {
    if (!experiment.exactlyScored().containsAll(List.of(before, after))) {
      return Optional.empty();
    }
    run.describe("Compare chances before and after rewards");
    List<Chance> problems =
        tries(before, SIDES.get(0))
            .join(computed(before, SIDES.get(0)), "problem_id")
            .join(tries(after, SIDES.get(1)), "problem_id")
            .join(computed(after, SIDES.get(1)), "problem_id")
            .orderBy("problem_id")
            .collectAsList()
            .stream()
            .map(row -> new Chance(log10(row, 4), log10(row, 8), read(row, 1), read(row, 5)))
            .toList();
    return problems.isEmpty() ? Optional.empty() : Optional.of(compared(problems));
  }

  private ExactChances compared(List<Chance> problems) {
    EvaluationSettings settings = experiment.evaluation();
    Bootstrap bootstrap =
        new Bootstrap(settings.bootstrapSamples(), settings.confidence(), experiment.seed());
    double[] before = chance(problems, Chance::log10Before);
    double[] after = chance(problems, Chance::log10After);
    return new ExactChances(
        bootstrap.share(before),
        bootstrap.share(after),
        bootstrap.difference(after, before),
        problems);
  }

  private static double[] chance(List<Chance> problems, ToDoubleFunction<Chance> log10) {
    return problems.stream()
        .mapToDouble(problem -> Math.min(1, Math.pow(10, log10.applyAsDouble(problem))))
        .toArray();
  }

  private Dataset<Row> computed(String model, String side) {
    return run.parquet(run.folder().chances(), ChanceTable.SCHEMA)
        .where(col("model").equalTo(model))
        .select(col("problem_id"), col("log10_chance").as(side + "_chance"));
  }

  private static double log10(Row row, int at) {
    return row.isNullAt(at) ? Double.NEGATIVE_INFINITY : row.getDouble(at);
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
