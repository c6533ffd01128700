package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.Artifact.Made;
import dev.switchback.artifact.WholeFiles;
import dev.switchback.claim.ClaimResult;
import dev.switchback.claim.Claims;
import dev.switchback.claim.Claims.ClaimsFile;
import dev.switchback.config.EffectiveConfiguration;
import dev.switchback.dataset.DistributionTable;
import dev.switchback.evaluate.ReferencePlayers;
import dev.switchback.experiment.Experiment;
import dev.switchback.metric.DistributionCount;
import dev.switchback.metric.Measurement;
import dev.switchback.publish.BrowserData;
import dev.switchback.publish.ClaimedRuns;
import dev.switchback.publish.HarnessFiles;
import dev.switchback.publish.Reinforcements;
import dev.switchback.publish.ReportTitle;
import dev.switchback.publish.RunFacts;
import dev.switchback.report.ReportBuilder;
import dev.switchback.report.ReportInput;
import dev.switchback.report.ReportInput.Described;
import dev.switchback.report.browser.BrowserFiles;
import dev.switchback.report.chart.Table;
import dev.switchback.report.data.ReportPlayers;
import dev.switchback.report.data.TrainingLog;
import dev.switchback.report.page.ReportContent;
import dev.switchback.report.page.ReportPages;
import dev.switchback.report.page.Site;
import dev.switchback.run.Run;
import dev.switchback.stage.Pipeline.Stage;
import dev.switchback.train.MetricsFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;

/**
 * Writes the report of a run: a page for each question, their content as JSON, the claims with
 * their verdicts as JSON, a CSV file for each figure, the data of the problem browser, and the
 * results as lm-evaluation-harness has them.
 */
public final class Report {
  private final Run run;
  private final Experiment experiment;

  private Report(Run run) {
    this.run = run;
    this.experiment = run.experiment();
  }

  /** The report. */
  public record Result(Made report) implements Stage.Result {
    @Override
    public List<Made> made() {
      return List.of(report);
    }
  }

  /** Writes the report if it is not there. */
  public static Result run(Run run) throws IOException {
    Artifact report = run.plan().report();
    return new Result(report.make(run.overwrite(), () -> new Report(run).write(report.path())));
  }

  private Map<String, Object> write(Path folder) throws IOException {
    run.describe("Write the report");
    ReportContent content = content();
    Map<String, String> pages = ReportPages.html(content, List.of(BrowserFiles.page()));
    for (Map.Entry<String, String> page : pages.entrySet()) {
      write(new Path(folder, page.getKey()), page.getValue());
    }
    write(new Path(folder, "report.json"), Site.json(content));
    write(new Path(folder, "claims.json"), Site.json(ClaimsFile.of(content.claims())));
    for (Table table : content.tables()) {
      write(new Path(folder, "tables/" + table.name() + ".csv"), table.csv());
    }
    new BrowserData(run).write(folder);
    new HarnessFiles(run).write(new Path(folder, "lm-eval"));
    return Map.of("figures", content.tables().size(), "pages", pages.size());
  }

  private ReportContent content() throws IOException {
    List<Measurement> measurements = ClaimedRuns.measurements(run, run.folder().metrics());
    List<ClaimResult> claims = Claims.judge(new ClaimedRuns(run).read(measurements));
    ReportTitle heading = new ReportTitle(run);
    return ReportBuilder.content(
        new ReportInput(
            heading.title(),
            ReportPlayers.of(
                List.copyOf(experiment.models().keySet()), ReferencePlayers.names(run.family())),
            answering(),
            withRouted(measurements),
            counts(),
            experiment.evaluation().budgets(),
            experiment.evaluation().confidence(),
            trainings(),
            new Reinforcements(run).all(),
            claims,
            new Described(
                heading.subtitle(measurements),
                run.family().puzzles().rules(),
                new RunFacts(run).all(),
                EffectiveConfiguration.render(experiment))));
  }

  /** The figures, and those of routing if there are any. */
  private List<Measurement> withRouted(List<Measurement> measurements) {
    List<Measurement> all = new ArrayList<>(measurements);
    if (experiment.evaluation().router().enabled()) {
      all.addAll(ClaimedRuns.measurements(run, new Path(run.folder().router(), "measurements")));
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
              if (model.answersAtOnce(experiment.searches())) {
                names.add(name);
              }
            });
    return names;
  }

  private List<DistributionCount> counts() {
    return run
        .parquet(run.folder().distributions(), DistributionTable.SCHEMA)
        .collectAsList()
        .stream()
        .map(DistributionTable::count)
        .toList();
  }

  private Map<String, TrainingLog> trainings() {
    Map<String, TrainingLog> logs = new TreeMap<>();
    for (String model : experiment.trained()) {
      logs.put(
          model, TrainingLog.of(MetricsFile.read(run.folder().files(), run.folder().model(model))));
    }
    return logs;
  }

  private void write(Path path, String text) throws IOException {
    WholeFiles.write(run.folder().files(), path, text);
  }
}
