package dev.switchback.cli;

import dev.switchback.config.EffectiveConfiguration;
import dev.switchback.experiment.ConfigurationPage;
import dev.switchback.experiment.ExperimentFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows configuration. */
@Command(
    description = "Prints every value of an experiment that is in effect, or all keys there are.")
final class ConfigCommand implements Callable<Integer> {
  private final GlobalOptions options;
  private final Console console;

  @ArgGroup(multiplicity = "1")
  private Subject subject;

  /** The one thing to show. */
  private static final class Subject {
    @Parameters(paramLabel = "CONF", description = "The experiment, a file in HOCON syntax.")
    private Path file;

    @Option(names = "--keys", description = "Prints the page of all keys, in Markdown.")
    private boolean keys;
  }

  ConfigCommand(GlobalOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  @Override
  public Integer call() {
    console
        .out()
        .print(
            subject.keys
                ? ConfigurationPage.markdown()
                : EffectiveConfiguration.render(
                    ExperimentFile.read(subject.file, options.overrides())));
    console.out().flush();
    return 0;
  }
}
