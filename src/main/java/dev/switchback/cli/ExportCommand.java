package dev.switchback.cli;

import dev.switchback.artifact.Overwrite;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.run.Run;
import dev.switchback.transfer.Export;
import dev.switchback.transfer.HubFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives a table away. */
@Command(
    description = {
      "Gives a table of a run away as a data set of the Hugging Face Hub: a card and Parquet files"
          + " that load_dataset reads.",
      ""
    })
final class ExportCommand implements Callable<Integer> {
  private final GlobalOptions options;
  private final Console console;

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "CONF", description = "The experiment, a file in HOCON syntax.")
  private Path file;

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      required = true,
      description = "What to give away: problems or traces.")
  private String table;

  @Option(
      names = "--style",
      paramLabel = "STYLE",
      description = "Of the traces, for example direct; may be left out where there is one.")
  private String style;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      required = true,
      description = "Where the data set goes: README.md and data/; other files are not touched.")
  private String output;

  @Option(
      names = "--overwrite",
      description = "Replaces a data set that is there; without it, such a folder is refused.")
  private boolean overwrite;

  @Option(
      names = "--rows-per-file",
      paramLabel = "N",
      description = "At most so many; as many as make files of some 256 MiB where it is left out.")
  private Long rowsPerFile;

  ExportCommand(GlobalOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Export.Request request = request();
    Experiment experiment = ExperimentFile.read(file, options.overrides());
    try (LazySpark spark = new LazySpark(options.master(), experiment)) {
      Run run = new Run(spark, HadoopSettings.of(experiment), experiment, Overwrite.of(overwrite));
      HubFolder folder = Export.run(run, request);
      console.out().println("data set: " + folder.path());
    }
    return 0;
  }

  private Export.Request request() {
    if (rowsPerFile != null && rowsPerFile < 1) {
      throw wrong("Cannot use --rows-per-file = " + rowsPerFile + ", expected 1 or more");
    }
    Export.Request.Table which =
        switch (table) {
          case "problems" -> Export.Request.Table.PROBLEMS;
          case "traces" -> Export.Request.Table.TRACES;
          default -> throw wrong("Cannot use --table = " + table + ", expected problems or traces");
        };
    long rows = rowsPerFile == null ? 0 : rowsPerFile;
    return new Export.Request(which, Optional.ofNullable(style), output, rows);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
