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
    return read(files, folder, RoundReport.class);
  }

  /**
   * Reads the curve in a model's folder.
   *
   * @param type of its rounds
   * @throws InputException if the file is missing or damaged
   */
  public static <R> List<R> read(FileSystem files, Path folder, Class<R> type) {
    JsonLinesFile<R> file = in(folder, type);
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
   * @param type of its rounds
   * @return no round where there is no curve
   * @throws InputException if the file is damaged
   */
  public static <R> List<R> readIfThere(FileSystem files, Path folder, Class<R> type) {
    try {
      return files.exists(path(folder)) ? read(files, folder, type) : List.of();
    } catch (IOException unreadable) {
      throw new InputException(
          "Cannot read a training curve: " + path(folder) + ": " + unreadable.getMessage(),
          unreadable);
    }
  }

  /** Writes a curve into a model's folder. */
  public static <R> void write(FileSystem files, Path folder, List<R> reports, Class<R> type)
      throws IOException {
    in(folder, type).write(files, reports);
  }

  private static <R> JsonLinesFile<R> in(Path folder, Class<R> type) {
    return new JsonLinesFile<>(path(folder), type);
  }

  private static Path path(Path folder) {
    return new Path(folder, "metrics.jsonl");
  }
}
