package dev.switchback.cli;

import dev.switchback.artifact.InputException;
import dev.switchback.artifact.Overwrite;
import dev.switchback.config.ConfigurationException;
import dev.switchback.experiment.StageName;
import dev.switchback.run.Run;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains the models. An unfinished training is continued in any case. */
@Command
final class TrainCommand extends ExperimentCommand {
  @Option(
      names = "--resume",
      description =
          "Only continues trainings that were begun; without it, the others begin at step 0.")
  private boolean resume;

  TrainCommand(GlobalOptions options, Console console) {
    super(experiment -> List.of(StageName.TRAIN), options, console);
  }

  @Override
  void require(Run run) throws IOException {
    if (!resume) {
      return;
    }
    if (run.overwrite() == Overwrite.ALLOW) {
      throw new ConfigurationException(
          "Cannot use --resume with --overwrite, expected one of them: the one keeps what is there,"
              + " the other removes it");
    }
    for (String model : run.experiment().trained()) {
      Path folder = run.folder().model(model);
      if (!run.folder().files().exists(folder)) {
        throw new InputException(
            "Cannot resume the training of "
                + model
                + ": "
                + folder
                + " does not exist, expected the checkpoint of an unfinished training; leave out"
                + " --resume to begin it");
      }
    }
  }
}
