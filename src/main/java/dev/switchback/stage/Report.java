package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.RunFolder;
import dev.switchback.artifact.RunPlan;
import dev.switchback.config.EffectiveConfiguration;
import dev.switchback.config.Experiment;
import dev.switchback.dataset.MetricTable;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Player;
import dev.switchback.report.BrowserFiles;
import dev.switchback.report.Cast;
import dev.switchback.report.Chart;
import dev.switchback.report.Page;
import dev.switchback.report.PageBuilder;
import dev.switchback.report.PageContent;
import dev.switchback.report.Rules;
import dev.switchback.report.Site;
import dev.switchback.report.SitePage.Link;
import dev.switchback.report.TrainingLog;
import dev.switchback.train.MetricsFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Writes the report of a run: the page, its content as JSON, a CSV file for each figure. */
public final class Report {
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
    PageContent content = content();
    write(new Path(artifact.path(), "report.html"), Page.html(content));
    write(new Path(artifact.path(), "report.json"), Page.json(content));
    for (Chart chart : content.charts()) {
      String name = chart.table().name() + ".csv";
      write(new Path(artifact.path(), "tables/" + name), chart.table().csv());
    }
    new BrowserData(spark, experiment, run)
        .write(
            artifact.path(),
            new Site(
                content.title(), List.of(new Link("report.html", "Report"), BrowserFiles.LINK)),
            Cast.of(List.copyOf(experiment.models().keySet()), List.of()));
    new HarnessFiles(spark, experiment, run).write(new Path(artifact.path(), "lm-eval"));
    artifact.finish(Map.of("figures", content.charts().size()));
  }

  private PageContent content() {
    List<Player> players = new Players(experiment).read(spark, run);
    List<String> models = List.copyOf(experiment.models().keySet());
    PageBuilder builder =
        new PageBuilder(
            models,
            players,
            measurements(),
            experiment.evaluation().budgets(),
            experiment.evaluation().confidence(),
            Rules.of(experiment.problems().family()),
            trainings());
    Heading heading = new Heading(experiment);
    return builder.content(
        heading.title(),
        heading.subtitle(players.subList(0, models.size())),
        new ShownProblems(spark, experiment, run)
            .read(players.subList(0, models.size()), builder.cast().models()),
        new RunFacts(experiment, run).all(spark),
        EffectiveConfiguration.render(experiment));
  }

  private List<Measurement> measurements() {
    return spark
        .read()
        .schema(MetricTable.SCHEMA)
        .parquet(run.metrics().toString())
        .collectAsList()
        .stream()
        .map(MetricTable::measurement)
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
    try (OutputStream out = run.files().create(path, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
