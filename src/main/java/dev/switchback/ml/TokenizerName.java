package dev.switchback.ml;

import dev.switchback.artifact.InputException;
import dev.switchback.model.ModelFolder;
import dev.switchback.token.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The tokenizers that a model can learn with. */
enum TokenizerName {
  COUNTDOWN(Tokenizer.countdown()),
  SUDOKU(Tokenizer.sudoku());

  private final Tokenizer tokenizer;

  TokenizerName(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** As Params have it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  Tokenizer tokenizer() {
    return tokenizer;
  }

  static TokenizerName of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }

  /**
   * The tokenizer of a model's folder.
   *
   * @throws InputException if it is none of these, or cannot be read
   */
  static TokenizerName of(FileSystem files, Path folder) {
    return Arrays.stream(values())
        .filter(name -> ModelFolder.vocabularyDifference(files, folder, name.tokenizer).isEmpty())
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "Cannot use the model in "
                        + folder
                        + ": its tokenizer is another, expected one of "
                        + String.join(", ", keys())
                        + "; give the folder of a model for these puzzles"));
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(TokenizerName::key).toList();
  }
}
