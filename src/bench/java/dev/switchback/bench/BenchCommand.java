package dev.switchback.bench;

import dev.switchback.cli.Console;
import dev.switchback.cli.GlobalOptions;
import dev.switchback.cli.HadoopSettings;
import dev.switchback.cli.LazySpark;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.model.Precision;
import dev.switchback.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures speeds. */
@Command(
    description = "Measures speeds on this machine; docs/performance.md says what they mean.",
    synopsisSubcommandLabel = "WHAT")
final class BenchCommand {
  private final GlobalOptions options;
  private final Console console;

  @Spec private CommandSpec command;

  BenchCommand(GlobalOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  @Command(description = "Rows per second of making problems and traces.")
  void data() throws IOException {
    DataBench.run(console.out());
  }

  @Command(description = "What a file of a table costs, beside its rows.")
  void shards(
      @Option(
              names = "--files",
              paramLabel = "N",
              defaultValue = "10000",
              description = "Files of the largest table, ${DEFAULT-VALUE} if not given.")
          int files)
      throws IOException {
    if (files < 1) {
      throw wrong("Cannot measure a table of " + files + " files, expected 1 or more");
    }
    ShardsBench.run(files, console.out());
  }

  @Command(description = "Tokens per second of training steps, beside PyTorch's where asked for.")
  void train(
      @Option(
              names = "--python",
              paramLabel = "PYTHON",
              description = "An interpreter whose PyTorch runs beside; may be given several times.")
          List<String> pythons,
      @Option(
              names = "--shape",
              paramLabel = "SHAPE",
              defaultValue = TrainingShape.STANDARD,
              description =
                  "The model and the rows: 17m-4096, 17m-512, quickstart, small or standard.")
          String shape,
      @Option(
              names = "--precision",
              paramLabel = "PRECISION",
              description = "float32 or bfloat16; both if not given.")
          String precision,
      @Option(
              names = "--rounds",
              paramLabel = "N",
              defaultValue = "5",
              description = "How often everything is measured, ${DEFAULT-VALUE} if not given.")
          int rounds)
      throws IOException {
    if (rounds < 1) {
      throw wrong("Cannot measure in " + rounds + " rounds, expected 1 or more");
    }
    if (!TrainingShape.names().contains(shape)) {
      throw wrong(
          "Cannot measure the shape: "
              + shape
              + ", expected one of "
              + String.join(", ", TrainingShape.names()));
    }
    List<String> interpreters = pythons == null ? List.of() : pythons;
    TrainingBench.run(
        TrainingShape.of(shape),
        precisions(precision),
        interpreters,
        rounds,
        console.out(),
        console.err());
  }

  private List<Precision> precisions(String key) {
    try {
      return key == null ? List.of(Precision.values()) : List.of(Precision.of(key));
    } catch (IllegalArgumentException unknown) {
      throw wrong(unknown.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  @Command(description = "What a training round costs beside its steps.")
  void sync() throws IOException {
    RoundBench.run(console.out());
  }

  @Command(description = "Tokens per second of drawing completions, beside PyTorch's.")
  void sample(
      @Option(
              names = "--python",
              paramLabel = "PYTHON",
              description = "An interpreter whose PyTorch runs beside; may be given several times.")
          List<String> pythons,
      @Option(
              names = "--rounds",
              paramLabel = "N",
              defaultValue = "3",
              description = "How often everything is measured, ${DEFAULT-VALUE} if not given.")
          int rounds)
      throws IOException {
    if (rounds < 1) {
      throw wrong("Cannot measure in " + rounds + " rounds, expected 1 or more");
    }
    SamplingBench.run(pythons == null ? List.of() : pythons, rounds, console.out(), console.err());
  }

  @Command(description = "Scores per second of measuring an experiment's players.")
  void evaluation(
      @Parameters(paramLabel = "CONF", description = "The experiment, a file in HOCON syntax.")
          Path file,
      @Option(
              names = "--scores",
              paramLabel = "N",
              defaultValue = "10000000",
              description = "How many scores are made up, ${DEFAULT-VALUE} if not given.")
          long scores)
      throws IOException {
    if (scores < 1) {
      throw wrong("Cannot measure " + scores + " scores, expected 1 or more");
    }
    Experiment experiment = ExperimentFile.read(file, options.overrides());
    try (LazySpark spark = new LazySpark(options.master(), experiment)) {
      new EvaluationBench(spark.get(), experiment, console.out()).run(scores);
    }
  }

  @Command(
      name = "check-statistics",
      description = "How often intervals hold and tests err, in a world whose truth is known.")
  void statistics(
      @Option(
              names = "--problems",
              paramLabel = "N",
              defaultValue = "200",
              description = "Problems in each copy of the world, ${DEFAULT-VALUE} if not given.")
          int problems,
      @Option(
              names = "--copies",
              paramLabel = "N",
              defaultValue = "1000",
              description = "Copies of the world, ${DEFAULT-VALUE} if not given.")
          int copies) {
    if (problems < 10 || copies < 10) {
      throw wrong(
          String.format(
              Locale.ROOT,
              "Cannot simulate %d copies of %d problems, expected 10 or more of each",
              copies,
              problems));
    }
    new StatisticsBench(problems, copies, 1000).print(console.out()::println);
  }

  @Command(
      name = "check-trainings",
      description = "How often intervals hold for other trainings, where models are trained again.")
  void trainings(
      @Option(
              names = "--copies",
              paramLabel = "N",
              defaultValue = "1000",
              description = "Copies of the world, ${DEFAULT-VALUE} if not given.")
          int copies) {
    if (copies < 10) {
      throw wrong("Cannot simulate " + copies + " copies, expected 10 or more");
    }
    new TrainingSpreadBench(200, copies, 400).print(console.out()::println);
  }

  @Command(description = "Tokens per second of training by rewards, beside TRL's.")
  void grpo(
      @Parameters(paramLabel = "CONF", description = "The experiment, a file in HOCON syntax.")
          Path file,
      @Parameters(
              paramLabel = "NAME",
              description = "One of its models that are reinforced; its base is trained.")
          String name,
      @Option(
              names = "--python",
              paramLabel = "PYTHON",
              description = "An interpreter whose TRL runs beside; may be given several times.")
          List<String> pythons,
      @Option(
              names = "--steps",
              paramLabel = "N",
              defaultValue = "5",
              description = "How many steps are measured, ${DEFAULT-VALUE} if not given.")
          int steps)
      throws IOException {
    if (steps < 1) {
      throw wrong("Cannot measure " + steps + " steps, expected 1 or more");
    }
    Experiment experiment = ExperimentFile.read(file, options.overrides());
    List<String> reinforced =
        experiment.models().entrySet().stream()
            .filter(entry -> entry.getValue().reinforced())
            .map(Map.Entry::getKey)
            .toList();
    requireModel(name, reinforced);
    new GrpoBench(experiment, name, steps, console.out())
        .run(
            file,
            options.overrides(),
            options.master(),
            pythons == null ? List.of() : pythons,
            console.err());
  }

  private void requireModel(String name, Collection<String> known) {
    if (!known.contains(name)) {
      throw wrong(
          "Cannot measure the model: " + name + ", expected one of " + String.join(", ", known));
    }
  }

  @Command(description = "A trained model's completions: alone, through Spark, in other batches.")
  void model(
      @Parameters(paramLabel = "CONF", description = "The experiment, a file in HOCON syntax.")
          Path file,
      @Parameters(paramLabel = "NAME", description = "One of its models, trained.") String name)
      throws IOException {
    Experiment experiment = ExperimentFile.read(file, options.overrides());
    requireModel(name, experiment.models().keySet());
    RunFolder run = new RunFolder(HadoopSettings.of(experiment), experiment);
    ModelBench.run(experiment, run, name, console.out());
  }
}
