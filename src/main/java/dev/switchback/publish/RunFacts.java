package dev.switchback.publish;

import ai.djl.engine.Engine;
import ai.djl.util.Platform;
import dev.switchback.artifact.Version;
import dev.switchback.experiment.Experiment;
import dev.switchback.grpo.StepReport;
import dev.switchback.report.data.FactGroup;
import dev.switchback.report.data.FactGroup.Fact;
import dev.switchback.report.page.Site;
import dev.switchback.run.Run;
import dev.switchback.run.RunPlan;
import dev.switchback.train.MetricsFile;
import dev.switchback.train.RoundReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/** What the manifests of a run say, for readers. */
public final class RunFacts {
  private final Run run;
  private final Experiment experiment;
  private final RunPlan plan;

  public RunFacts(Run run) {
    this.run = run;
    this.experiment = run.experiment();
    this.plan = run.plan();
  }

  /** Facts about problems, traces, models, samples, versions and seeds. */
  public List<FactGroup> all() {
    List<FactGroup> groups = new ArrayList<>();
    groups.add(group("Problems", plan.problems().require().facts(), List.of()));
    plan.traces()
        .require()
        .facts()
        .forEach((style, facts) -> groups.add(traces(style, (Map<?, ?>) facts)));
    for (String model : experiment.sampled()) {
      if (experiment.settings(model).trained()) {
        groups.add(group("Model " + model, plan.model(model).require().facts(), training(model)));
      }
      if (experiment.settings(model).reinforced()) {
        Map<String, Object> facts = plan.model(model).require().facts();
        groups.add(group("Model " + model, facts, reinforcement(model)));
      }
      Map<String, Object> drawn = plan.samples(model).require().facts();
      groups.add(group("Completions of " + model, drawn, weights(model)));
    }
    groups.add(group("Verdicts", plan.scores().require().facts(), List.of()));
    groups.add(versions());
    return groups;
  }

  private List<Fact> training(String model) {
    List<RoundReport> rounds = MetricsFile.read(run.folder().files(), run.folder().model(model));
    return List.of(time(rounds.stream().mapToDouble(RoundReport::seconds).sum()));
  }

  private List<Fact> reinforcement(String model) {
    Path folder = run.folder().model(model);
    List<StepReport> steps = MetricsFile.read(run.folder().files(), folder, StepReport.class);
    return List.of(time(steps.stream().mapToDouble(step -> step.seconds().total()).sum()));
  }

  private static Fact time(double seconds) {
    return new Fact("training time", String.format(Locale.ROOT, "%,.1f minutes", seconds / 60));
  }

  /** Nothing for a model that has its own. */
  private List<Fact> weights(String model) {
    String training = experiment.training(model);
    return training.equals(model) ? List.of() : List.of(new Fact("weights of", training));
  }

  private FactGroup versions() {
    return new FactGroup(
        "Versions and seed",
        List.of(
            new Fact("seed of the run", String.valueOf(experiment.seed())),
            new Fact("Switchback", Version.running()),
            new Fact("Spark", run.spark().version()),
            new Fact("DJL", Engine.getDjlVersion()),
            new Fact("PyTorch", Platform.detectPlatform("pytorch").getVersion()),
            new Fact("Java", System.getProperty("java.version")),
            new Fact("Apache ECharts", Site.ECHARTS_VERSION)));
  }

  private static FactGroup traces(String style, Map<?, ?> facts) {
    return group("Traces, " + words(style), facts, List.of());
  }

  private static FactGroup group(String title, Map<?, ?> values, List<Fact> more) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "", values);
    facts.addAll(more);
    return new FactGroup(title, facts);
  }

  /** One fact for each value, however deep it stands. */
  private static void add(List<Fact> facts, String path, Map<?, ?> values) {
    values.forEach(
        (key, value) -> {
          String name =
              path.isEmpty() ? words(key.toString()) : path + ", " + words(key.toString());
          if (value instanceof Map<?, ?> deeper) {
            add(facts, name, deeper);
          } else {
            facts.add(new Fact(name, text(value)));
          }
        });
  }

  private static String words(String name) {
    return name.replace('_', ' ').replace('-', ' ');
  }

  private static String text(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(RunFacts::text).collect(Collectors.joining(", "));
    }
    if (value instanceof Double number) {
      return String.format(Locale.ROOT, "%.4g", number);
    }
    return value instanceof Number number
        ? String.format(Locale.ROOT, "%,d", number.longValue())
        : String.valueOf(value);
  }
}
