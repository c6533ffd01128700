package dev.switchback.ml;

import dev.switchback.artifact.InputException;
import dev.switchback.artifact.Locations;
import dev.switchback.model.ModelFolder;
import dev.switchback.model.Weights;
import dev.switchback.token.Tokenizer;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A model as it was read from its folder.
 *
 * @param weights with their architecture
 * @param tokenizer that the model reads and writes with
 */
public record LoadedModel(Weights weights, Tokenizer tokenizer) {

  /**
   * Reads a folder in Hugging Face's layout.
   *
   * @param hadoop settings of the folder's file system
   * @throws InputException if it cannot be read, or is no model for our puzzles
   */
  public static LoadedModel of(Path folder, Configuration hadoop) {
    try {
      FileSystem files = Locations.files(folder, hadoop);
      Weights weights = ModelFolder.read(files, folder);
      return new LoadedModel(weights, TokenizerName.of(files, folder).tokenizer());
    } catch (IOException unreachable) {
      throw new InputException(
          "Cannot reach the file system of " + folder + ": " + unreachable.getMessage(),
          unreachable);
    }
  }
}
