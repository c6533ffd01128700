package dev.switchback.train;

import dev.switchback.artifact.InputException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The training curve as {@code metrics.jsonl}: one JSON object a round. */
public final class MetricsFile {
  private MetricsFile() {}

  /**
   * Reads the curve in a model's folder.
   *
   * @throws InputException if the file is missing or damaged
   */
  public static List<RoundReport> read(FileSystem files, Path folder) {
    JsonLinesFile<RoundReport> file = in(folder);
    try {
      return file.read(files);
    } catch (IOException damaged) {
      throw new InputException(
          "Cannot read a training curve: " + file.path() + ": " + damaged.getMessage(), damaged);
    }
  }

  /**
   * Reads the curve in a model's folder.
   *
   * @return no round where there is no curve
   * @throws InputException if the file is damaged
   */
  public static List<RoundReport> readIfThere(FileSystem files, Path folder) {
    try {
      return files.exists(in(folder).path()) ? read(files, folder) : List.of();
    } catch (IOException unreadable) {
      throw new InputException(
          "Cannot read a training curve: " + in(folder).path() + ": " + unreadable.getMessage(),
          unreadable);
    }
  }

  static void write(FileSystem files, Path folder, List<RoundReport> reports) throws IOException {
    in(folder).write(files, reports);
  }

  private static JsonLinesFile<RoundReport> in(Path folder) {
    return new JsonLinesFile<>(new Path(folder, "metrics.jsonl"), RoundReport.class);
  }
}
