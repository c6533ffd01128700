package dev.switchback.train;

import dev.switchback.artifact.InputException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What a model answered in training as {@code generations.jsonl}: one JSON object an answer. */
public final class GenerationsFile {
  private GenerationsFile() {}

  /**
   * Reads the answers in a model's folder.
   *
   * @return none where there is no such file
   * @throws InputException if the file is damaged
   */
  public static List<Generation> read(FileSystem files, Path folder) {
    JsonLinesFile<Generation> file = in(folder);
    try {
      return file.read(files);
    } catch (FileNotFoundException none) {
      return List.of();
    } catch (IOException damaged) {
      throw new InputException(
          "Cannot read answers of a training: "
              + file.path()
              + ": "
              + damaged.getMessage()
              + "; remove the file to go on without them",
          damaged);
    }
  }

  static void write(FileSystem files, Path folder, List<Generation> generations)
      throws IOException {
    in(folder).write(files, generations);
  }

  private static JsonLinesFile<Generation> in(Path folder) {
    return new JsonLinesFile<>(new Path(folder, "generations.jsonl"), Generation.class);
  }

  /**
   * What a model in training answered, for people to read.
   *
   * @param step steps taken before
   * @param problem in the words of a person
   * @param text what it wrote, the prompt included
   * @param correct the strict verdict
   */
  public record Generation(long step, String problem, String text, boolean correct) {}
}
