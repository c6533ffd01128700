package dev.switchback.bench;

import dev.switchback.cli.HadoopSettings;
import dev.switchback.cli.LazySpark;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.experiment.GrpoSettings;
import dev.switchback.experiment.ModelSettings;
import dev.switchback.family.Family;
import dev.switchback.grpo.StepReport;
import dev.switchback.puzzle.Split;
import dev.switchback.run.Run;
import dev.switchback.run.RunFolder;
import dev.switchback.stage.Grpo;
import dev.switchback.train.MetricsFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;

/**
 * Tokens per second of training by rewards, drawing and learning together: the first steps of a
 * model from its trained base, by the stage itself, beside TRL's trainer on the same weights, with
 * the same settings and problems of the same kind.
 */
final class GrpoBench {
  private static final String SCRIPT = "trl_grpo.py";

  /** Completions whose gradients TRL computes at once: of more than these it is no faster. */
  private static final int TRL_ROWS = 32;

  private final Experiment experiment;
  private final String name;
  private final ModelSettings model;
  private final int steps;
  private final PrintStream out;

  /**
   * @param name of a model of the experiment that is reinforced from another
   * @param steps that are measured, after one that is not
   */
  GrpoBench(Experiment experiment, String name, int steps, PrintStream out) {
    this.experiment = experiment;
    this.name = name;
    this.model = experiment.models().get(name);
    this.steps = steps;
    this.out = out;
  }

  /**
   * Measures and prints. What the run has made is read, and stays as it is.
   *
   * @param file of the experiment, whose run has problems and the trained base
   * @param overrides of the file's keys
   * @param pythons interpreters whose TRL is measured too
   * @param err where is said what is left out
   */
  void run(
      Path file,
      List<String> overrides,
      Optional<String> master,
      List<String> pythons,
      PrintStream err)
      throws IOException {
    RunFolder folder = new RunFolder(HadoopSettings.of(experiment), experiment);
    Path copy = Files.createTempDirectory("grpo");
    try {
      Path base = Path.of(folder.model(model.reinforcedFrom()).toUri());
      Experiment shortened = shortened(file, overrides, copy);
      copy(folder, base, new RunFolder(HadoopSettings.of(shortened), shortened));
      double own = ours(shortened, master);
      for (String python : pythons) {
        List<String> arguments = arguments(base, prompts(copy));
        Optional<PyTorchProcess> peer = PyTorchProcess.start(python, SCRIPT, arguments, err);
        if (peer.isPresent()) {
          beside(peer.get(), own);
        }
      }
    } finally {
      FileUtils.deleteDirectory(copy.toFile());
    }
  }

  /** The experiment with one reinforced model, of few steps that are not watched. */
  private Experiment shortened(Path file, List<String> overrides, Path runs) {
    List<String> all = new ArrayList<>(overrides);
    all.add("runs=" + runs);
    all.add("models." + model.reinforcedFrom() + ".replicates=1");
    all.add("models." + name + ".replicates=1");
    all.add("models." + name + ".grpo.steps=" + (steps + 1));
    all.add("models." + name + ".grpo.monitoring.problems=0");
    experiment.models().entrySet().stream()
        .filter(entry -> entry.getValue().reinforced() && !entry.getKey().equals(name))
        .forEach(entry -> all.add("models." + entry.getKey() + ".reinforced-from=\"\""));
    return ExperimentFile.read(file, all);
  }

  private void copy(RunFolder from, Path base, RunFolder to) throws IOException {
    FileUtils.copyDirectory(
        Path.of(from.problems().toUri()).toFile(), Path.of(to.problems().toUri()).toFile());
    FileUtils.copyDirectory(
        base.toFile(), Path.of(to.model(model.reinforcedFrom()).toUri()).toFile());
  }

  /** Tokens a second of all steps but the first. */
  private double ours(Experiment shortened, Optional<String> master) throws IOException {
    List<StepReport> reports;
    try (LazySpark spark = new LazySpark(master, shortened)) {
      Run run = Run.of(spark.get(), shortened);
      Grpo.run(run);
      reports = MetricsFile.read(run.folder().files(), run.folder().model(name), StepReport.class);
    }
    List<StepReport> timed = reports.subList(1, reports.size());
    double tokens = timed.get(timed.size() - 1).tokens() - reports.get(0).tokens();
    double rate = tokens / (steps * seconds(timed, StepReport.Seconds::total));
    GrpoSettings grpo = model.grpo();
    line(
        "%s: %d x %d completions, %,.0f tokens a step, %s, %d cores",
        name, grpo.prompts(), grpo.samples(), tokens / steps, precision(), cores());
    line(
        "  Switchback: %.2f s a step (draw %.2f, learn %.2f with the reference's %.2f, other %.2f),"
            + " %,.0f tokens/s",
        seconds(timed, StepReport.Seconds::total),
        seconds(timed, StepReport.Seconds::sample),
        seconds(timed, StepReport.Seconds::learn),
        seconds(timed, StepReport.Seconds::reference),
        seconds(timed, StepReport.Seconds::other),
        rate);
    return rate;
  }

  private static double seconds(
      List<StepReport> reports, ToDoubleFunction<StepReport.Seconds> part) {
    return reports.stream()
        .mapToDouble(report -> part.applyAsDouble(report.seconds()))
        .average()
        .orElseThrow();
  }

  private void beside(PyTorchProcess peer, double own) throws IOException {
    try (peer) {
      double rate = peer.ask(precision() + " " + cores());
      line("  %s: %,.0f tokens/s; Switchback over it %.2f", peer.name(), rate, own / rate);
    }
  }

  private List<String> arguments(Path base, Path prompts) {
    GrpoSettings grpo = model.grpo();
    return List.of(
        "--model=" + base,
        "--prompts=" + prompts,
        "--rows=" + grpo.prompts(),
        "--samples=" + grpo.samples(),
        "--max-tokens=" + grpo.drawing(model.sampling()).maxTokens(),
        "--micro-batch=" + TRL_ROWS,
        "--steps=" + steps,
        "--temperature=" + grpo.temperature(),
        "--learning-rate=" + grpo.learningRate(),
        "--kl-coefficient=" + grpo.loss().klCoefficient());
  }

  /** First lines of problems of the family, drawn by another seed than the run's. */
  private Path prompts(Path folder) throws IOException {
    Family family = Family.of(experiment.problems(), experiment.seed() + 1);
    LongFunction<Row> draws = family.draws(Split.TRAIN);
    List<String> lines = new ArrayList<>();
    for (long index = 0; lines.size() < model.grpo().prompts() * (steps + 1); index++) {
      Row row = draws.apply(index);
      if (!row.isNullAt(0)) {
        lines.add(
            family
                .question(NamedRow.of(row, family.problemSchema()))
                .prompt(model.style())
                .strip());
      }
    }
    return Files.write(folder.resolve("prompts.txt"), lines);
  }

  private String precision() {
    return model.grpo().learner().precision().toLowerCase(Locale.ROOT);
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
