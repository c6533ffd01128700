package dev.switchback.model;

import dev.switchback.artifact.InputException;
import org.apache.hadoop.fs.Path;

/** The errors of a file of weights that is not what it should be. */
record DamagedFile(Path path) {

  InputException holding(String found, String expected) {
    return holding(found, expected, null);
  }

  /** The file itself is wrong, whatever it was to hold. */
  InputException holding(String found, String expected, Throwable cause) {
    return new InputException(
        "Cannot read weights: "
            + path
            + " is damaged ("
            + found
            + "), expected "
            + expected
            + "; restore the file, or remove its folder and make it anew",
        cause);
  }
}
