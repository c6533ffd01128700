package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.WholeFiles;
import dev.switchback.claim.ClaimResult;
import dev.switchback.claim.Claims;
import dev.switchback.claim.ClaimsFile;
import dev.switchback.config.EffectiveConfiguration;
import dev.switchback.dataset.DistributionTable;
import dev.switchback.experiment.Experiment;
import dev.switchback.family.Family;
import dev.switchback.metric.Count;
import dev.switchback.metric.Measurement;
import dev.switchback.report.BrowserFiles;
import dev.switchback.report.Cast;
import dev.switchback.report.ReportBuilder;
import dev.switchback.report.ReportContent;
import dev.switchback.report.ReportInput;
import dev.switchback.report.ReportInput.Described;
import dev.switchback.report.ReportPages;
import dev.switchback.report.Site;
import dev.switchback.report.Table;
import dev.switchback.report.TrainingLog;
import dev.switchback.run.RunFolder;
import dev.switchback.trace.TraceStyle;
import dev.switchback.train.MetricsFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Writes the report of a run: a page for each question, their content as JSON, the claims with
 * their verdicts as JSON, a CSV file for each figure, the data of the problem browser, and the
 * results as lm-evaluation-harness has them.
 */
public final class Report {
  /** To be raised when the files beside the pages are written in another form. */
  static final int FORMAT = 1;

  private final SparkSession spark;
  private final Experiment experiment;
  private final RunFolder run;

  private Report(SparkSession spark, Experiment experiment, RunFolder run) {
    this.spark = spark;
    this.experiment = experiment;
    this.run = run;
  }

  /**
   * Writes the report if it is not there.
   *
   * @param overwrite whether a report that another configuration made may be removed
   */
  public static void run(
      SparkSession spark, Experiment experiment, RunFolder run, boolean overwrite)
      throws IOException {
    Artifact artifact = new RunPlan(run, experiment).report();
    if (artifact.prepare(overwrite)) {
      new Report(spark, experiment, run).write(artifact);
    }
  }

  private void write(Artifact artifact) throws IOException {
    spark.sparkContext().setJobDescription("Write the report");
    ReportContent content = content();
    Map<String, String> pages = ReportPages.html(content, List.of(BrowserFiles.page()));
    for (Map.Entry<String, String> page : pages.entrySet()) {
      write(new Path(artifact.path(), page.getKey()), page.getValue());
    }
    write(new Path(artifact.path(), "report.json"), Site.json(content));
    write(new Path(artifact.path(), "claims.json"), Site.json(ClaimsFile.of(content.claims())));
    for (Table table : content.tables()) {
      write(new Path(artifact.path(), "tables/" + table.name() + ".csv"), table.csv());
    }
    new BrowserData(spark, experiment, run).write(artifact.path());
    new HarnessFiles(spark, experiment, run).write(new Path(artifact.path(), "lm-eval"));
    artifact.finish(Map.of("figures", content.tables().size(), "pages", pages.size()));
  }

  private ReportContent content() throws IOException {
    List<Measurement> measurements = ClaimedRuns.measurements(spark, run.metrics());
    List<ClaimResult> claims =
        Claims.judge(new ClaimedRuns(spark, experiment, run).read(measurements));
    Heading heading = new Heading(experiment);
    Family family = Family.of(experiment.problems(), experiment.seed());
    return ReportBuilder.content(
        new ReportInput(
            heading.title(),
            Cast.of(List.copyOf(experiment.models().keySet()), ReferencePlayers.names(family)),
            answering(),
            withRouted(measurements),
            counts(),
            experiment.evaluation().budgets(),
            experiment.evaluation().confidence(),
            trainings(),
            claims,
            new Described(
                heading.subtitle(measurements),
                family.puzzles().rules(),
                new RunFacts(experiment, run).all(spark),
                EffectiveConfiguration.render(experiment))));
  }

  /** The figures, and those of routing if there are any. */
  private List<Measurement> withRouted(List<Measurement> measurements) {
    List<Measurement> all = new ArrayList<>(measurements);
    if (experiment.evaluation().router().enabled()) {
      all.addAll(ClaimedRuns.measurements(spark, new Path(run.router(), "measurements")));
    }
    return all;
  }

  /** The players that answer without a search. */
  private Set<String> answering() {
    Set<String> names = new TreeSet<>(Set.of(ReferencePlayers.RANDOM_PLAY));
    experiment
        .models()
        .forEach(
            (name, model) -> {
              if (model.style() == TraceStyle.DIRECT) {
                names.add(name);
              }
            });
    return names;
  }

  private List<Count> counts() {
    return spark
        .read()
        .schema(DistributionTable.SCHEMA)
        .parquet(run.distributions().toString())
        .collectAsList()
        .stream()
        .map(DistributionTable::count)
        .toList();
  }

  private Map<String, TrainingLog> trainings() {
    Map<String, TrainingLog> logs = new TreeMap<>();
    for (String model : experiment.trained()) {
      logs.put(model, TrainingLog.of(MetricsFile.read(run.files(), run.model(model))));
    }
    return logs;
  }

  private void write(Path path, String text) throws IOException {
    WholeFiles.write(run.files(), path, text);
  }
}
