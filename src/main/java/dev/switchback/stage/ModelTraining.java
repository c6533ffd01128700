package dev.switchback.stage;

import dev.switchback.artifact.InputException;
import dev.switchback.cluster.TrainingRows;
import dev.switchback.cluster.ValidationRound;
import dev.switchback.cluster.Workers;
import dev.switchback.experiment.ModelSettings;
import dev.switchback.model.Architecture;
import dev.switchback.model.ModelFolder;
import dev.switchback.token.Tokenizer;
import dev.switchback.train.Checkpoints;
import dev.switchback.train.DivergedException;
import dev.switchback.train.Generation;
import dev.switchback.train.RoundReport;
import dev.switchback.train.TrainingJournal;
import dev.switchback.train.TrainingState;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The training of one model in its folder: from the newest checkpoint there, or else from the
 * beginning, to the finished model. A training that was interrupted ends with the same weights, bit
 * for bit. Of the stage and of the estimator alike.
 *
 * @param name of the model, for people
 * @param settings of the model
 * @param tokenizer of its rows
 * @param seed of the initial weights and of the rows' order
 * @param files the folder's file system
 * @param folder of the model: checkpoints while it is trained, the finished model in the end
 */
public record ModelTraining(
    JavaSparkContext spark,
    String name,
    ModelSettings settings,
    Tokenizer tokenizer,
    long seed,
    FileSystem files,
    Path folder) {

  /** Makes of an answer what is written down. */
  public interface Judge {
    /**
     * Judges an answer.
     *
     * @param prompt its place among the prompts
     */
    Generation judge(long step, int prompt, String text);
  }

  /**
   * Trains to the last step, and writes the finished model beside its checkpoints.
   *
   * @param rows of the workers
   * @param validation what is measured on the way
   * @param judge of the answers to its prompts
   * @return every round, also those before an interruption
   * @throws DivergedException if the loss is no longer a number
   * @throws InputException if the newest checkpoint is damaged or another model's
   */
  public List<RoundReport> run(TrainingRows rows, ValidationRound validation, Judge judge)
      throws IOException {
    Architecture architecture = architecture();
    Checkpoints checkpoints = checkpoints();
    Optional<Checkpoints.Saved> saved = checkpoints.newest(architecture);
    TrainingState start = saved.isPresent() ? saved.get().state() : initial(architecture);
    TrainingJournal journal =
        new TrainingJournal(files, folder, saved.map(Checkpoints.Saved::reports).orElse(List.of()));
    Workers workers = Workers.place(spark.sc(), settings.training().workers(), architecture);
    new Training(spark, name, settings.training(), workers, validation, judge)
        .run(rows, seed, start, journal, checkpoints);
    checkpoints.publish();
    return journal.reports();
  }

  /** Removes the checkpoints, which a finished model does not need. */
  public void discardCheckpoints() throws IOException {
    checkpoints().discard();
  }

  /** The shape of the model. */
  public Architecture architecture() {
    return Architecture.of(settings.architecture(), tokenizer.size());
  }

  private Checkpoints checkpoints() {
    return new Checkpoints(files, folder, tokenizer, settings.training().checkpoints(), seed);
  }

  private TrainingState initial(Architecture architecture) throws IOException {
    String given = settings.training().initialModel();
    if (given.isEmpty()) {
      return TrainingState.initial(architecture, seed);
    }
    Path source = new Path(given);
    FileSystem from = source.getFileSystem(spark.hadoopConfiguration());
    return TrainingState.beginningWith(ModelFolder.readFor(from, source, architecture, tokenizer));
  }
}
