package dev.switchback.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.InputException;
import dev.switchback.model.Architecture;
import dev.switchback.model.ModelFolder;
import dev.switchback.model.WeightStorage;
import dev.switchback.model.Weights;
import dev.switchback.token.Tokenizer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;

/**
 * The states that a training has saved: folders {@code checkpoints/step-0000000100} below the
 * model's folder. Each holds the model in Hugging Face's layout and beside it the optimizer's
 * moments, the step, and the report of each round so far. A checkpoint is written under a temporary
 * name and renamed, so that one that is there is whole; the newest two are kept.
 */
public final class Checkpoints {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OPTIMIZER = "optimizer.safetensors";
  private static final String STATE = "training_state.json";
  private static final String PREFIX = "step-";
  private static final List<String> MOMENTS = List.of("first_moment.", "second_moment.");
  private static final int KEPT = 2;

  private final FileSystem files;
  private final Path model;
  private final Path folder;
  private final Tokenizer tokenizer;

  /**
   * @param model the model's folder
   */
  public Checkpoints(FileSystem files, Path model, Tokenizer tokenizer) {
    this.files = files;
    this.model = model;
    this.folder = new Path(model, "checkpoints");
    this.tokenizer = tokenizer;
  }

  /** Saves a state with the reports of all rounds that led to it, and drops the oldest. */
  public void save(TrainingState state, List<RoundReport> reports) throws IOException {
    Path unfinished = new Path(folder, "unfinished");
    files.delete(unfinished, true);
    write(unfinished, state, reports);
    Path path = new Path(folder, PREFIX + String.format("%010d", state.step()));
    files.delete(path, true);
    rename(unfinished, path);
    List<Path> saved = saved();
    for (Path old : saved.subList(0, Math.max(0, saved.size() - KEPT))) {
      files.delete(old, true);
    }
  }

  /**
   * Reads the newest checkpoint.
   *
   * @return empty where there is none
   * @throws InputException if it is damaged
   */
  public Optional<Saved> newest(Architecture architecture) {
    List<Path> saved = saved();
    return saved.isEmpty()
        ? Optional.empty()
        : Optional.of(read(saved.get(saved.size() - 1), architecture));
  }

  /** Copies the newest checkpoint's files into the model's folder: it is the model. */
  public void publish() throws IOException {
    List<Path> saved = saved();
    for (FileStatus file : files.listStatus(saved.get(saved.size() - 1))) {
      Path target = new Path(model, file.getPath().getName());
      FileUtil.copy(files, file.getPath(), files, target, false, true, files.getConf());
    }
  }

  /** Removes all checkpoints. */
  public void discard() throws IOException {
    files.delete(folder, true);
  }

  private List<Path> saved() {
    List<Path> saved = new ArrayList<>();
    try {
      for (FileStatus status : files.listStatus(folder)) {
        if (status.getPath().getName().startsWith(PREFIX)) {
          saved.add(status.getPath());
        }
      }
    } catch (FileNotFoundException none) {
      return saved;
    } catch (IOException unreadable) {
      throw new InputException("Cannot list checkpoints: " + folder, unreadable);
    }
    saved.sort(Comparator.comparing(Path::getName));
    return saved;
  }

  private void write(Path path, TrainingState state, List<RoundReport> reports) throws IOException {
    ModelFolder.write(files, path, state.weights(), tokenizer, WeightStorage.FLOAT32);
    ModelFolder.writeParts(
        files,
        new Path(path, OPTIMIZER),
        MOMENTS,
        List.of(state.firstMoments(), state.secondMoments()));
    MetricsFile.write(files, path, reports);
    ObjectNode json = JSON.createObjectNode();
    json.put("step", state.step());
    json.put("tokens", state.tokens());
    try (OutputStream out = files.create(new Path(path, STATE), true)) {
      out.write(JSON.writeValueAsBytes(json));
    }
  }

  private Saved read(Path path, Architecture architecture) {
    Weights weights = ModelFolder.read(files, path);
    if (!weights.architecture().equals(architecture)) {
      throw new InputException(
          "Cannot go on training: "
              + path
              + " holds "
              + weights.architecture()
              + ", expected "
              + architecture
              + "; give --overwrite to start anew");
    }
    List<Weights> moments =
        ModelFolder.readParts(files, new Path(path, OPTIMIZER), architecture, MOMENTS);
    JsonNode json = readState(new Path(path, STATE));
    TrainingState state =
        new TrainingState(
            weights,
            moments.get(0),
            moments.get(1),
            json.path("step").asLong(),
            json.path("tokens").asLong());
    return new Saved(state, MetricsFile.read(files, path));
  }

  private JsonNode readState(Path path) {
    try (InputStream in = files.open(path)) {
      JsonNode json = JSON.readTree(in);
      if (json.path("step").isNumber() && json.path("tokens").isNumber()) {
        return json;
      }
      throw new InputException(
          "Cannot read a checkpoint: " + path + " has " + json + ", expected step and tokens");
    } catch (IOException damaged) {
      throw new InputException(
          "Cannot read a checkpoint: " + path + ": " + damaged.getMessage(), damaged);
    }
  }

  private void rename(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("Cannot rename " + from + " to " + to);
    }
  }

  /** A state and the reports of the rounds that led to it. */
  public record Saved(TrainingState state, List<RoundReport> reports) {}
}
