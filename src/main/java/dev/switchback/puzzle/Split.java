package dev.switchback.puzzle;

import java.util.Arrays;

/** The parts of a data set. No canonical problem is in two of them. */
public enum Split {
  /** What a model learns from. */
  TRAIN("train"),
  /** New problems of the kind a model learned from. */
  VALIDATION("validation"),
  /** Problems with targets that no training problem has. */
  UNSEEN_TARGET("unseen-target");

  private final String key;

  Split(String key) {
    this.key = key;
  }

  /** The name in configuration files, tables and folders. */
  public String key() {
    return key;
  }

  /**
   * The split with the given name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Split of(String key) {
    for (Split split : values()) {
      if (split.key.equals(key)) {
        return split;
      }
    }
    throw new IllegalArgumentException(
        "Cannot find a split: "
            + key
            + ", expected one of "
            + Arrays.stream(values()).map(Split::key).toList());
  }
}
