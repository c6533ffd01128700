package dev.switchback.cli;

import dev.switchback.artifact.Overwrite;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.experiment.StageName;
import dev.switchback.run.Run;
import dev.switchback.stage.Evaluate;
import dev.switchback.stage.Generate;
import dev.switchback.stage.Grpo;
import dev.switchback.stage.Pipeline;
import dev.switchback.stage.Pipeline.Stage;
import dev.switchback.stage.Report;
import dev.switchback.stage.Sample;
import dev.switchback.stage.Train;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs stages of an experiment. */
@Command
class ExperimentCommand implements Callable<Integer> {
  private static final String PAGE = "report.html";

  private final Function<Experiment, List<StageName>> stages;
  private final GlobalOptions options;
  private final Console console;

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "CONF", description = "The experiment, a file in HOCON syntax.")
  private Path file;

  @Option(
      names = "--overwrite",
      description =
          "Removes what another configuration made in the run's folder; without it, such a folder"
              + " is refused. What this configuration made is kept in any case.")
  private boolean overwrite;

  /** A command that runs the stages a function chooses. */
  ExperimentCommand(
      Function<Experiment, List<StageName>> stages, GlobalOptions options, Console console) {
    this.stages = stages;
    this.options = options;
    this.console = console;
  }

  @Override
  public final Integer call() throws IOException {
    Experiment experiment = ExperimentFile.read(file, options.overrides());
    List<StageName> names = stages.apply(experiment);
    try (LazySpark spark = new LazySpark(options.master(), experiment)) {
      Run run = new Run(spark, HadoopSettings.of(experiment), experiment, Overwrite.of(overwrite));
      require(run);
      String typed = command.qualifiedName() + " " + file;
      new Pipeline(Stages.BY_NAME, typed, console.err(), DriverHost.here().elsewhere())
          .run(run, names);
      if (names.contains(StageName.REPORT)) {
        console.out().println("report: " + shown(run.folder().report()));
      }
    }
    return 0;
  }

  /** A browser on this machine takes a plain path. */
  private static String shown(org.apache.hadoop.fs.Path report) {
    org.apache.hadoop.fs.Path page = new org.apache.hadoop.fs.Path(report, PAGE);
    return "file".equals(page.toUri().getScheme()) ? page.toUri().getPath() : page.toString();
  }

  /** What else has to hold before the stages run. */
  void require(Run run) throws IOException {}

  /** What runs under each name. */
  private static final class Stages {
    static final Map<StageName, Stage> BY_NAME =
        Map.of(
            StageName.GENERATE,
            Generate::run,
            StageName.TRAIN,
            Train::run,
            StageName.GRPO,
            Grpo::run,
            StageName.SAMPLE,
            Sample::run,
            StageName.EVALUATE,
            Evaluate::run,
            StageName.REPORT,
            Report::run);

    private Stages() {}
  }
}
