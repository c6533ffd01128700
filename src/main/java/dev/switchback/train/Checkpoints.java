package dev.switchback.train;

import dev.switchback.artifact.InputException;
import dev.switchback.experiment.CheckpointSettings;
import dev.switchback.model.Architecture;
import dev.switchback.model.ModelFolder;
import dev.switchback.model.WeightStorage;
import dev.switchback.model.Weights;
import dev.switchback.token.Tokenizer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The states that a training has saved: folders {@code checkpoints/step-0000000100} below the
 * model's folder. Each holds the model in Hugging Face's layout, its weights in float32, and beside
 * it the optimizer's moments, the outer step's velocity where it has one, the report of each round
 * so far, and a file with step, tokens, seed and the checksums of all others, which is written last
 * and removed first. A folder without it is none of these, and is removed with the next one that is
 * saved; of the others the newest are kept.
 *
 * @param <R> what is reported of each round
 */
public final class Checkpoints<R> {
  /**
   * Of a model's folder, finished or not: to be raised when a file in it, or in its checkpoints, is
   * written in another form.
   */
  public static final int FORMAT = 1;

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  private static final String OPTIMIZER = "optimizer.safetensors";
  private static final String OUTER_VELOCITY = "outer_velocity.safetensors";
  private static final String PREFIX = "step-";
  private static final List<String> MOMENTS = List.of("first_moment.", "second_moment.");

  private final FileSystem files;
  private final Path model;
  private final Path folder;
  private final Tokenizer tokenizer;
  private final CheckpointSettings settings;
  private final long seed;
  private final Class<R> type;

  /**
   * @param model the model's folder
   * @param settings how many are kept, and the type in which the finished model is stored
   * @param seed of the experiment
   * @param type of the reports
   */
  public Checkpoints(
      FileSystem files,
      Path model,
      Tokenizer tokenizer,
      CheckpointSettings settings,
      long seed,
      Class<R> type) {
    this.files = files;
    this.model = model;
    this.folder = new Path(model, "checkpoints");
    this.tokenizer = tokenizer;
    this.settings = settings;
    this.seed = seed;
    this.type = type;
  }

  /** Saves a state with the reports of all rounds that led to it, and drops the oldest. */
  public void save(TrainingState state, List<R> reports) throws IOException {
    Path path = new Path(folder, PREFIX + String.format(Locale.ROOT, "%010d", state.step()));
    new SealedFolder(files, path).remove();
    for (SealedFolder begun : begun()) {
      if (!begun.isSealed()) {
        begun.remove();
      }
    }
    write(path, state, reports);
    List<SealedFolder> saved = saved();
    for (SealedFolder old : saved.subList(0, Math.max(0, saved.size() - settings.keepLast()))) {
      old.remove();
    }
  }

  /**
   * Reads the newest checkpoint, every byte of which is checked first.
   *
   * @return empty where there is none
   * @throws InputException if it is damaged; the message names the file and, where there is one,
   *     the newest checkpoint that is whole, and how to go on from it
   */
  public Optional<Saved<R>> newest(Architecture architecture) {
    return newest(architecture, LOG::warn);
  }

  /**
   * As the other.
   *
   * @param messages are told of checkpoints that were never finished
   */
  Optional<Saved<R>> newest(Architecture architecture, Consumer<String> messages) {
    for (SealedFolder begun : begun()) {
      if (!begun.isSealed()) {
        messages.accept(
            "Ignored the checkpoint "
                + begun.path()
                + ", which has no "
                + StateFile.NAME
                + ": its writing was interrupted");
      }
    }
    List<SealedFolder> saved = saved();
    if (saved.isEmpty()) {
      return Optional.empty();
    }
    SealedFolder newest = saved.get(saved.size() - 1);
    Optional<String> damage = newest.damage();
    if (damage.isPresent()) {
      throw new InputException("Cannot go on training: " + damage.get() + "; " + remedy(saved));
    }
    return Optional.of(read(newest, architecture));
  }

  /**
   * Makes the newest checkpoint the model: writes its files into the model's folder, the weights in
   * the type of the settings. May be repeated, also where an earlier attempt was killed.
   */
  public void publish() throws IOException {
    List<SealedFolder> saved = saved();
    SealedFolder newest = saved.get(saved.size() - 1);
    StateFile state = state(newest);
    ModelFolder.copy(
        files, newest.path(), model, tokenizer, WeightStorage.of(settings.weightsDtype()));
    FileUtil.copy(
        files,
        new Path(newest.path(), OPTIMIZER),
        files,
        new Path(model, OPTIMIZER),
        false,
        true,
        files.getConf());
    MetricsFile.write(files, model, MetricsFile.read(files, newest.path(), type), type);
    new SealedFolder(files, model).seal(state.step(), state.tokens(), state.seed());
  }

