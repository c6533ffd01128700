package dev.switchback.stage;

import static org.apache.spark.sql.functions.col;

import dev.switchback.artifact.RunFolder;
import dev.switchback.config.Experiment;
import dev.switchback.dataset.Family;
import dev.switchback.metric.Outcome;
import dev.switchback.metric.Player;
import dev.switchback.report.Look;
import dev.switchback.report.SampledProblem;
import dev.switchback.report.WrittenSample;
import dev.switchback.trace.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Picks the problems that a report shows in full: the first that all models have completed. */
final class ShownProblems {
  private final SparkSession spark;
  private final Experiment experiment;
  private final RunFolder run;

  ShownProblems(SparkSession spark, Experiment experiment, RunFolder run) {
    this.spark = spark;
    this.experiment = experiment;
    this.run = run;
  }

  /**
   * The problems, each with the first completion of each model.
   *
   * @param models those of the experiment, in its order
   * @param looks of the same models
   */
  List<SampledProblem> read(List<Player> models, List<Look> looks) {
    List<String> ids =
        models.get(0).outcomes().keySet().stream()
            .filter(id -> models.stream().allMatch(model -> model.outcomes().containsKey(id)))
            .limit(experiment.report().sampleProblems())
            .toList();
    Map<String, Question> problems = problems(ids);
    List<Map<String, String>> texts =
        models.stream().map(model -> firstCompletions(model.name(), ids)).toList();
    List<SampledProblem> shown = new ArrayList<>();
    for (String id : ids) {
      List<WrittenSample> samples = new ArrayList<>();
      for (int i = 0; i < models.size(); i++) {
        Outcome outcome = models.get(i).outcomes().get(id).get(0);
        samples.add(sample(looks.get(i), outcome, problems.get(id), texts.get(i).get(id)));
      }
      shown.add(new SampledProblem(id, problems.get(id).statement(), samples));
    }
    return shown;
  }

  private static WrittenSample sample(Look look, Outcome outcome, Question problem, String text) {
    String verdict =
        String.format(
            Locale.ROOT, "%s, %,d tokens", outcome.error().orElse("solved"), outcome.tokens());
    return new WrittenSample(
        look, outcome.correct(), verdict, !outcome.stopped(), problem.judge(text));
  }

  private Map<String, Question> problems(List<String> ids) {
    Family family = Family.of(experiment.problems(), experiment.seed());
    Map<String, Question> problems = new HashMap<>();
    spark
        .read()
        .parquet(run.problems().toString())
        .where(col("problem_id").isin(ids.toArray()))
        .collectAsList()
        .forEach(row -> problems.put(row.getAs("problem_id"), family.question(row)));
    return problems;
  }

  private Map<String, String> firstCompletions(String model, List<String> ids) {
    List<Row> rows =
        spark
            .read()
            .parquet(run.samples(model).toString())
            .where(col("problem_id").isin(ids.toArray()).and(col("sample").equalTo(0)))
            .select("problem_id", "text")
            .collectAsList();
    return rows.stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getString(1)));
  }
}
