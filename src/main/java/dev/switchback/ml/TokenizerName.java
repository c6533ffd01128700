package dev.switchback.ml;

import dev.switchback.artifact.InputException;
import dev.switchback.family.PuzzleFamilies;
import dev.switchback.family.PuzzleFamily;
import dev.switchback.model.ModelFolder;
import dev.switchback.token.Tokenizer;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A tokenizer that a model can learn with.
 *
 * @param key as Params have it: the name of the first family that has the tokenizer
 */
record TokenizerName(String key, Tokenizer tokenizer) implements Serializable {
  private static final Map<String, TokenizerName> ALL = all();

  static TokenizerName of(String key) {
    return ALL.get(key);
  }

  /**
   * The tokenizer of a model's folder.
   *
   * @throws InputException if it is none of these, or cannot be read
   */
  static TokenizerName of(FileSystem files, Path folder) {
    return ALL.values().stream()
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

  /** All names, the usual one first. */
  static List<String> keys() {
    return List.copyOf(ALL.keySet());
  }

  private static Map<String, TokenizerName> all() {
    Map<Tokenizer, TokenizerName> names = new LinkedHashMap<>();
    for (PuzzleFamily family : PuzzleFamilies.all()) {
      Tokenizer tokenizer = family.tokenizer();
      names.putIfAbsent(tokenizer, new TokenizerName(family.key(), tokenizer));
    }
    Map<String, TokenizerName> byKey = new LinkedHashMap<>();
    names.values().forEach(name -> byKey.put(name.key, name));
    return byKey;
  }
}