  /** Removes all checkpoints. */
  public void discard() throws IOException {
    files.delete(folder, true);
  }

  /** Those that were written to their end, by step. */
  private List<SealedFolder> saved() {
    return begun().stream().filter(SealedFolder::isSealed).toList();
  }

  /** Also those that a killed run left unfinished, by step. */
  private List<SealedFolder> begun() {
    List<SealedFolder> begun = new ArrayList<>();
    try {
      for (FileStatus status : files.listStatus(folder)) {
        if (status.getPath().getName().startsWith(PREFIX)) {
          begun.add(new SealedFolder(files, status.getPath()));
        }
      }
    } catch (FileNotFoundException none) {
      return begun;
    } catch (IOException unreadable) {
      throw new InputException("Cannot list checkpoints: " + folder, unreadable);
    }
    begun.sort(Comparator.comparing(checkpoint -> checkpoint.path().getName()));
    return begun;
  }

  /** What to do where the newest checkpoint is damaged. */
  private String remedy(List<SealedFolder> saved) {
    int whole = saved.size() - 2;
    while (whole >= 0 && saved.get(whole).damage().isPresent()) {
      whole--;
    }
    if (whole < 0) {
      return "no checkpoint before it is whole, so that only a new start is left: remove "
          + folder
          + " and run again";
    }
    return "the newest checkpoint before it that is whole is of step "
        + state(saved.get(whole)).step()
        + ": to go on from there, remove "
        + saved.subList(whole + 1, saved.size()).stream()
            .map(damaged -> damaged.path().toString())
            .collect(Collectors.joining(" and "))
        + " and run again";
  }

  private void write(Path path, TrainingState state, List<R> reports) throws IOException {
    ModelFolder.write(files, path, state.weights(), tokenizer, WeightStorage.FLOAT32);
    ModelFolder.writeParts(
        files,
        new Path(path, OPTIMIZER),
        MOMENTS,
        List.of(state.firstMoments(), state.secondMoments()));
    if (state.velocity().isPresent()) {
      ModelFolder.writeParts(
          files,
          new Path(path, OUTER_VELOCITY),
          List.of(""),
          List.of(state.velocity().orElseThrow()));
    }
    MetricsFile.write(files, path, reports, type);
    new SealedFolder(files, path).seal(state.step(), state.tokens(), seed);
  }

  private Saved<R> read(SealedFolder checkpoint, Architecture architecture) {
    StateFile state = state(checkpoint);
    Path path = checkpoint.path();
    Weights weights = ModelFolder.read(files, path);
    if (!weights.architecture().equals(architecture) || state.seed() != seed) {
      throw new InputException(
          "Cannot go on training: "
              + path
              + " holds "
              + weights.architecture()
              + " and seed "
              + state.seed()
              + ", expected "
              + architecture
              + " and seed "
              + seed
              + "; remove "
              + folder
              + " and run again to start anew");
    }
    List<Weights> moments =
        ModelFolder.readParts(files, new Path(path, OPTIMIZER), architecture, MOMENTS);
    TrainingState trained =
        new TrainingState(
            weights,
            moments.get(0),
            moments.get(1),
            velocity(path, architecture),
            state.step(),
            state.tokens());
    return new Saved<>(trained, MetricsFile.read(files, path, type));
  }

  /** Null where the training has none. */
  private Weights velocity(Path path, Architecture architecture) {
    Path file = new Path(path, OUTER_VELOCITY);
    try {
      return files.exists(file)
          ? ModelFolder.readParts(files, file, architecture, List.of("")).get(0)
          : null;
    } catch (IOException unreadable) {
      throw new InputException("Cannot read a checkpoint: " + file, unreadable);
    }
  }

  private static StateFile state(SealedFolder checkpoint) {
    return checkpoint
        .state()
        .orElseThrow(
            () ->
                new InputException(
                    "Cannot read a checkpoint: the state in "
                        + checkpoint.path()
                        + " has become unreadable, expected it as it was written; run again"));
  }

  /** A state and the reports of the rounds that led to it. */
  public record Saved<R>(TrainingState state, List<R> reports) {}
}
